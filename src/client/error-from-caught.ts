import { isOwnError } from '../error/brand.ts';
import type { HttpError } from '../error/http-error.ts';
import { causeChain, isObject, readProperty, readString } from '../http/safe-read.ts';
import { cleanText } from './clean-text.ts';
import { decodeResponse } from './error-from-response.ts';
import type { ReadOptions } from './read-body.ts';
import { brandError, type ReceivedError } from './received-error.ts';

/** Known names, whole: a `SESSION_TIMEOUT_EXCEEDED` or a `LockTimeoutError` is no matter of the network. */
const late =
  /^(E(SOCKET)?TIMEDOUT|ECONNABORTED|UND_ERR_\w+_TIMEOUT|ERR_SOCKET_CONNECTION_TIMEOUT|(APIConnection)?TimeoutError)$/;
const unreachable =
  /^(ECONN(REFUSED|RESET)|ENOTFOUND|EAI_\w+|E(HOST|NET)(UNREACH|DOWN)|EPIPE|EPROTO|HPE_\w+|HTTPParserError|UND_ERR_(?!INVALID|ABORT)\w+|ERR_(NETWORK|(TLS|SSL)_\w+)|CERT_(HAS_EXPIRED|NOT_YET_VALID)|(DEPTH_ZERO_)?SELF_SIGNED_CERT\w*|UNABLE_TO_(GET|VERIFY)_\w+|NetworkError)$/;
/** The texts of fetch's TypeErrors: Node, Chromium, Firefox, Safari; every other TypeError is a bug. */
const failedFetch = /^(fetch failed|terminated|Failed to fetch|network error|NetworkError when|Load failed)/i;
const aborted = /^(AbortError|CanceledError|ERR_CANCELED|ABORTED)$/;

/** `code` and `name`, which tell failures of the network apart. */
function namesOf(value: unknown): readonly string[] {
  return ['code', 'name'].map((key) => readString(value, key) ?? '');
}

/** 504 where time ran out, 502 where no usable answer came, undefined where the network is not to blame. */
function networkStatus(caught: unknown): 502 | 504 | undefined {
  const chain = causeChain(caught);
  const some = (pattern: RegExp): boolean => chain.some((link) => namesOf(link).some((name) => pattern.test(name)));
  if (some(late)) return 504;
  if (some(aborted)) return undefined;
  const isFailedFetch =
    readString(caught, 'name') === 'TypeError' && failedFetch.test(readString(caught, 'message') ?? '');
  // A response that is no error and was thrown all the same could not be used.
  return isFailedFetch || some(unreachable) || isObject(readProperty(caught, 'response')) ? 502 : undefined;
}

function toNetworkError(caught: unknown): HttpError | undefined {
  const status = networkStatus(caught);
  if (status === undefined) return undefined;
  const error = brandError(status, cleanText(readProperty(caught, 'message')), caught);
  return Object.assign(error, { transient: true });
}

/**
 * The error behind what an HTTP client threw: a response that it refused (axios, got, ky, superagent keep it in
 * `response`; a thrown Response counts too), decoded as by `errorFromResponse`; a GatewayTimeout where time ran out; a
 * BadGateway where no usable answer came. `undefined` where the failure is not of HTTP: an abort of your own, or a bug.
 * An HttpError comes back as it is. What was caught is its `cause`. Never rejects.
 *
 * @param caught what `catch` got.
 * @param options bounds of reading the body, see {@link ReadOptions}.
 * @example
 * try {
 *   await ky.get(url);
 * } catch (caught) {
 *   throw (await errorFromCaught(caught)) ?? caught;
 * }
 */
export async function errorFromCaught(
  caught: unknown,
  options: ReadOptions = {},
): Promise<ReceivedError | HttpError | undefined> {
  if (isOwnError(caught)) return caught;
  // A status alone is anybody's; a response has fields.
  const response = readProperty(caught, 'response') ?? (isObject(readProperty(caught, 'headers')) ? caught : undefined);
  return (await decodeResponse(response, options, caught)) ?? toNetworkError(caught);
}
