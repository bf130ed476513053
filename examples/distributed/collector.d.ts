/** What the collector stand-in keeps. */
export interface Span {
  readonly service: string;
  readonly name: string;
  /** 2: server; 3: client. */
  readonly kind: number;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string;
  /** 0: unset; 2: error. */
  readonly status: number;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly events: readonly { readonly name: string; readonly attributes: Readonly<Record<string, unknown>> }[];
}

export interface Point {
  readonly service: string;
  readonly name: string;
  readonly value: number;
  readonly attributes: Readonly<Record<string, unknown>>;
}

export interface Collector {
  readonly url: string;
  readonly spans: readonly Span[];
  readonly points: readonly Point[];
  /** Waits until what arrived satisfies the condition; false after the deadline. */
  until(isThere: () => boolean, milliseconds?: number): Promise<boolean>;
  close(): void;
}

/** Listens on a free port of loopback. */
export function startCollector(): Promise<Collector>;
