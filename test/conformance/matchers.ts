import { type FieldLine, fieldLines, type ReceivedResponse, renderExchange } from '../support/exchange.ts';
import { matchBody } from './body-matchers.ts';
import { matchField } from './field-matchers.ts';
import { findBrokenInvariants } from './invariants.ts';
import type { Observation } from './run-vector.ts';
import { matchText, show } from './text-matchers.ts';
import type { Expected } from './vector.ts';
import { matchWire } from './wire-matchers.ts';

function matchStatus(wanted: Expected['status'], response: ReceivedResponse | undefined): string[] {
  const status = response?.status ?? null;
  const allowed = typeof wanted === 'object' && wanted !== null ? wanted.oneOf : [wanted];
  return allowed.includes(status) ? [] : [`status: is ${show(status)}, not ${show(allowed)}`];
}

/** HTTP/2 has neither status line nor reason phrase; of a status line only the status is left to compare. */
function matchStatusLine({ statusLine, reason }: Expected, response: ReceivedResponse | undefined): string[] {
  if (response === undefined || response.reason === undefined) return [];
  return [
    ...(statusLine === undefined ? [] : matchText('status line', statusLine, response.statusLine)),
    ...(reason === undefined ? [] : matchText('reason phrase', reason, response.reason)),
  ];
}

function matchFields({ vector, exchange, getExchange }: Observation): string[] {
  const response = exchange.responses[0];
  return Object.entries(vector.expect.headers).flatMap(([name, wanted]) =>
    matchField(name, wanted, {
      lines: fieldLines(response?.fields ?? [], name),
      bodyBytes: response?.body.length ?? 0,
      getBodyBytes: getExchange?.responses[0]?.body.length,
    }),
  );
}

/** DT-7: these fields come in this order, whatever is between them. */
function matchOrder(wanted: readonly string[], fields: readonly FieldLine[]): string[] {
  const names = fields.map(([name]) => name.toLowerCase());
  const found = names.filter((name) => wanted.includes(name));
  return found.join() === wanted.join() ? [] : [`order: the fields come as ${show(names)}, not as ${show(wanted)}`];
}

/** FR-6. */
function matchGet(except: readonly string[], { exchange, getExchange }: Observation): string[] {
  const comparable = (fields: readonly FieldLine[] = []): string[] => {
    return fields.filter(([name]) => !except.includes(name.toLowerCase())).map(([name, value]) => `${name}: ${value}`);
  };
  const byHead = comparable(exchange.responses[0]?.fields);
  const byGet = comparable(getExchange?.responses[0]?.fields);
  return show(byHead) === show(byGet) ? [] : [`fields: HEAD has ${show(byHead)}, GET has ${show(byGet)}`];
}

/** Everything that an observation breaks, each in a sentence: what the vector expects, and what always holds. */
export function findProblems(observation: Observation): string[] {
  const { vector, exchange } = observation;
  const { expect } = vector;
  const response = exchange.responses[0];
  return [
    ...observation.faults,
    ...matchStatus(expect.status, response),
    ...matchStatusLine(expect, response),
    ...matchFields(observation),
    ...(expect.headerOrder === undefined ? [] : matchOrder(expect.headerOrder, response?.fields ?? [])),
    ...(expect.sameHeadersAsGetExcept === undefined ? [] : matchGet(expect.sameHeadersAsGetExcept, observation)),
    ...matchBody(expect.body, response?.body ?? Buffer.alloc(0)),
    ...(expect.wire === undefined ? [] : matchWire(expect.wire, observation)),
    ...findBrokenInvariants(observation),
  ];
}

/** The text of a failed test: the problems, then the exchange as it went over the wire. */
export function renderFailure(problems: readonly string[], { exchange, getExchange }: Observation): string {
  const parts = [problems.map((problem) => `- ${problem}`).join('\n'), renderExchange(exchange)];
  if (getExchange !== undefined) parts.push(`by GET:\n${renderExchange(getExchange)}`);
  return parts.join('\n\n');
}
