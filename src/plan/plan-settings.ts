import type { Challenge } from '../error/error-options.ts';
import type { HttpError } from '../error/http-error.ts';
import type { RequestView } from '../http/request-view.ts';
import type { ReadTrace } from '../http/trace-context.ts';
import type { HtmlPage } from './formats/html-page.ts';
import type { ProxyStatusSettings } from './proxy-status.ts';
import type { RetryPolicy } from './retry.ts';
import type { ReadSource } from './source-frames.ts';

export type FormatName = 'envelope' | 'problem' | 'html' | 'text';
export type IncludedMember = 'status' | 'retry' | 'requestId' | 'traceId';

/** What hooks of the body are told beside what they render. */
export interface FormatContext {
  /** The error that is answered: one of ours, or ours around the thrown value. */
  readonly error: HttpError;
  readonly request: RequestView;
  /** The status on the wire. */
  readonly status: number;
}

/** The documented envelope with everything that was added to it. */
export interface Envelope {
  readonly error: { readonly code: number; readonly message: string; readonly [member: string]: unknown };
}

export interface TranslatedMessage {
  readonly text: string;
  /** BCP 47 tag, sent as Content-Language. */
  readonly language?: string;
}

export type BodyHook = (envelope: Envelope, context: FormatContext) => object;
export type HtmlHook = (page: HtmlPage, context: FormatContext) => string;
export type MessageHook = (error: HttpError, request: RequestView) => string | TranslatedMessage | undefined;

/** The options that decide a response; checked by core/options.ts. */
export interface PlanSettings {
  readonly format: 'envelope' | 'problem' | 'negotiate';
  readonly include: readonly IncludedMember[];
  readonly body?: BodyHook;
  readonly html?: HtmlHook;
  readonly message?: MessageHook;
  readonly help?: string;
  readonly server: string | false;
  /** Whether `server` was given: a value of the app's own wins over the default, not over a choice. */
  readonly serverChosen: boolean;
  readonly role: 'gateway' | 'origin';
  readonly proxyStatus?: ProxyStatusSettings;
  readonly unregistered: 'class' | 'allow';
  readonly defaultChallenge?: string | Challenge;
  readonly retry: false | RetryPolicy;
  readonly debug: boolean;
  readonly trace?: ReadTrace;
  /** Reads source files for `debug: true`; the Node entries give it. */
  readonly readSource?: ReadSource;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
}
