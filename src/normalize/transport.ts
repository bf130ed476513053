import { arrayItems, readInteger } from '../http/safe-read.ts';
import type { Marks } from './marks.ts';
import { transportCodes, transportFamilies } from './transport-codes.ts';
import type { Classifier, Verdict } from './verdict.ts';
import { badGateway, badName, dependencyDown, gatewayTimeout } from './verdicts.ts';

/** Databases, caches and brokers by the port that they are known by. A bare net error has no other mark of them. */
const dependencyPorts: ReadonlyMap<number, string> = new Map([
  [1433, 'sqlserver'],
  [3306, 'mysql'],
  [5432, 'postgresql'],
  [5672, 'amqp'],
  [6379, 'redis'],
  [9042, 'cassandra'],
  [9092, 'kafka'],
  [27017, 'mongodb'],
]);

const unreachable: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  'EAI_AGAIN',
]);

const refusedResolver = badName('transport/resolver_refused');
const incomplete = badGateway('transport/aborted', 'http_response_incomplete', true);
const readTimeout = gatewayTimeout('transport/read_timeout', 'connection_read_timeout');
const badChunk = badGateway('transport/chunk', 'http_response_transfer_coding');
const unparsable = badGateway('transport/http_parser', 'http_protocol_error');

/** The verdict of a code alone. */
export function transportVerdict(code: string | undefined): Verdict | undefined {
  if (code === undefined) return undefined;
  const known = transportCodes.get(code);
  if (known !== undefined) return known;
  return code.includes('_') ? transportFamilies.find(([pattern]) => pattern.test(code))?.[1] : undefined;
}

/** The same code, told apart by what stands beside it. */
const refinements: Readonly<Record<string, (marks: Marks) => Verdict | undefined>> = {
  // c-ares: the DNS server refused, not the host that was asked for.
  ECONNREFUSED: ({ syscall }) =>
    typeof syscall === 'string' && syscall.startsWith('query') ? refusedResolver : undefined,
  // Node's text for a message that was cut in its body.
  ECONNRESET: ({ text }) => (text === 'aborted' ? incomplete : undefined),
  ETIMEDOUT: ({ syscall }) => (syscall === 'read' ? readTimeout : undefined),
};

/** Happy Eyeballs leaves the port on the members only. */
function portOf(marks: Marks): number | undefined {
  if (typeof marks.port === 'number') return marks.port;
  const [first] = arrayItems(marks.errors, 1);
  return readInteger(first, 'port');
}

function knownDependency(marks: Marks): Verdict | undefined {
  const port = marks.code !== undefined && unreachable.has(marks.code) ? portOf(marks) : undefined;
  const kind = port === undefined ? undefined : dependencyPorts.get(port);
  // Flagged as an upstream's: to an origin a bare net error says nothing of a database (vector V306).
  return kind === undefined ? undefined : { ...dependencyDown(`transport/${kind}_port`), upstream: true };
}

/** A failed connection or a broken HTTP message, by its code. */
export const classifyNetError: Classifier<Marks> = (marks) => {
  const { code, name, text } = marks;
  // undici 7 keeps the name and drops the code.
  if (code === undefined) return name === 'HTTPParserError' ? (/chunk/i.test(text) ? badChunk : unparsable) : undefined;
  const refine = Object.hasOwn(refinements, code) ? refinements[code] : undefined;
  return refine?.(marks) ?? transportVerdict(code);
};

/** The same for an error without any mark of a client: the port may tell that no HTTP was spoken. */
export const classifyTransport: Classifier<Marks> = (marks, policy) =>
  knownDependency(marks) ?? classifyNetError(marks, policy);
