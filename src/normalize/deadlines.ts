import { isObject, readProperty } from '../http/safe-read.ts';
import type { Marks } from './marks.ts';
import { transportVerdict } from './transport.ts';
import type { Classifier, Verdict } from './verdict.ts';
import { cancelledWork, fault, gatewayTimeout } from './verdicts.ts';

/** Timeouts and cancellations, by what they call themselves. */

const late = gatewayTimeout('deadline/timeout', 'http_response_timeout');
const cancelled = cancelledWork('deadline/cancelled');

/** got says in which phase its own timer ran out. */
const phases: Readonly<Record<string, Verdict>> = {
  lookup: gatewayTimeout('deadline/lookup', 'dns_timeout'),
  socket: gatewayTimeout('deadline/socket', 'connection_timeout'),
  connect: gatewayTimeout('deadline/connect', 'connection_timeout'),
  secureConnect: gatewayTimeout('deadline/secure_connect', 'connection_timeout'),
  send: gatewayTimeout('deadline/send', 'connection_write_timeout'),
};
const connecting = gatewayTimeout('deadline/connect', 'connection_timeout');

/** `TimeoutError` of DOMException, got, ky, p-timeout, the AWS SDK …, `HeadersTimeoutError`, Effect's `TimeoutException`. */
const timeoutName = /(timeout|timedout|deadlineexceeded)(error|exception)?$/i;
const cancelName =
  /^(AbortError|CanceledError|CancelledError|CancelError|CancellationError|TaskCanceledError|RequestAbortedError|APIUserAbortError)$/;

const cancelCodes: ReadonlySet<string> = new Set([
  'ABORT_ERR',
  'ERR_CANCELED',
  'ERR_ABORTED',
  'ECANCELLED',
  'ECANCELED',
  'ECANCEL',
  'EABORT',
  'UND_ERR_ABORT',
  'UND_ERR_ABORTED',
  'ABORTED',
]);

function isTimeout(value: unknown): boolean {
  return isObject(value) && readProperty(value, 'name') === 'TimeoutError';
}

/** Node keeps the reason in `cause`; axios drops it but keeps the signal in its config. */
function isAbortedByDeadline({ cause, config }: Marks): boolean {
  return isTimeout(cause) || isTimeout(readProperty(readProperty(config, 'signal'), 'reason'));
}

function isCancellation({ name, className, code }: Marks): boolean {
  // node-redis and minified bundles name every error "Error"; then the class is what is left.
  const said = name === undefined || name === 'Error' ? (className ?? '') : name;
  return cancelName.test(said) || (code !== undefined && cancelCodes.has(code));
}

function timeoutVerdict(marks: Marks): Verdict {
  const { event, code, text } = marks;
  const phase = typeof event === 'string' && Object.hasOwn(phases, event) ? phases[event] : undefined;
  if (phase !== undefined) return phase;
  // A precise code says more than the name does; ETIMEDOUT is what everybody uses for everything.
  const precise = code === undefined || code === 'ETIMEDOUT' ? undefined : transportVerdict(code);
  if (precise?.status === 504 && precise.cancelled !== true) return precise;
  return /^connect|did not establish a connection/i.test(text) ? connecting : late;
}

/**
 * ECONNABORTED has three meanings: a timer of axios or superagent (504), body-parser's client that left, and Express'
 * sendFile that was cut.
 */
function abortedConnection({ isAxiosError, className, timeout }: Marks): Verdict {
  return isAxiosError === true || className === 'AxiosError' || typeof timeout === 'number' ? late : cancelled;
}

/** vm and the like limit work of ours: no upstream was late. */
const localLimit = fault('deadline/local');

export const classifyDeadline: Classifier<Marks> = (marks) => {
  const { name, className, code } = marks;
  if (code === 'ECONNABORTED') return abortedConnection(marks);
  if (code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return localLimit;
  if (isCancellation(marks)) return isAbortedByDeadline(marks) ? late : cancelled;
  if (name !== undefined && timeoutName.test(name)) return timeoutVerdict(marks);
  return className !== undefined && name === 'Error' && timeoutName.test(className) ? timeoutVerdict(marks) : undefined;
};
