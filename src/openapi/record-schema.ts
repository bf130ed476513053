import type { FailureDomain } from '../error/status.ts';
import { traceIdPattern } from '../http/trace-context.ts';
import type { Warning, WarningCode } from '../http/warning.ts';
import type { ErrorReport, ReportedCause } from '../report/error-report.ts';
import type { Outcome } from '../report/failure.ts';
import { severities } from '../report/level.ts';
import { codeShape, maxReportedCauses } from '../report/raw-error.ts';
import { knownMethods } from '../report/request-fields.ts';
import { textLimits } from '../report/text.ts';
import { identifier, maxWarnings } from '../report/verdict-fields.ts';
import { closedObject, dialect, type JsonSchema, type Members, toPattern } from './json-schema.ts';
import { delaySeconds } from './member-schemas.ts';

// Tables of what a type allows: the compiler notices a value that is new, missing or gone.
const domains: Readonly<Record<FailureDomain, true>> = {
  client: true,
  server: true,
  upstream: true,
  intermediary: true,
  network: true,
};
const outcomes: Readonly<Record<Outcome, true>> = { sent: true, cut: true, client_gone: true, already_sent: true };
const warningCodes: Readonly<Record<WarningCode, true>> = {
  option_ignored: true,
  header_dropped: true,
  header_missing: true,
  details_reduced: true,
  hook_failed: true,
  format_failed: true,
  status_replaced: true,
  send_failed: true,
};

const levels = Object.values(severities);
const line = (maxLength: number, more: JsonSchema = {}): JsonSchema => ({
  type: 'string',
  $ref: '#/$defs/line',
  maxLength,
  ...more,
});
const someLine = (maxLength: number): JsonSchema => line(maxLength, { minLength: 1 });
const aName: JsonSchema = { $ref: '#/$defs/name' };
const aCode: JsonSchema = { $ref: '#/$defs/code' };
const anIdentifier: JsonSchema = { $ref: '#/$defs/identifier' };
const aFlag: JsonSchema = { type: 'boolean' };
const aCount: JsonSchema = { type: 'integer', minimum: 1 };
const aStatus: JsonSchema = { type: 'integer', minimum: 100, maximum: 599 };

type MembersOf<T> = { readonly [Name in keyof T]-?: JsonSchema };

const warning: MembersOf<Warning> = { code: { enum: Object.keys(warningCodes) }, message: line(textLimits.warning) };
const cause: MembersOf<ReportedCause> = { type: aName, code: aCode, message: line(textLimits.cause) };

function describe(description: string, schema: JsonSchema): JsonSchema {
  return { description, ...schema };
}

function someOf(limit: number, members: Members, required: readonly string[]): JsonSchema {
  return { type: 'array', minItems: 1, maxItems: limit, items: closedObject(members, required) };
}

