import type { RequestLike } from './http/request-view.ts';
import type { MaintenanceOptions } from './maintenance/options.ts';
import { createRefusal } from './maintenance/refusal.ts';

export type { RequestView } from './http/request-view.ts';
export type { MaintenanceOptions, Passage } from './maintenance/options.ts';
export type { WindowEnd, WindowSwitch } from './maintenance/window.ts';

/** A middleware of Express (and connect) and of Koa: it tells them apart by their arguments. */
export interface MaintenanceMiddleware {
  (request: RequestLike, response: unknown, next: (error?: unknown) => void): void;
  (context: RequestLike, next: () => Promise<unknown>): Promise<void>;
}

/**
 * Creates a middleware that answers 503 until a window is over, with the time to its end as Retry-After. The error goes to
 * the app's own error handler, so envelope, fields and record are those of every other failure. Mount it after CORS and
 * before body parsers and routes.
 *
 * Health checks pass (see `allow`), and so does `/robots.txt`: answered with a 5xx it would forbid the site to crawlers
 * (RFC 9309 section 2.3.1.4).
 *
 * @param options see {@link MaintenanceOptions}.
 * @throws OptionError where the options are wrong.
 * @example
 * app.use(maintenance({ until: '2026-11-23T18:00:00Z' }));
 * app.use(maintenance({ until: () => flags.maintenanceUntil, allow: ['/healthz', (request) => request.method === 'GET'] }));
 */
export function maintenance(options: MaintenanceOptions): MaintenanceMiddleware {
  const refuse = createRefusal(options);
  function failwellMaintenance(first: RequestLike, second: unknown, third?: unknown): Promise<void> | undefined {
    const refusal = refuse(first);
    if (typeof third === 'function') return void third(refusal);
    return refusal === undefined ? (second as () => Promise<void>)() : Promise.reject(refusal);
  }
  return failwellMaintenance as MaintenanceMiddleware;
}

/**
 * The same for other hosts: a function that throws the 503 for a request that must wait.
 *
 * @param options see {@link MaintenanceOptions}.
 * @throws OptionError where the options are wrong.
 * @example
 * const guard = maintenanceGuard({ until });
 * fastify.addHook('onRequest', async (request) => guard(request));
 * hono.use((c, next) => (guard(c.req.raw), next()));
 */
export function maintenanceGuard(options: MaintenanceOptions): (request: RequestLike) => void {
  const refuse = createRefusal(options);
  return function failwellMaintenanceGuard(request) {
    const refusal = refuse(request);
    if (refusal !== undefined) throw refusal;
  };
}
