import { readFileSync } from 'node:fs';

/** One captured error of errors-in-the-wild.jsonl, as far as the tests use it. */
export interface WildRecord {
  readonly id: string;
  readonly scenario: string;
  readonly name?: unknown;
  readonly code?: unknown;
  readonly message?: unknown;
  readonly status?: unknown;
  readonly statusCode?: unknown;
  readonly expose?: unknown;
  readonly headers?: unknown;
  readonly ctorName: string;
  readonly isError: boolean;
  readonly ownKeys?: readonly string[];
  readonly extra?: Readonly<Record<string, unknown>>;
  readonly causeChain?: readonly WildCause[];
  readonly leak?: readonly string[];
  readonly recommendedStatus: number;
  readonly recommendedRetryable: boolean | 'idempotent-only';
  readonly recommendedExpose: boolean;
  readonly recommendedHeaders?: Readonly<Record<string, string>>;
  readonly proxyErrorType?: string;
  /** Why the shape alone cannot give the right answer; absent where it can. */
  readonly undecidable?: string;
  readonly respond?: boolean;
}

export interface WildCause {
  readonly name: unknown;
  readonly code?: unknown;
  readonly errno?: unknown;
  readonly syscall?: unknown;
  readonly message?: unknown;
  readonly ctorName?: string;
  readonly errors?: readonly WildCause[];
}

/** The planted secret of the capture. */
export const secret = 'zoo-s3cret';

export function readRecords(): readonly WildRecord[] {
  const file = new URL('../../fixtures/errors-in-the-wild.jsonl', import.meta.url);
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as WildRecord);
}

/** First segment of the id: upstream, data, request, framework, service, local, odd. */
export function groupOf(record: WildRecord): string {
  return record.id.split('/')[0] ?? '';
}
