import type { CallOptions, UpstreamOptions } from './upstream/call-options.ts';
import { callDependency, callUpstream, type MarkedCall } from './upstream/marked-call.ts';

export type { CallOptions, UpstreamOptions, ValidateFunction } from './upstream/call-options.ts';
export type { MarkedCall } from './upstream/marked-call.ts';
export { type ProxyErrorHandler, proxyErrorHandler } from './upstream/proxy-error-handler.ts';

/**
 * Marks a call to an HTTP upstream, so that whatever fails in it is the upstream's failure: 502, 503 or 504, also where no
 * shape of the error could tell (the SyntaxError of `response.json()`, a schema that the reply breaks).
 *
 * A Web `Response` that the call returns must be a success (`response.ok`), and its body readers stay marked; with
 * `schema` its JSON is read, validated and returned. An upstream's 4xx is our 502, its 429 and 503 are our 503 with its
 * Retry-After, its 408 and 504 our 504; `passOn` names statuses that become ours.
 *
 * @param name of the upstream, for the record.
 * @param call gets an AbortSignal that fires on the deadline, on `signal` and when the client of `request` leaves.
 * @param options see {@link UpstreamOptions}.
 * @throws OptionError where the options are wrong; an HttpError where the call fails.
 * @example
 * const reply = await upstream('orders', (signal) => fetch(url, { signal }), { timeout: 2_000, request: req, passOn: [404] });
 * res.json(await reply.json());
 */
export async function upstream<T>(
  name: string,
  call: MarkedCall<T>,
  options?: UpstreamOptions & { readonly schema?: undefined },
): Promise<T>;
export async function upstream<Data = unknown>(
  name: string,
  call: MarkedCall<unknown>,
  options: UpstreamOptions,
): Promise<Data>;
export async function upstream(
  name: string,
  call: MarkedCall<unknown>,
  options: UpstreamOptions = {},
): Promise<unknown> {
  return callUpstream(name, call, options);
}

/**
 * Marks a call to a database, a cache, a broker or a mail server: unreachable is 503, too late is 504, and what its own
 * codes say (a unique violation 409, our own wrong statement 500) stays.
 *
 * @param name of the dependency, for the record.
 * @param call gets an AbortSignal that fires on the deadline, on `signal` and when the client of `request` leaves.
 * @param options see {@link CallOptions}.
 * @throws OptionError where the options are wrong; an HttpError where the call fails.
 * @example
 * const { rows } = await dependency('orders-db', () => pool.query('select …', [id]), { timeout: 1_000 });
 */
export async function dependency<T>(name: string, call: MarkedCall<T>, options: CallOptions = {}): Promise<T> {
  return callDependency(name, call, options);
}
