import { readProperty } from '../http/safe-read.ts';
import { type CallOptions, checkCallOptions, checkUpstreamOptions, type UpstreamOptions } from './call-options.ts';
import { createDeadline, type Deadline } from './deadline.ts';
import { type CallFacts, toDependencyFault, toUpstreamFault } from './fault.ts';
import { acceptReply, isResponse } from './reply.ts';

export type MarkedCall<T> = (signal: AbortSignal) => T | PromiseLike<T>;

function startClock(): () => number {
  const started = performance.now();
  return () => Math.round(performance.now() - started);
}

/** The call against its bounds: one that does not heed the signal is left behind, and its late rejection is nobody's. */
async function runBounded<T>(call: MarkedCall<T>, deadline: Deadline): Promise<T> {
  const running = (async () => call(deadline.signal))();
  running.catch(() => undefined);
  return Promise.race([running, deadline.ended]);
}

function toFacts(name: string, durationMs: number, thrown: unknown): CallFacts {
  const violations = readProperty(thrown, 'violations');
  return Array.isArray(violations) ? { name, durationMs, violations } : { name, durationMs };
}

/** Runs a call to an HTTP upstream. */
export async function callUpstream<T>(name: string, call: MarkedCall<T>, options: UpstreamOptions): Promise<unknown> {
  checkUpstreamOptions(options);
  const elapsed = startClock();
  const deadline = createDeadline(options);
  const { passOn, retryAfterCap } = options;
  const toFault = (thrown: unknown): unknown =>
    toUpstreamFault({
      thrown,
      facts: toFacts(name, elapsed(), thrown),
      ended: deadline.reason(),
      passOn,
      retryAfterCap,
    });
  try {
    const reply = await Promise.race([
      runBounded(call, deadline).then((answer) => acceptReply(name, answer, options, toFault)),
      deadline.ended,
    ]);
    // A Response is still being read: the deadline goes on for its body.
    if (!isResponse(reply)) deadline.release();
    return reply;
  } catch (thrown) {
    deadline.release();
    throw toFault(thrown);
  }
}

/** Runs a call to a database, cache or broker. */
export async function callDependency<T>(name: string, call: MarkedCall<T>, options: CallOptions): Promise<T> {
  checkCallOptions(options);
  const elapsed = startClock();
  const deadline = createDeadline(options);
  try {
    return await runBounded(call, deadline);
  } catch (thrown) {
    throw toDependencyFault({ thrown, facts: { name, durationMs: elapsed() }, ended: deadline.reason() });
  } finally {
    deadline.release();
  }
}
