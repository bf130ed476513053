import { escapeMarkup } from '../../http/markup.ts';
import type { DebugView, ErrorView } from '../error-view.ts';
import { toAdvice, toOwnText } from './advice.ts';
import { isSendableUri } from './problem.ts';

/**
 * What a page can show, for the `html` option: `html: (page) => '<!doctype html>…' + page.escape(page.message)`.
 * Every text is as it was given: put it through `escape` before it becomes part of a page.
 */
export interface HtmlPage {
  /** The status on the wire. */
  readonly status: number;
  /** Reason phrase of the status. */
  readonly title: string;
  /** Text of this occurrence; absent where nothing may be said beyond the title. */
  readonly message?: string;
  /** What a person can do next, one or two paragraphs in English; names the retry time. */
  readonly advice: readonly string[];
  readonly reason?: string;
  /** JSON data, such as the list of validation issues. */
  readonly details?: unknown;
  /** Seconds until a repeat may help. */
  readonly retryAfter?: number;
  readonly requestId?: string;
  readonly traceId?: string;
  /** Address of a page that explains this status: http, https or a path; safe as a link once escaped. */
  readonly help?: string;
  /** Language of `message` (BCP 47); 'en' where it was not translated. */
  readonly language: string;
  /** Stack and causes; only with `debug: true`. */
  readonly debug?: DebugView;
  /** Makes any value safe as text and in quoted attributes; absent values become an empty string. */
  escape(value: unknown): string;
}

const languageTag = /^[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8}){0,8}$/;
const linkable = /^(?:https?:\/\/|\/)/i;

/** The view in the terms of a page. */
export function toHtmlPage(view: ErrorView): HtmlPage {
  const members: { readonly [Name in keyof HtmlPage]-?: HtmlPage[Name] | undefined } = {
    status: view.status,
    title: view.phrase,
    message: toOwnText(view),
    advice: toAdvice(view),
    reason: view.reason,
    details: view.details,
    retryAfter: view.retry?.after,
    requestId: view.requestId,
    traceId: view.traceId,
    // A `javascript:` address would survive escaping.
    help: isSendableUri(view.help) && linkable.test(view.help) ? view.help : undefined,
    language: languageTag.test(view.language ?? '') ? view.language : 'en',
    debug: view.debug,
    escape: escapeMarkup,
  };
  // Absent members are absent, as in the view: an own page may ask with `in`.
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as unknown as HtmlPage;
}
