import type { HttpError } from '../error/http-error.ts';
import type { StatusFacts } from '../error/status.ts';
import { exposedMessage, hidesDetails, textLimits, visibleReason } from '../error/visible.ts';
import { toJsonSafe } from '../http/json-safe.ts';
import type { RetryHint } from '../http/response-plan.ts';
import { bareObject, readObject, readProperty, readString } from '../http/safe-read.ts';
import type { Warning } from '../http/warning.ts';
import type { Correlation } from './correlation.ts';
import { toDebugView } from './debug-view.ts';
import type { ErrorView } from './error-view.ts';
import type { FormatName, PlanSettings, TranslatedMessage } from './plan-settings.ts';

/** The only place that decides what a client may see. Formats render its result and add nothing. */

/** A longer URI is left out: half of one is another one. */
const maxUri = 2048;

export interface ExposureInput {
  readonly error: HttpError;
  readonly thrown: unknown;
  readonly status: number;
  readonly facts: StatusFacts;
  readonly format: FormatName;
  readonly retry: RetryHint;
  readonly correlation: Correlation;
  readonly translated: TranslatedMessage | undefined;
  readonly settings: PlanSettings;
  readonly warnings: Warning[];
}

function cut(text: string | undefined, limit: number): string | undefined {
  return text === undefined || text.length <= limit ? text : text.slice(0, limit);
}

function uri(text: string | undefined): string | undefined {
  return text !== undefined && text.length <= maxUri ? text : undefined;
}

function jsonMember(value: unknown, name: string, warnings: Warning[]): unknown {
  if (value === undefined || value === null) return undefined;
  const { value: safe, reduced } = toJsonSafe(value);
  if (reduced)
    warnings.push({ code: 'details_reduced', message: `"${name}" of the error was reduced to what can be sent` });
  return safe ?? undefined;
}

/** Public by definition, unless the error says `expose: false` itself. */
function publicMembers(error: object, warnings: Warning[]): Partial<ErrorView> {
  if (hidesDetails(error)) return {};
  return {
    details: jsonMember(readProperty(error, 'details'), 'details', warnings),
    type: uri(readString(error, 'type')),
    title: cut(readString(error, 'title'), textLimits.message),
    instance: uri(readString(error, 'instance')),
    extensions: jsonMember(readObject(error, 'extensions'), 'extensions', warnings),
  } as Partial<ErrorView>;
}

export function helpUrl(prefix: string, status: number): string {
  return `${prefix.replace(/\/$/, '')}/${status}`;
}

function withoutAbsent(members: Readonly<Record<string, unknown>>): Record<string, unknown> {
  // A loop: by Object.entries and back it is a fifth of what planning an error costs.
  const given = bareObject();
  for (const name of Object.keys(members)) {
    if (members[name] !== undefined) given[name] = members[name];
  }
  return given;
}

/** Everything that may be shown of a failure, and nothing else. */
export function decideExposure(input: ExposureInput): ErrorView {
  const { error, status, facts, settings, translated, correlation, warnings } = input;
  // A person reads a page: when to come back and what to quote are on it, as they are in the header section.
  const isPage = input.format === 'html' || input.format === 'text';
  const includes = (member: PlanSettings['include'][number]): boolean => settings.include.includes(member);
  const phrase = facts.phrase;
  const own = cut(translated?.text, textLimits.message) ?? exposedMessage(error);
  return withoutAbsent({
    status,
    phrase,
    message: own ?? phrase,
    exposed: own !== undefined,
    canonical: includes('status') ? facts.canonical : undefined,
    reason: visibleReason(error),
    retry: isPage || includes('retry') ? input.retry : undefined,
    requestId: isPage || includes('requestId') ? correlation.requestId : undefined,
    traceId: includes('traceId') ? correlation.traceId : undefined,
    help: settings.help === undefined ? undefined : helpUrl(settings.help, status),
    language: translated?.language,
    debug: settings.debug ? toDebugView(input.thrown, settings.readSource) : undefined,
    ...publicMembers(error, warnings),
  }) as unknown as ErrorView;
}