/** Every field of the record: the compiler notices one that the type has and this table has not. */
const fields: MembersOf<ErrorReport> = {
  timestamp: describe('When the failure was reported, UTC, milliseconds.', {
    type: 'string',
    pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$',
  }),
  severity_text: describe('Level.', { enum: levels.map((level) => level.severity_text) }),
  severity_number: describe('Level as OpenTelemetry numbers it.', { enum: levels.map((one) => one.severity_number) }),
  message: describe('One line for people.', someLine(textLimits.message)),
  'http.request.method': describe('Method, or _OTHER.', { enum: [...knownMethods, '_OTHER'] }),
  'http.request.method_original': describe('The method behind _OTHER.', line(textLimits.name)),
  'url.path': describe('Path without query.', someLine(textLimits.path)),
  'http.route': describe('Route template.', someLine(textLimits.path)),
  'http.response.status_code': describe(
    'Status on the wire; 499 where the client had left; below 400 where the answer was out already.',
    aStatus,
  ),
  'error.type': describe('Class of the answered error, or its status.', aName),
  'exception.type': describe('Class of the thrown value.', aName),
  'exception.message': describe('Message of the thrown value.', line(textLimits.message)),
  'exception.stacktrace': describe('Stack of the thrown value and of its causes.', {
    type: 'string',
    minLength: 1,
    maxLength: textLimits.stack,
    pattern: '^[^\\u0000-\\u0009\\u000b-\\u001f\\u007f-\\u009f]*$',
  }),
  trace_id: describe('W3C trace id.', { type: 'string', pattern: toPattern(traceIdPattern) }),
  span_id: describe("Active span, or the caller's.", { type: 'string', pattern: '^[0-9a-f]{16}$' }),
  trace_flags: describe('01 sampled, 00 not.', { enum: ['00', '01'] }),
  'failwell.code': describe('code of the thrown value.', aCode),
  'failwell.domain': describe('Who has to act.', { enum: Object.keys(domains) }),
  'failwell.fingerprint': describe('Group of the failure.', { type: 'string', pattern: '^[0-9a-f]{16}$' }),
  'failwell.request_id': describe('Request id.', someLine(textLimits.name)),
  'failwell.reason': describe('Reason given to the client.', line(textLimits.name)),
  'failwell.exposed': describe('Whether the client saw the message.', aFlag),
  'failwell.outcome': describe('What became of the answer.', { enum: Object.keys(outcomes) }),
  'failwell.cancelled': describe('Whether a deadline or an abort ended the work.', aFlag),
  'failwell.rule': describe('Rule that recognised the failure.', anIdentifier),
  'failwell.retry.retryable': describe('Whether a repeat is advised.', aFlag),
  'failwell.retry.after': { ...delaySeconds, description: 'Seconds of Retry-After.' },
  'failwell.retry.idempotent_only': describe('Whether only idempotent requests.', aFlag),
  'failwell.proxy.error': describe('Proxy error type of RFC 9209.', anIdentifier),
  'failwell.upstream.name': describe('Upstream.', line(textLimits.name)),
  'failwell.upstream.duration_ms': describe('How long it was waited for.', { type: 'integer', minimum: 0 }),
  'failwell.upstream.status': describe('Status that the upstream answered.', aStatus),
  'failwell.warnings': describe(
    'What was left out or went wrong on the way.',
    someOf(maxWarnings, warning, ['code', 'message']),
  ),
  'failwell.causes': describe(
    'Errors behind the thrown one, nearest first.',
    someOf(maxReportedCauses, cause, ['type', 'message']),
  ),
  'failwell.count': describe('Failures that this record stands for.', aCount),
  'failwell.dropped': describe('Calls of hooks and loggers that were dropped since the last record.', aCount),
};

type RequiredKeys<T> = { [Name in keyof T]-?: undefined extends T[Name] ? never : Name }[keyof T];

/** Those that the type does not make optional. */
const required: Readonly<Record<RequiredKeys<ErrorReport>, true>> = {
  timestamp: true,
  severity_text: true,
  severity_number: true,
  message: true,
  'http.request.method': true,
  'url.path': true,
  'http.response.status_code': true,
  'error.type': true,
  'exception.type': true,
  'exception.message': true,
  'failwell.domain': true,
  'failwell.fingerprint': true,
  'failwell.exposed': true,
  'failwell.outcome': true,
  'failwell.cancelled': true,
  'failwell.count': true,
};

export const recordSchema: JsonSchema = {
  $schema: dialect,
  $id: 'urn:failwell:schema:record:1',
  title: 'ErrorReport',
  description:
    "One failure of an HTTP service, as failwell reports it. Names without `failwell.` follow OpenTelemetry's semantic conventions 1.37.0 and its log data model.",
  ...closedObject(fields, Object.keys(required)),
  dependentRequired: {
    span_id: ['trace_id', 'trace_flags'],
    trace_flags: ['trace_id', 'span_id'],
    'failwell.retry.after': ['failwell.retry.retryable'],
    'failwell.retry.idempotent_only': ['failwell.retry.retryable'],
  },
  $defs: {
    line: {
      description: 'One line: no control characters, line separators or direction marks.',
      type: 'string',
      pattern: '^[^\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]*$',
    },
    name: { type: 'string', pattern: '^[A-Za-z0-9_$][A-Za-z0-9_$.-]{0,63}$' },
    code: { type: 'string', pattern: toPattern(codeShape) },
    identifier: { type: 'string', pattern: toPattern(identifier) },
  },
};
