import type { HttpError } from '../error/http-error.ts';
import type { StatusFacts } from '../error/status.ts';
import { byteLength } from '../http/byte-length.ts';
import { FieldSet } from '../http/field-set.ts';
import { toFieldValue, toHttpDate } from '../http/fields.ts';
import type { FieldLine, RetryHint } from '../http/response-plan.ts';
import { readProperty } from '../http/safe-read.ts';
import type { Warning } from '../http/warning.ts';
import type { ErrorView, Representation } from './error-view.ts';
import type { PlanSettings } from './plan-settings.ts';
import { mergeVary } from './prior-fields.ts';
import { toProxyStatus } from './proxy-status.ts';
import { setStatusFields } from './status-fields.ts';

export interface HeadersInput {
  readonly error: HttpError;
  readonly status: number;
  readonly facts: StatusFacts;
  readonly view: ErrorView;
  readonly representation: Representation;
  readonly retry: RetryHint;
  /** Lines of the abandoned response that stay. */
  readonly kept: readonly FieldLine[];
  /** Fields of the error, validated. */
  readonly errorLines: readonly FieldLine[];
  readonly negotiated: boolean;
  readonly settings: PlanSettings;
  readonly defaultChallenge: string | undefined;
  readonly now: number;
  readonly warnings: Warning[];
}

/** Added to what is there; of every other field the error's lines replace the handler's (ST-4). */
const additive: ReadonlySet<string> = new Set(['set-cookie', 'link']);

function applyErrorLines(fields: FieldSet, lines: readonly FieldLine[]): void {
  const replaced = new Set<string>();
  for (const [name, value] of lines) {
    const key = name.toLowerCase();
    if (key === 'vary') mergeVary(fields, value);
    else if (additive.has(key) || replaced.has(key)) fields.add(name, value);
    else fields.set(name, value);
    replaced.add(key);
  }
}

/** DT-7: control data first, in the order of the documented response. */
function setControlData(fields: FieldSet, input: HeadersInput): void {
  const { settings, kept } = input;
  const appServer = kept.find(([name]) => name.toLowerCase() === 'server')?.[1];
  fields.set('Date', toHttpDate(input.now));
  const server =
    settings.server !== false && (settings.serverChosen || appServer === undefined) ? settings.server : appServer;
  if (server !== undefined) fields.set('Server', server);
  fields.set('Content-Type', input.representation.contentType);
}

function setCaching(fields: FieldSet, { error, status, facts, warnings }: HeadersInput): void {
  const given = readProperty(error, 'cacheControl');
  const own = toFieldValue(given);
  if (own !== undefined && own !== '') fields.set('Cache-Control', own);
  else if (given !== undefined)
    warnings.push({ code: 'header_dropped', message: '"cacheControl" of the error cannot be sent' });
  // CA-1: a 428, 429, 431 or 511 must not be stored, whatever the error says; most caches know only this way to say it.
  if (facts.caching === 'no-store' && !/\bno-store\b/i.test(fields.get('Cache-Control') ?? 'no-store')) {
    fields.delete('Cache-Control');
    warnings.push({ code: 'header_dropped', message: `a ${status} must not be stored; its Cache-Control is no-store` });
  }
  // One line, however many the error brought: caches differ in which of several they obey.
  fields.set('Cache-Control', fields.get('Cache-Control') ?? 'no-store');
}

function setBodyFields(fields: FieldSet, { view, representation }: HeadersInput): void {
  fields.set('X-Content-Type-Options', 'nosniff');
  if (representation.csp !== undefined) fields.set('Content-Security-Policy', representation.csp);
  if (view.language !== undefined) {
    fields.set('Content-Language', view.language);
    mergeVary(fields, 'Accept-Language');
  }
}

function setProxyStatus(fields: FieldSet, { error, status, settings }: HeadersInput): void {
  if (settings.proxyStatus === undefined || settings.role !== 'gateway') return;
  const member = toProxyStatus(error, status, settings.proxyStatus);
  // PX-5: appended after the members of inner proxies.
  if (member !== undefined) fields.add('Proxy-Status', member);
}

function warnOfMissing(fields: FieldSet, { facts, status, warnings }: HeadersInput): void {
  for (const name of facts.requiredHeaders) {
    if (!fields.has(name))
      warnings.push({ code: 'header_missing', message: `a ${status} must carry ${name}; the error names none` });
  }
}

/** Every line of the response, in sending order. */
export function planHeaders(input: HeadersInput): FieldLine[] {
  const fields = new FieldSet();
  setControlData(fields, input);
  for (const [name, value] of input.kept) {
    if (name.toLowerCase() !== 'server') fields.add(name, value);
  }
  applyErrorLines(fields, input.errorLines);
  setStatusFields(fields, input.error, input.status, input.defaultChallenge, input.warnings);
  if (input.status === 511) fields.delete('WWW-Authenticate'); // AU-8
  fields.delete('Retry-After'); // whoever brought it: its form is planned by retry.ts
  if (input.retry.after !== undefined) fields.set('Retry-After', String(input.retry.after));
  setCaching(fields, input);
  setBodyFields(fields, input);
  if (input.negotiated) mergeVary(fields, 'Accept');
  if (input.view.requestId !== undefined) fields.set('X-Request-Id', input.view.requestId);
  setProxyStatus(fields, input);
  warnOfMissing(fields, input);
  fields.set('Content-Length', String(byteLength(input.representation.body)));
  return fields.toLines();
}
