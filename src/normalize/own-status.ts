import type { HttpErrorOptions } from '../error/error-options.ts';
import { isErrorStatus } from '../error/status.ts';
import { takeHeaders } from './error-headers.ts';
import type { Marks } from './marks.ts';
import type { Classifier, Verdict } from './verdict.ts';

/**
 * A status that the application, or a middleware of it, put on its error. http-errors-shaped errors (an Error with a
 * boolean `expose` and a number `status` that equals `statusCode`; SE-8) also choose what is shown and which fields go
 * along. Any other Error chooses the status only. Integers from 400 to 599 count, nothing else: no numeric strings, no
 * success that slipped into an error.
 */

/** body-parser: what we accept instead (RFC 9110 section 15.5.16). */
const acceptEncoding: Readonly<Record<string, string>> = {
  'content encoding unsupported': 'identity',
};

function bodyParserOptions({ type, text }: Marks): HttpErrorOptions {
  if (type !== 'encoding.unsupported') return {};
  if (Object.hasOwn(acceptEncoding, text)) return { acceptEncoding: acceptEncoding[text] as string };
  // br is missing: body-parser 1 does not read it, and its error looks like that of body-parser 2.
  return text.startsWith('unsupported content encoding') ? { acceptEncoding: 'gzip, deflate' } : {};
}

/** inflation, which reads for koa-bodyparser, koa-body and co-body. All that version 2 and version 1 have in common. */
function inflationOptions({ message }: Marks, status: number): HttpErrorOptions {
  const isCoding =
    status === 415 && typeof message === 'string' && message.startsWith('Unsupported Content-Encoding: ');
  return isCoding ? { acceptEncoding: 'gzip, deflate' } : {};
}

/** Compared strictly: stock Koa leaks on the truthy string `expose: 'yes'`. A message that is no text is not shown. */
function isShown({ expose, message }: Marks): boolean {
  return expose === true && typeof message === 'string' && message !== '';
}

function fromHttpErrors(marks: Marks, status: number): Verdict {
  const taken = takeHeaders(marks.headers);
  const options = { expose: isShown(marks), ...bodyParserOptions(marks), ...taken.options };
  // The client gave up its own upload. Whether it is still there is read from the request, not from here.
  const cancelled = marks.type === 'request.aborted';
  return { status, rule: 'own/http_errors', options, cancelled, warnings: taken.warnings };
}

/** `status`, then `statusCode`: the order of finalhandler and Koa. */
export function toChosenStatus(status: unknown, statusCode: unknown): number | undefined {
  if (isErrorStatus(status)) return status;
  return isErrorStatus(statusCode) ? statusCode : undefined;
}

export const classifyOwnStatus: Classifier<Marks> = (marks) => {
  const status = toChosenStatus(marks.status, marks.statusCode);
  if (status === undefined) return undefined;
  if (typeof marks.expose === 'boolean' && marks.status === marks.statusCode) return fromHttpErrors(marks, status);
  return { status, rule: 'own/status', options: { expose: isShown(marks), ...inflationOptions(marks, status) } };
};
