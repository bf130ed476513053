import type { CallOptions } from './call-options.ts';
import { watchDisconnect } from './disconnect.ts';

/** Why a call was ended from outside. */
export type EndReason = 'timeout' | 'signal' | 'client_gone';

/** The bounds of one call. */
export interface Deadline {
  /** Handed to the call: fires on the deadline, on the given signal and when the client leaves. */
  readonly signal: AbortSignal;
  /** Rejects when the signal fires; never resolves. */
  readonly ended: Promise<never>;
  readonly reason: () => EndReason | undefined;
  /** Lets go of timer and listeners. */
  readonly release: () => void;
}

function toTimeoutError(timeout: number): DOMException {
  return new DOMException(`no answer within ${timeout} ms`, 'TimeoutError');
}

/** Starts the clock of one call. */
export function createDeadline({ timeout, signal, request }: CallOptions): Deadline {
  const controller = new AbortController();
  const cleanups: (() => void)[] = [];
  let reason: EndReason | undefined;
  const end = (why: EndReason, cause: unknown): void => {
    reason ??= why;
    controller.abort(cause);
  };
  const ended = new Promise<never>((_resolve, reject) => {
    controller.signal.addEventListener('abort', () => reject(controller.signal.reason), { once: true });
  });
  // Nobody may be waiting any more when it rejects.
  ended.catch(() => undefined);
  if (timeout !== undefined) {
    const timer = setTimeout(() => end('timeout', toTimeoutError(timeout)), timeout);
    timer.unref();
    cleanups.push(() => clearTimeout(timer));
  }
  if (signal !== undefined) {
    const forward = (): void => end('signal', signal.reason);
    if (signal.aborted) forward();
    signal.addEventListener('abort', forward, { once: true });
    cleanups.push(() => signal.removeEventListener('abort', forward));
  }
  if (request !== undefined) {
    cleanups.push(
      watchDisconnect(request, () => end('client_gone', new DOMException('the client has left', 'AbortError'))),
    );
  }
  return {
    signal: controller.signal,
    ended,
    reason: () => reason,
    release: () => {
      for (const cleanup of cleanups.splice(0)) cleanup();
    },
  };
}
