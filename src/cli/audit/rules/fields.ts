import { isHttpDate } from '../../../http/fields.ts';
import { always, anError, has, lines, ofKind, type Rule, show, value } from '../rule.ts';

/** Fields that are defined as one value: two lines, and each recipient picks its own. */
const singletons: readonly string[] = [
  'date',
  'server',
  'content-type',
  'content-length',
  'content-range',
  'etag',
  'last-modified',
  'expires',
  'location',
  'retry-after',
  'age',
];

/** Names that tell what the server is made of. */
const productFields: readonly string[] = [
  'x-powered-by',
  'x-aspnet-version',
  'x-aspnetmvc-version',
  'x-runtime',
  'x-generator',
];

export const fieldRules: readonly Rule[] = [
  {
    of: 'response',
    id: 'DT-1',
    level: 'MUST',
    source: 'RFC 9110 section 6.6.1',
    title: 'A 4xx has a Date',
    fix: 'Do not remove Date: in Node, res.removeHeader("Date") switches it off for good.',
    applies: (seen) => seen.response.status < 500 && seen.probe.kind !== 'parser',
    check: (seen) => (has(seen, 'date') ? undefined : `${seen.response.status} without Date`),
  },
  {
    of: 'response',
    id: 'DT-2',
    level: 'POLICY',
    source: 'RFC 9110 section 6.6.1',
    title: 'A 5xx has a Date',
    fix: 'Send Date with every response: caches and logs order by it.',
    applies: (seen) => seen.response.status >= 500 && seen.probe.kind !== 'parser',
    check: (seen) => (has(seen, 'date') ? undefined : `${seen.response.status} without Date`),
  },
  {
    of: 'response',
    id: 'DT-3',
    level: 'MUST',
    source: 'RFC 9110 section 5.6.7',
    title: 'Dates are in the one format that may be generated, with the right weekday',
    fix: 'Write dates with toUTCString().',
    applies: (seen) => ['date', 'expires', 'last-modified'].some((name) => has(seen, name)),
    check: (seen) => {
      // Expires has a second form by tradition: 0 and -1 mean "already expired" (RFC 9111 section 5.3).
      const wrong = ['date', 'expires', 'last-modified'].find((name) => {
        return lines(seen, name).some((date) => !isHttpDate(date) && !(name === 'expires' && /^-?\d$/.test(date)));
      });
      return wrong === undefined ? undefined : show(seen, wrong);
    },
  },
  {
    of: 'response',
    id: 'DT-5',
    level: 'SHOULD',
    source: 'RFC 9110 section 10.2.4',
    title: 'Server names no versions',
    fix: 'Configure a Server field without version and modules, or none.',
    applies: (seen) => has(seen, 'server'),
    check: (seen) => (/\/v?\d+\.\d/.test(value(seen, 'server')) ? show(seen, 'Server') : undefined),
  },
  {
    of: 'response',
    id: 'DT-6',
    level: 'POLICY',
    source: 'RFC 9110 section 17.12',
    title: 'No field tells what the server is made of',
    fix: "Switch it off: app.disable('x-powered-by') in Express; failwell takes it off every error.",
    applies: anError,
    check: (seen) => {
      const found = productFields.find((name) => has(seen, name));
      return found === undefined ? undefined : show(seen, found);
    },
  },
  {
    of: 'response',
    id: 'DT-8',
    level: 'MUST',
    source: 'RFC 9110 section 6.6.1',
    title: 'What the server refuses before any handler runs has a Date too',
    fix: "Node's own answers have none: use handleServerErrors(server) of failwell/node.",
    applies: (seen) => ofKind('parser')(seen) && anError(seen, []) && seen.response.status < 500,
    check: (seen) => (has(seen, 'date') ? undefined : `${seen.response.status} without Date`),
  },
  {
    of: 'response',
    id: 'ST-5',
    level: 'MUST',
    source: 'RFC 9110 section 5.3',
    title: 'A field that is one value has one line',
    fix: 'Set it, do not append it; look for a proxy that adds its own.',
    applies: always,
    check: (seen) => {
      const found = singletons.find((name) => lines(seen, name).length > 1);
      return found === undefined ? undefined : `${found} ${lines(seen, found).length} times`;
    },
  },
  {
    of: 'response',
    id: 'SE-1',
    level: 'MUST',
    source: 'RFC 9110 section 5.5, RFC 9112 section 5',
    title: 'Field names are tokens and values hold no control characters',
    fix: 'Validate what you copy into a field; failwell leaves such a field out and reports it.',
    applies: always,
    check: ({ exchange }) => {
      return exchange.violations.find((one) =>
        /^(?:field line without|control character|header section cut)/.test(one),
      );
    },
  },
  {
    of: 'response',
    id: 'SE-2',
    level: 'SHOULD',
    source: 'RFC 9110 section 5.5',
    title: 'Field values are visible ASCII',
    fix: 'Encode other characters (RFC 8187), or put the text into the body.',
    applies: always,
    check: ({ response }) => {
      const [name] = response.fields.find(([, text]) => /[\x80-\xff]/.test(text)) ?? [];
      return name === undefined ? undefined : `octets above ASCII in ${name}`;
    },
  },
];
