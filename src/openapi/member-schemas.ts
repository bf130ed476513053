import { statusTable } from '../error/status.ts';
import { textLimits } from '../error/visible.ts';
import { requestIdPattern } from '../http/request-id.ts';
import { traceIdPattern } from '../http/trace-context.ts';
import { maxDelay } from '../plan/retry.ts';
import { closedObject, type JsonSchema, type Members, toPattern } from './json-schema.ts';

/** Members that the envelope and problem details share, with the bounds that the code itself uses. */

export const statusCode: JsonSchema = { type: 'integer', minimum: 400, maximum: 599 };

export const delaySeconds: JsonSchema = { description: 'Seconds.', type: 'integer', minimum: 1, maximum: maxDelay };

/** Text for a person. Limits are UTF-16 units in the code and characters here, which are never more. */
export const shownText: JsonSchema = { type: 'string', minLength: 1, maxLength: textLimits.message };

export const canonicalName: JsonSchema = {
  description: 'Canonical name of the status (AIP-193), such as UNAVAILABLE.',
  enum: [...new Set([...statusTable.values()].map(({ canonical }) => canonical))].sort(),
};

const debugCause = closedObject({ name: { type: 'string' }, message: { type: 'string' }, stack: { type: 'string' } }, [
  'name',
  'message',
]);

const sourceLine = closedObject({ number: { type: 'integer', minimum: 1 }, text: { type: 'string' } }, [
  'number',
  'text',
]);

const sourceFrame = closedObject(
  {
    file: { type: 'string' },
    line: { description: 'The line that was running.', type: 'integer', minimum: 1 },
    source: { type: 'array', items: sourceLine },
  },
  ['file', 'line', 'source'],
);

/** Beside the status and the text, in the order of the body. */
type OptionalMember = 'reason' | 'details' | 'retry' | 'requestId' | 'traceId' | 'help' | 'debug';

export const optionalMembers: Members & Readonly<Record<OptionalMember, JsonSchema>> = {
  reason: {
    description: 'For a program, such as ORDER_LOCKED.',
    type: 'string',
    minLength: 1,
    maxLength: textLimits.reason,
  },
  details: { description: 'Structured facts, any JSON value but null.', not: { type: 'null' } },
  retry: {
    description: 'Whether, when and under which condition to come back; `after` equals Retry-After.',
    ...closedObject({ retryable: { type: 'boolean' }, after: delaySeconds, idempotentOnly: { type: 'boolean' } }, [
      'retryable',
    ]),
  },
  requestId: {
    description: 'To quote when asking the operator; X-Request-Id says the same.',
    type: 'string',
    pattern: toPattern(requestIdPattern),
  },
  traceId: { description: 'W3C trace id.', type: 'string', pattern: toPattern(traceIdPattern) },
  help: { description: 'Address of a page that explains this status.', type: 'string', format: 'uri-reference' },
  debug: {
    description: 'Only with `debug: true`, for development.',
    ...closedObject(
      {
        stack: { type: 'string' },
        causes: { type: 'array', items: debugCause },
        frames: { description: 'Source around the first frames of the app.', type: 'array', items: sourceFrame },
      },
      ['stack', 'causes'],
    ),
  },
};
