import { InternalServerError, ServiceUnavailable } from '../error/classes.ts';
import type { HttpError } from '../error/http-error.ts';
import { createRequestView, type RequestLike, type RequestView } from '../http/request-view.ts';
import { type MaintenanceOptions, type Passage, resolveMaintenanceOptions } from './options.ts';
import { readWindow } from './window.ts';

/** The error that a request meets, or undefined where it passes. Never throws. */
export type Refuse = (request: RequestLike) => HttpError | undefined;

/**
 * RB-3: for a crawler a robots.txt of 5xx forbids the whole site, and Google keeps away for longer than a window lasts; one
 * of 4xx allows everything. Only the app knows its rules, so the app goes on answering; the pages are 503, which is what
 * tells a crawler to come back later (RB-1, RB-4).
 */
const robots = '/robots.txt';

function passes(request: RequestView, allow: readonly Passage[]): boolean {
  const { path } = request;
  return path === robots || allow.some((one) => (typeof one === 'string' ? one === path : one(request) === true));
}

/** Upwards only: nobody is told to come before the end. */
function toDelay(end: number, now: number, spread: number): number {
  return Math.ceil((end - now) / 1000) + Math.floor(Math.random() * (spread + 1));
}

function judge(request: RequestLike, { until, allow, spread }: Required<MaintenanceOptions>): HttpError | undefined {
  const window = readWindow(until);
  const now = Date.now();
  if (window === 'none' || (typeof window === 'number' && window <= now)) return undefined;
  if (passes(createRequestView(request), allow)) return undefined;
  // Without a known end the policy's own hint goes out: somebody has asked for maintenance, and a 500 would say less.
  if (window === 'unreadable') return new ServiceUnavailable('maintenance; what "until" answered cannot be read');
  const retryAfter = toDelay(window, now, spread);
  return new ServiceUnavailable(`maintenance until ${new Date(window).toISOString()}`, { retryAfter });
}

/**
 * Creates the question that every middleware asks.
 *
 * @throws OptionError where the options are wrong.
 */
export function createRefusal(options: MaintenanceOptions): Refuse {
  const settings = resolveMaintenanceOptions(options);
  return (request) => {
    try {
      return judge(request, settings);
    } catch (cause) {
      // A switch or predicate that fails is a bug of the app; guessing its answer would hide it.
      return new InternalServerError('"until" or "allow" of maintenance() threw', { cause });
    }
  };
}
