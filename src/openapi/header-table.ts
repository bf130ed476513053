import type { Settings } from '../core/options.ts';
import type { StatusFacts } from '../error/status.ts';
import { httpDatePattern, maxFieldValue } from '../http/fields.ts';
import { requestIdPattern } from '../http/request-id.ts';
import { defaultDelays, maxDelay } from '../plan/retry.ts';
import { type JsonSchema, toPattern } from './json-schema.ts';

/** What a field must be asked for: the status (undefined: any error) and the settings. */
export interface Question {
  readonly facts: StatusFacts | undefined;
  readonly settings: Settings;
}

/** One field of error responses, in sending order. */
export interface FieldRow {
  readonly name: string;
  readonly description: string;
  /** 'always', 'sometimes' or 'never' on this response. */
  readonly when: (question: Question) => 'always' | 'sometimes' | 'never';
  readonly schema: (question: Question) => JsonSchema;
}

type When = ReturnType<FieldRow['when']>;

const always = (): When => 'always';
const onStatus =
  (codes: readonly number[], when: When = 'sometimes'): FieldRow['when'] =>
  ({ facts }) =>
    facts !== undefined && codes.includes(facts.code) ? when : 'never';
/** A MUST of the status. */
const demanded =
  (name: string): FieldRow['when'] =>
  ({ facts }) =>
    facts?.requiredHeaders.includes(name) === true ? 'always' : 'never';
const ifSetting =
  (holds: (settings: Settings) => boolean, when: When): FieldRow['when'] =>
  ({ settings }) =>
    holds(settings) ? when : 'never';

const text = (more: JsonSchema = {}): (() => JsonSchema) => {
  const schema = { type: 'string', ...more };
  return () => schema;
};
const token = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";

/** An error of any status may say when to come back; it is documented where that is to be expected (RA-2). */
function whenRetryAfter({ facts, settings }: Question): When {
  if (facts === undefined || facts.code === 413) return 'sometimes';
  const generated = settings.retry !== false && (settings.retry.delays ?? defaultDelays)[facts.code] !== undefined;
  return generated || facts.retryable === 'after-delay' ? 'sometimes' : 'never';
}

