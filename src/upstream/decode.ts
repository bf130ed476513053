import { errorFromResponse } from '../client/error-from-response.ts';
import type { ReceivedError } from '../client/received-error.ts';
import { defuse, readProperty } from '../http/safe-read.ts';

const maxText = 1_024;
/** An upstream's answer is read for the record: less of it, and sooner given up, than by whoever waits for it. */
const bounds = { maxBytes: 65_536, timeoutMs: 1_000 };

/** What the upstream said, with the request id under which its own record is found. */
function toMessage(name: string, status: number, said: ReceivedError | undefined): string {
  if (said === undefined) return `${name} answered ${status}`;
  const { title, message, requestId } = said;
  const text = title === undefined || title === message ? message : `${title}: ${message}`;
  return `${name} answered ${status}${requestId === undefined ? '' : ` (request ${requestId})`}: ${text.slice(0, maxText)}`;
}

/**
 * An answer of an upstream that is no success, with what it said of itself. It is a cause for the log: fault.ts reads
 * status and Retry-After from `response` as from any client library's error, and nothing else of it is sent.
 */
export class UpstreamReplyError extends Error {
  readonly code: string | undefined;
  readonly requestId: string | undefined;
  readonly response: { readonly status: number; readonly headers: unknown };
  constructor(name: string, { status, headers }: Response, said: ReceivedError | undefined) {
    super(toMessage(name, status, said));
    this.name = 'UpstreamReplyError';
    this.code = said?.reason ?? said?.canonical ?? said?.type;
    this.requestId = said?.requestId;
    // Hidden: an inspected error must not print the headers of an upstream.
    this.response = { status, headers };
    Object.defineProperty(this, 'response', { enumerable: false });
  }
}

/** A body that nobody reads, a redirect's for one, would hold its connection. */
function discard(response: Response): void {
  const body = readProperty(response, 'body') as ReadableStream | null | undefined;
  try {
    defuse(body?.cancel());
  } catch {
    // A stand-in without a stream.
  }
}

/** The failure that a response describes, as the cause of ours; its body is read within bounds, in whatever shape it is. */
export async function decodeReply(name: string, response: Response): Promise<UpstreamReplyError> {
  const said = await errorFromResponse(response, bounds);
  if (said === undefined) discard(response);
  return new UpstreamReplyError(name, response, said);
}
