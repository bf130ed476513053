import type { ProxyFacts } from '../error/error-options.ts';
import type { FailureDomain } from '../error/status.ts';
import type { Verdict } from './verdict.ts';

/**
 * The kinds of verdict, one function each. Tables are made of them when the module loads, so classifying a known code
 * allocates nothing.
 */

function proxyFacts(error: string, params?: ProxyFacts['params']): ProxyFacts {
  return params === undefined ? { error } : { error, params };
}

/** The upstream's answer cannot be used (502). `proxyError` is the type of RFC 9209 section 2.3. */
export function badGateway(rule: string, proxyError: string, transient = false, more: Partial<Verdict> = {}): Verdict {
  return { status: 502, rule, upstream: true, options: { transient, proxy: proxyFacts(proxyError) }, ...more };
}

/** The name of the upstream could not be resolved (502). `rcode` as in RFC 9209 section 2.3.2. */
export function badName(rule: string, rcode?: string): Verdict {
  const proxy = proxyFacts('dns_error', rcode === undefined ? undefined : { rcode });
  return { status: 502, rule, upstream: true, options: { transient: rcode === undefined, proxy } };
}

/** The upstream did not answer in time (504). A timeout passes by itself. */
export function gatewayTimeout(rule: string, proxyError: string): Verdict {
  return { status: 504, rule, upstream: true, options: { transient: true, proxy: proxyFacts(proxyError) } };
}

/** A database, cache, broker or mail server cannot be used at the moment (503). */
export function dependencyDown(
  rule: string,
  proxyError = 'destination_unavailable',
  domain: FailureDomain = 'upstream',
): Verdict {
  return { status: 503, rule, domain, options: { transient: true, proxy: proxyFacts(proxyError) } };
}

/** A dependency was reached and gave way to somebody else: deadlock, lock timeout, failed serialization (503, repeat). */
export function contention(rule: string): Verdict {
  return { status: 503, rule, domain: 'upstream', options: { transient: true } };
}

/** A dependency was reached and did not finish in time (504). */
export function lateDependency(rule: string): Verdict {
  return { status: 504, rule, options: { transient: true } };
}

/** Something of ours is used up: a pool, a queue, file descriptors (503). */
export function exhausted(rule: string): Verdict {
  return dependencyDown(rule, 'connection_limit_reached', 'server');
}

/** Recognised, and ours to mend (500): nothing of it is for the client. */
export function fault(rule: string): Verdict {
  return { status: 500, rule };
}

/** The request collides with what is stored (409). The library's text holds names of tables and the values. */
export function conflict(rule: string): Verdict {
  const message = 'The request conflicts with the current state of the resource.';
  return { status: 409, rule, domain: 'client', message, options: { expose: true } };
}

/** What was asked for is not stored (404), and the code that threw asked for exactly this error. */
export function absent(rule: string): Verdict {
  return { status: 404, rule, message: 'Not Found', options: { expose: true } };
}

/** The client's doing, said in our own words (4xx). */
export function clientFault(status: number, rule: string, message: string): Verdict {
  return { status, rule, domain: 'client', message, options: { expose: true } };
}

/** Somebody gave up waiting, and the client is still there: a deadline is the reason left (504). */
export function cancelledWork(rule: string): Verdict {
  return { status: 504, rule, cancelled: true };
}