export const fieldRows: readonly FieldRow[] = [
  {
    name: 'Date',
    description: 'When the response was made (RFC 9110 section 6.6.1).',
    when: always,
    schema: text({ pattern: toPattern(httpDatePattern), examples: ['Sun, 22 Mar 2026 12:00:00 GMT'] }),
  },
  {
    name: 'Server',
    description: 'Who answers (RFC 9110 section 10.2.4).',
    when: ({ settings }) => (settings.server === false ? 'sometimes' : 'always'),
    // A value of the app's own wins over the default, not over a choice.
    schema: ({ settings }) =>
      settings.serverChosen && settings.server !== false
        ? { type: 'string', const: settings.server }
        : { type: 'string', ...(settings.server === false ? {} : { examples: [settings.server] }) },
  },
  {
    name: 'WWW-Authenticate',
    description: 'Challenges: how to authenticate (RFC 9110 section 11.6.1).',
    when: demanded('WWW-Authenticate'),
    schema: text({ pattern: `^${token}`, examples: ['Bearer realm="api"'] }),
  },
  {
    name: 'Proxy-Authenticate',
    description: 'Challenges of this proxy (RFC 9110 section 11.7.1).',
    when: demanded('Proxy-Authenticate'),
    schema: text({ pattern: `^${token}`, examples: ['Basic realm="egress"'] }),
  },
  {
    name: 'Allow',
    description: 'Methods that the target supports; may be empty (RFC 9110 section 10.2.1).',
    when: demanded('Allow'),
    schema: text({ pattern: `^(?:${token}(?:, ${token})*)?$`, examples: ['GET, HEAD'] }),
  },
  {
    name: 'Accept',
    description: 'Media types that would be accepted (RFC 9110 section 12.5.1).',
    when: onStatus([415]),
    schema: text({ examples: ['application/json'] }),
  },
  {
    name: 'Accept-Encoding',
    description: 'Content codings that would be accepted (RFC 9110 section 12.5.3).',
    when: onStatus([415]),
    schema: text({ examples: ['identity'] }),
  },
  {
    name: 'Accept-Patch',
    description: 'Patch formats that would be accepted (RFC 5789 section 2.2).',
    when: onStatus([415]),
    schema: text({ examples: ['application/json-patch+json'] }),
  },
  {
    name: 'Content-Range',
    description: 'Current length of the representation (RFC 9110 section 14.4).',
    when: onStatus([416]),
    schema: text({ pattern: `^${token} \\*/\\d+$`, examples: ['bytes */47022'] }),
  },
  {
    name: 'Upgrade',
    description: 'Protocols to upgrade to (RFC 9110 section 7.8). HTTP/1.1 only: HTTP/2 has no such field.',
    when: onStatus([426]),
    schema: text({ examples: ['websocket'] }),
  },
  {
    name: 'Link',
    description: 'With rel="blocked-by": the entity that blocks (RFC 7725 section 4).',
    when: onStatus([451]),
    schema: text({ examples: ['<https://legal.example/>; rel="blocked-by"'] }),
  },
  {
    name: 'Retry-After',
    description: 'Seconds until a repeat may help (RFC 9110 section 10.2.3). Absent where no time is advised.',
    when: whenRetryAfter,
    schema: () => ({ type: 'integer', minimum: 1, maximum: maxDelay, examples: [5] }),
  },
  {
    name: 'Cache-Control',
    description: 'Errors are not stored unless this says so (RFC 9111 section 5.2).',
    when: always,
    // CA-1: where storing is forbidden an error cannot allow it.
    schema: ({ facts }) => ({
      type: 'string',
      minLength: 1,
      ...(facts?.caching === 'no-store' ? { pattern: '(?:^|[\\s,])[Nn][Oo]-[Ss][Tt][Oo][Rr][Ee](?![\\w-])' } : {}),
      examples: ['no-store'],
    }),
  },
  {
    name: 'X-Content-Type-Options',
    description: 'The media type is meant as it is declared.',
    when: always,
    schema: text({ const: 'nosniff' }),
  },
  {
    name: 'Content-Security-Policy',
    description: 'On HTML pages: nothing is loaded and nothing runs.',
    when: ifSetting(({ format }) => format === 'negotiate', 'sometimes'),
    schema: text({ pattern: "default-src 'none'" }),
  },
  {
    name: 'Content-Language',
    description: 'Language of the text, where it was translated (RFC 9110 section 8.5).',
    when: ifSetting(({ message }) => message !== undefined, 'sometimes'),
    schema: text({ pattern: '^[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*$', examples: ['de'] }),
  },
  {
    name: 'Vary',
    description: 'Request fields that the response was chosen by (RFC 9110 section 12.5.5).',
    when: ({ settings }) =>
      settings.format === 'negotiate' ? 'always' : settings.message === undefined ? 'never' : 'sometimes',
    schema: ({ settings }) =>
      settings.format === 'negotiate'
        ? { type: 'string', pattern: '(?:^|[\\s,])(?:\\*|[Aa][Cc][Cc][Ee][Pp][Tt])(?:$|[\\s,])', examples: ['Accept'] }
        : { type: 'string', examples: ['Accept-Language'] },
  },
  {
    name: 'X-Request-Id',
    description: 'Id of the request, for whoever asks the operator.',
    // A page shows the id that the request brought.
    when: ({ settings }) =>
      settings.include.includes('requestId') ? 'always' : settings.format === 'negotiate' ? 'sometimes' : 'never',
    schema: text({ pattern: toPattern(requestIdPattern) }),
  },
  {
    name: 'Proxy-Status',
    description: 'What this intermediary knows of the failure (RFC 9209).',
    when: ({ facts, settings }) =>
      settings.proxyStatus !== undefined && settings.role === 'gateway' && (facts === undefined || facts.code >= 500)
        ? 'sometimes'
        : 'never',
    schema: text({ maxLength: maxFieldValue }),
  },
  {
    name: 'Content-Length',
    description: 'Octets of the content. Absent where something on the way compresses it.',
    when: () => 'sometimes',
    schema: () => ({ type: 'integer', minimum: 1 }),
  },
];
