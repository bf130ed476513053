import { statusFacts } from '../error/status.ts';
import type { ReportedCause } from './error-report.ts';
import type { Failure, Outcome } from './failure.ts';
import { judgedStatus } from './level.ts';
import { type RawError, typeName } from './raw-error.ts';
import type { Fields, RecordInput } from './record-input.ts';
import type { Redactor } from './redact.ts';
import { cutText, textLimits } from './text.ts';

/** Class of the answered error; a bare HttpError says no more than its status. */
function toErrorType({ error }: Failure, type: string): string {
  return type === 'HttpError' || type === 'Error' ? String(error.status) : type;
}

function toCauses(chain: readonly RawError[], redactor: Redactor): readonly ReportedCause[] {
  return chain.slice(1).map(({ type, code, message }) => {
    const text = redactor.line(message, textLimits.cause);
    return code === undefined ? { type, message: text } : { type, code, message: text };
  });
}

const causeFrames = 8;
const ownFrames = 30;

/** The stack as V8 would print it, with the redacted message; causes follow as `Caused by:`. */
function toStacktrace(
  chain: readonly RawError[],
  message: string,
  causes: readonly ReportedCause[],
  redactor: Redactor,
): string | undefined {
  if (chain.every(({ frames }) => frames.length === 0)) return undefined;
  const [thrown] = chain as readonly [RawError];
  if (chain.length === 1 && thrown.frames.length <= ownFrames) {
    return redactor.stack(`${thrown.type}: ${message}`, thrown.frames, textLimits.stack);
  }
  const lines = chain.flatMap(({ type, frames }, index) =>
    index === 0
      ? [`${type}: ${message}`, ...frames.slice(0, ownFrames)]
      : [`Caused by: ${type}: ${causes[index - 1]?.message ?? ''}`, ...frames.slice(0, causeFrames)],
  );
  return redactor.frames(lines, textLimits.stack);
}

/** The message, and what lies behind a wrapper that does not say it: "fetch failed: connect ECONNREFUSED …". */
function toStory(message: string, causes: readonly ReportedCause[], fallback: string): string {
  const behind = causes.find((cause) => cause.message !== '' && !message.includes(cause.message))?.message;
  return [message, behind].filter((part) => part !== undefined && part !== '').join(': ') || fallback;
}

const outcomeWords: { readonly [Name in Outcome]: string } = {
  sent: '',
  cut: ' (cut)',
  client_gone: ' (client gone)',
  already_sent: ' (already sent)',
};

/** From parts that are redacted already: a rule for messages would take a path that ends in "select" for SQL. */
function toSummary(failure: Failure, type: string, path: string, story: string, redactor: Redactor): string {
  const method = redactor.line(failure.request.method, textLimits.name);
  const answer = `${failure.status}${outcomeWords[failure.outcome]} ${type}`;
  return cutText(`${method} ${path} ${answer}: ${story}`, textLimits.message);
}

/** The thrown value and the errors behind it. */
export function setExceptionFields(
  fields: Fields,
  { chain, failure }: RecordInput,
  path: string,
  redactor: Redactor,
): void {
  const thrown = chain[0] as RawError;
  const message = redactor.line(thrown.message, textLimits.message);
  const causes = toCauses(chain, redactor);
  const stack = toStacktrace(chain, message, causes, redactor);
  const fallback = statusFacts(judgedStatus(failure)).phrase;
  const type = failure.error === failure.thrown ? thrown.type : typeName(failure.error);
  fields.message = toSummary(failure, type, path, toStory(message, causes, fallback), redactor);
  fields['error.type'] = toErrorType(failure, type);
  fields['exception.type'] = thrown.type;
  fields['exception.message'] = message;
  if (thrown.code !== undefined) fields['failwell.code'] = thrown.code;
  if (stack !== undefined) fields['exception.stacktrace'] = stack;
  if (causes.length > 0) fields['failwell.causes'] = causes;
}
