import type { RunningBlock } from './start-block.ts';

export interface ReadAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** `error` of the envelope; undefined where there is none. */
  readonly error: unknown;
}

export async function read(running: RunningBlock, path: string, init: RequestInit = {}): Promise<ReadAnswer> {
  const response = await fetch(`${running.origin}${path}`, init);
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, error: errorOf(text) };
}

function errorOf(text: string): unknown {
  try {
    return (JSON.parse(text) as { error?: unknown }).error;
  } catch {
    return undefined;
  }
}

export const json = (body: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
});
