import { isHttpDate } from '../../src/http/fields.ts';
import { fieldLines, listMembers, type ReceivedResponse } from '../support/exchange.ts';
import { parseJson } from './body-matchers.ts';
import { findSchemaErrors } from './envelope-schema.ts';
import type { Observation } from './run-vector.ts';
import { show } from './text-matchers.ts';

/** What no vector needs to say, because it holds for every exchange or for every error response. */
type ExchangeInvariant = (observation: Observation) => readonly string[];
type ResponseInvariant = (response: ReceivedResponse, observation: Observation) => readonly string[];

/** ST-5: fields that are defined as singletons. */
const singletons = [
  'date',
  'server',
  'content-type',
  'content-length',
  'retry-after',
  'content-range',
  'etag',
  'location',
];
const connectionSpecific = ['connection', 'keep-alive', 'proxy-connection', 'transfer-encoding', 'upgrade'];

const ofExchange: readonly ExchangeInvariant[] = [
  ({ exchange }) => exchange.violations,
  ({ process }) => process.crashes.map((crash) => `crash: ${crash}`),
  ({ process }) => process.warnings.map((warning) => `process warning: ${warning}`),
  ({ process }) => process.polluted.map((key) => `Object.prototype has got ${key} (SE-5)`),
  // CO-2: who announces a close closes.
  ({ exchange }) => {
    const announced = exchange.responses.some((one) =>
      listMembers(fieldLines(one.fields, 'connection')).includes('close'),
    );
    return announced && !exchange.serverClosed ? ['Connection: close, but the server left it open (CO-2)'] : [];
  },
];

const ofErrorResponse: readonly ResponseInvariant[] = [
  ({ fields }) => {
    const repeated = singletons.filter((name) => fieldLines(fields, name).length > 1);
    return repeated.map((name) => `${name} occurs more than once (ST-5)`);
  },
  ({ fields }) => (fieldLines(fields, 'date').every(isHttpDate) ? [] : ['Date is no IMF-fixdate (DT-3)']),
  ({ fields }) => {
    const required = ['date', 'content-type', 'cache-control', 'x-content-type-options'];
    return required.filter((name) => fieldLines(fields, name).length !== 1).map((name) => `${name} is not there once`);
  },
  ({ fields }) => {
    const foreign = fields.filter(([, value]) => !/^[\t\x20-\x7e]*$/.test(value));
    return foreign.map(([name]) => `the value of ${name} is not visible ASCII (SE-2)`);
  },
  // FR-7: every error but the answer to HEAD explains itself.
  ({ body, complete }, { vector }) =>
    complete && body.length === 0 && vector.given.method !== 'HEAD' ? ['an error without content (FR-7)'] : [],
  ({ fields, framing }) => {
    if (framing !== 'stream') return [];
    const found = connectionSpecific.filter((name) => fieldLines(fields, name).length > 0);
    return found.map((name) => `${name} on HTTP/2 (H2-1)`);
  },
  ({ fields, framing, body }, { vector }) => {
    if (framing !== 'stream' || vector.given.method === 'HEAD') return [];
    const [length] = fieldLines(fields, 'content-length');
    return length === undefined || Number(length) === body.length ? [] : ['content-length differs from DATA (H2-3)'];
  },
  ({ fields, body, complete, status }) => {
    if (!complete || body.length === 0 || fieldLines(fields, 'content-type').join() !== 'application/json') return [];
    const json = parseJson(body.toString('utf8')) as { readonly error?: { readonly code?: unknown } } | undefined;
    const errors = findSchemaErrors(json).map((error) => `envelope schema: ${error}`);
    return json?.error?.code === status ? errors : [...errors, `error.code is ${show(json?.error?.code)} (SL-6)`];
  },
];

/** Rules broken by an exchange that need no word of the vector. The 200 of a follow-up is the application's own. */
export function findBrokenInvariants(observation: Observation): string[] {
  const errorResponses = observation.exchange.responses.filter((one) => one.status >= 400);
  return [
    ...ofExchange.flatMap((check) => check(observation)),
    ...errorResponses.flatMap((response) => ofErrorResponse.flatMap((check) => check(response, observation))),
  ];
}
