import { UsageError } from '../usage-error.ts';

/** A route that the user names: one that fails, or one that reads JSON. */
export interface Route {
  readonly method: string;
  readonly path: string;
  /** Status that it must answer; undefined where the user does not say. */
  readonly expected: number | undefined;
}

const form = /^(?:([A-Z]+) +)?(\/[\x21-\x7e]*?)(?:=(\d+))?$/;

/**
 * Reads `/fails`, `POST /orders` or `/fails=502`.
 *
 * @param fallback the method where none is written.
 * @throws UsageError where the text is none of these.
 */
export function parseRoute(text: string, fallback: 'GET' | 'POST'): Route {
  const match = form.exec(text.trim());
  const status = match?.[3] === undefined ? undefined : Number(match[3]);
  if (match?.[2] === undefined || (status !== undefined && (status < 100 || status > 599))) {
    throw new UsageError(`"${text}" is no route. Routes look like /fails, "POST /orders" or "/fails=502"`);
  }
  return { method: match[1] ?? fallback, path: match[2], expected: status };
}
