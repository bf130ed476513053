/** The members of node:http's and node:http2's requests and responses that are touched. No host's own types are needed. */

export interface NodeSocket {
  readonly destroyed?: boolean;
  destroy(error?: Error): unknown;
  resetAndDestroy?(): unknown;
  uncork?(): void;
}

export interface NodeRequest {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: { readonly [name: string]: string | readonly string[] | undefined };
  /** Names and values in turn, as they came. */
  readonly rawHeaders?: readonly string[];
  readonly httpVersionMajor?: number;
  /** Whether the whole message has been received. */
  readonly complete?: boolean;
  readonly aborted?: boolean;
  readonly destroyed?: boolean;
  readonly socket?: unknown;
  unpipe?(): unknown;
  resume?(): unknown;
  on?(event: string, listener: (...args: never[]) => void): unknown;
  removeListener?(event: string, listener: (...args: never[]) => void): unknown;
}

export interface Http2StreamLike {
  readonly destroyed?: boolean;
  readonly closed?: boolean;
  close(code: number): unknown;
}

export interface NodeResponse {
  statusCode: number;
  statusMessage?: string;
  readonly headersSent: boolean;
  readonly writableEnded: boolean;
  readonly destroyed?: boolean;
  readonly chunkedEncoding?: boolean;
  /** Node's: whether the client lets the connection be used again. */
  readonly shouldKeepAlive?: boolean;
  readonly socket?: unknown;
  readonly stream?: unknown;
  getHeader(name: string): unknown;
  getHeaderNames(): string[];
  getRawHeaderNames?(): string[];
  setHeader(name: string, value: string | string[]): unknown;
  removeHeader(name: string): void;
  write(chunk: string): boolean;
  // Two forms, not one optional parameter: an Http2ServerResponse has no overload that takes both.
  end(): unknown;
  end(chunk: string): unknown;
  destroy(error?: Error): unknown;
  flushHeaders?(): void;
  listenerCount?(event: string): number;
  on?(event: string, listener: (...args: never[]) => void): unknown;
}
