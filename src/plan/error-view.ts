import type { RetryHint } from '../http/response-plan.ts';
import type { SourceFrame } from './source-frames.ts';

/**
 * What a client may see of a failure. Made by exposure.ts alone; formats render it and decide nothing.
 * Every member is JSON-safe already; absent members are absent, never null.
 */
export interface ErrorView {
  /** The status on the wire (SL-6). */
  readonly status: number;
  /** Reason phrase of the status. */
  readonly phrase: string;
  /** The exposed message, or the phrase. */
  readonly message: string;
  /** Whether `message` is the error's own (or translated) text. */
  readonly exposed: boolean;
  /** AIP-193 canonical name; present when `include` has 'status'. */
  readonly canonical?: string;
  readonly reason?: string;
  readonly details?: unknown;
  /** Present when `include` has 'retry'. */
  readonly retry?: RetryHint;
  readonly requestId?: string;
  readonly traceId?: string;
  /** URL of the catalogue page of this status. */
  readonly help?: string;
  /** Language of `message` (BCP 47), when it was translated. */
  readonly language?: string;
  /** RFC 9457 members. */
  readonly type?: string;
  readonly title?: string;
  readonly instance?: string;
  readonly extensions?: Readonly<Record<string, unknown>>;
  /** Only with `debug: true`. */
  readonly debug?: DebugView;
}

/** Stack and causes of the thrown value, for development. */
export interface DebugView {
  readonly stack: string;
  readonly causes: readonly { readonly name: string; readonly message: string; readonly stack?: string }[];
  /** Source around the first frames of the app, where the host can read it. */
  readonly frames?: readonly SourceFrame[];
}

/** One rendered body. */
export interface Representation {
  /** Whole Content-Type, with parameters (CT-2, CT-3). */
  readonly contentType: string;
  readonly body: string;
  /** Content-Security-Policy of a page that a browser renders. */
  readonly csp?: string;
}

/** A format: one file in formats/ and one line in the table of plan.ts. */
export type Format = (view: ErrorView) => Representation;
