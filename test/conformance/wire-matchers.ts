import type { Observation } from './run-vector.ts';
import { applyChecks, type Problem, show, toPattern } from './text-matchers.ts';
import type { WireMatcher } from './vector.ts';

type Check<Wanted> = (wanted: Wanted, observation: Observation) => Problem;

/**
 * Whether a client can tell that the message is not whole: nothing came at all, the framing is not satisfied, or a
 * message that ends with the connection was reset (TR-2, TR-3).
 */
function isIncomplete({ exchange }: Observation): boolean {
  const [first] = exchange.responses;
  return first === undefined ? exchange.serverClosed : !first.complete;
}

function compare<T>(actual: T, wanted: T, what: string): Problem {
  return actual === wanted ? undefined : `${what} is ${show(actual)}, not ${show(wanted)}`;
}

const checks: { readonly [Name in keyof WireMatcher]-?: Check<NonNullable<WireMatcher[Name]>> } = {
  incomplete: (wanted, observation) => compare(isIncomplete(observation), wanted, 'incomplete'),
  serverCloses: (wanted, { exchange }) => compare(exchange.serverClosed, wanted, 'closed by the server'),
  reset: (wanted, { exchange }) => compare(exchange.reset, wanted, 'reset'),
  rstCode: (wanted, { exchange }) => compare(exchange.rstCode, wanted, 'code of RST_STREAM'),
  bytesNotRe: (source, { exchange }) =>
    toPattern(source).test(exchange.bytes.toString('latin1')) ? `the bytes match /${source}/` : undefined,
  responses: (wanted, { exchange }) =>
    compare(exchange.responses.map((one) => one.status).join(), wanted.join(), 'list of responses'),
  secondResponseOk: (_, { exchange }) => {
    const second = exchange.responses[1];
    const isOk = second?.status === 200 && second.complete && second.body.toString('utf8') === 'ok';
    return isOk ? undefined : `the second response is ${show(second?.status)}, not a complete 200 ok`;
  },
  no100: (_, { exchange }) =>
    exchange.interim.length === 0 ? undefined : `interim responses were sent: ${show(exchange.interim)}`,
  answeredWithinMs: (limit, { exchange }) =>
    exchange.firstByteMs !== undefined && exchange.firstByteMs <= limit
      ? undefined
      : `the first byte took ${exchange.firstByteMs?.toFixed(0)} ms, more than ${limit}`,
  noCrash: (_, { process }) => (process.crashes.length === 0 ? undefined : `crashed: ${process.crashes.join('; ')}`),
  noProcessWarning: (_, { process }) =>
    process.warnings.length === 0 ? undefined : `process warnings: ${process.warnings.join('; ')}`,
  noPollution: (_, { process }) =>
    process.polluted.length === 0 ? undefined : `Object.prototype has got ${show(process.polluted)}`,
};

export function matchWire(matcher: WireMatcher, observation: Observation): string[] {
  return applyChecks('wire', matcher, checks, observation);
}
