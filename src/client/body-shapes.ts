import { isProblemMember } from '../http/problem-members.ts';
import {
  arrayItems,
  bareObject,
  isArray,
  isObject,
  ownKeys,
  readObject,
  readProperty,
  readString,
} from '../http/safe-read.ts';
import { cleanText } from './clean-text.ts';
import { readHtmlHint } from './html-hint.ts';
import { toPlainJson } from './plain-json.ts';

/** What a body says, whichever shape it has. Nothing here is checked against the status: the one on the wire counts. */
export interface Said {
  readonly format: 'json' | 'problem' | 'html' | 'text' | 'empty';
  readonly message?: string | undefined;
  readonly reason?: string | undefined;
  readonly details?: unknown;
  readonly retry?: unknown;
  readonly requestId?: unknown;
  readonly traceId?: unknown;
  readonly help?: string | undefined;
  readonly canonical?: string | undefined;
  readonly type?: string | undefined;
  readonly title?: string | undefined;
  readonly instance?: string | undefined;
  readonly extensions?: object | undefined;
}

const maxReason = 256;
const maxUri = 2048;
const maxText = 1000;

/** First of the named members that passes, source by source. */
function pick<T>(sources: readonly unknown[], names: readonly string[], check: (value: unknown) => T | undefined) {
  for (const source of sources) {
    for (const name of names) {
      const found = check(readProperty(source, name));
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

const aMessage = (value: unknown): string | undefined =>
  cleanText(isArray(value) ? value.filter((one) => typeof one === 'string').join('; ') : value) || undefined;
const aText =
  (limit: number, pattern = /./) =>
  (value: unknown) => {
    const text = cleanText(value, limit);
    return pattern.test(text) ? text : undefined;
  };
const aReason = aText(maxReason);
/** Pages make links of them: a scheme that runs or holds a script is none. */
const aUri = aText(maxUri, /^(?!(javascript|vbscript|data):)./i);
/** For a person to follow: of the web, or relative. */
const aLink = aText(maxUri, /^(https?:|[^:/?#]+$|[^:/?#]*[/?#])/i);
const anything = (value: unknown): unknown => value ?? undefined;
/** OAuth's `error` is a reason, Boom's and Nest's the phrase of the status. */
const aCode = (value: unknown): string | undefined =>
  typeof value === 'string' && /^([a-z][a-z0-9_.]*|[A-Z][A-Z0-9_]+)$/.test(value) ? aReason(value) : undefined;

/** google.rpc's details say in typed items what other shapes say in members: ErrorInfo, RetryInfo, RequestInfo. */
function googleItems(details: unknown): readonly unknown[] {
  return arrayItems(details, 20).filter((item) => readString(item, '@type')?.includes('google.rpc.') === true);
}

function googleRetry(items: readonly unknown[]): object | undefined {
  const delay = pick(items, ['retryDelay'], aReason);
  return delay !== undefined && /^\d+(\.\d+)?s$/.test(delay) ? { after: Number.parseFloat(delay) } : undefined;
}

/** Members whose names all shapes agree on. */
function readShared(sources: readonly unknown[], details: unknown): Partial<Said> {
  return {
    details: toPlainJson(details) ?? undefined,
    retry: pick(sources, ['retry'], anything),
    requestId: pick(sources, ['requestId', 'request_id'], anything),
    traceId: pick(sources, ['traceId', 'trace_id'], anything),
    help: pick(sources, ['help'], aLink),
  };
}

/** Problem details (RFC 9457): a member of another type than the standard's counts as absent (section 3.1). */
function readProblem(body: object): Said {
  const extensions = bareObject();
  for (const name of ownKeys(body)) if (!isProblemMember(name)) extensions[name] = readProperty(body, name);
  return {
    ...readShared([body], readProperty(body, 'details')),
    format: 'problem',
    message: pick([body], ['detail', 'title'], aMessage),
    reason: pick([body], ['reason'], aReason),
    canonical: pick([body], ['canonical'], aReason),
    type: pick([body], ['type'], aUri),
    title: pick([body], ['title'], aMessage),
    instance: pick([body], ['instance'], aUri),
    extensions: ownKeys(extensions, 1).length === 0 ? undefined : (toPlainJson(extensions) as object),
  };
}

/**
 * Our envelope and AIP-193 (`error: {…}`), strong-error-handler, Boom, Nest, Fastify, h3, OAuth, GraphQL's and JSON:API's
 * `errors`: they differ in where they keep things and what they call them.
 */
function readCommon(body: object): Said {
  const error = readObject(body, 'error');
  const first = isArray(body) ? body[0] : arrayItems(readProperty(body, 'errors'), 1)[0];
  const sources = error === undefined ? [body, first, readProperty(first, 'extensions')] : [error, body];
  const details = pick(sources, ['details', 'data', 'errors'], anything);
  const google = googleItems(details);
  const shared = readShared(sources, details);
  return {
    ...shared,
    format: 'json',
    message: pick(sources, ['message', 'detail', 'error_description', 'title', 'error'], aMessage),
    reason:
      pick(sources, ['reason', 'code'], aReason) ?? pick(google, ['reason'], aReason) ?? pick([body], ['error'], aCode),
    retry: shared.retry ?? googleRetry(google),
    requestId: shared.requestId ?? pick(google, ['requestId'], anything),
    canonical: pick([error], ['status'], aReason),
  };
}

function isProblem(body: object, contentType: string): boolean {
  if (/\bproblem\+/i.test(contentType)) return true;
  const { title, status, type, error } = body as Record<string, unknown>;
  return typeof title === 'string' && (typeof status === 'number' || typeof type === 'string') && error === undefined;
}

/** What a parsed body says. */
function readJson(body: unknown, contentType: string): Said {
  if (!isObject(body)) return { format: 'json', message: aMessage(body) };
  return isProblem(body, contentType) ? readProblem(body) : readCommon(body);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * What a body says. Its own first character decides what it is: a proxy's page comes labelled as JSON, and JSON as text or
 * HTML. Text that only looks like JSON, cut for example, says nothing.
 */
export function readSaid(body: unknown, contentType: string): Said {
  if (typeof body !== 'string') return body === undefined ? { format: 'empty' } : readJson(body, contentType);
  // trim() takes the byte order mark too.
  const text = body.trim();
  if (text === '') return { format: 'empty' };
  if (text.startsWith('<')) return { format: 'html', message: readHtmlHint(text) };
  if (!/^[[{"]/.test(text)) return { format: 'text', message: cleanText(text, maxText) };
  const parsed = parse(text);
  return parsed === undefined ? { format: 'text' } : readJson(parsed, contentType);
}
