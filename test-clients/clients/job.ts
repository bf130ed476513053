/** One request that a client makes. */
export interface Job {
  readonly origin: string;
  /** Two segments, without a query: S3 calls them bucket and key. */
  readonly path: string;
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly headers?: Readonly<Record<string, string>>;
  /** Bytes of a request body that the client makes up. */
  readonly upload?: number;
  /** Retry as the client does by itself (3 attempts or so); else one attempt. Default: false. */
  readonly retry?: boolean;
}

/** What came of a job, as the code around the client sees it. */
export type Outcome =
  | {
      readonly kind: 'response';
      readonly status: number;
      /** undefined where the client does not show it. */
      readonly retryAfter?: string | null;
      /** What the client's own JSON parsing gave, or the text; undefined where it keeps the body to itself. */
      readonly body?: unknown;
    }
  | {
      readonly kind: 'error';
      readonly name: string;
      readonly code?: string;
      readonly message: string;
      readonly status?: number;
    }
  /** The process of the client ended. */
  | { readonly kind: 'crash'; readonly message: string }
  /** Nothing came in the given time. */
  | { readonly kind: 'waiting' };
