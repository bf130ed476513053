import { isObject, readProperty, readString } from '../http/safe-read.ts';

/**
 * An answer of an upstream that is no success, with what it said of itself. It is a cause for the log: fault.ts reads
 * status and Retry-After from `response` as from any client library's error, and nothing else of it is sent.
 */
export class UpstreamReplyError extends Error {
  readonly code: string | undefined;
  readonly response: { readonly status: number; readonly headers: unknown };
  constructor(message: string, code: string | undefined, { status, headers }: Response) {
    super(message);
    this.name = 'UpstreamReplyError';
    this.code = code;
    // Hidden: an inspected error must not print the headers of an upstream.
    this.response = { status, headers };
    Object.defineProperty(this, 'response', { enumerable: false });
  }
}

const maxBytes = 65_536;
const maxMilliseconds = 1_000;
const maxText = 1_024;

async function readBounded(body: ReadableStream<Uint8Array>): Promise<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (let bytes = 0; bytes <= maxBytes; ) {
    const { done, value } = await reader.read();
    if (done) break;
    bytes += value.length;
    text += decoder.decode(value, { stream: true });
  }
  // Whatever is left would hold the connection.
  reader.cancel().catch(() => undefined);
  return text;
}

async function within<T>(work: Promise<T>, milliseconds: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), milliseconds);
    timer.unref();
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}

interface Said {
  readonly message: string | undefined;
  readonly code: string | undefined;
}

/** Our envelope and AIP-193's, then RFC 9457's problem details. */
function readSaid(body: unknown): Said | undefined {
  const error = readProperty(body, 'error');
  if (isObject(error))
    return { message: readString(error, 'message'), code: readString(error, 'reason') ?? readString(error, 'status') };
  const title = readString(body, 'title');
  const detail = readString(body, 'detail');
  if (title === undefined && detail === undefined) return undefined;
  return { message: [title, detail].filter((part) => part !== undefined).join(': '), code: readString(body, 'type') };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function readBody(response: Response): Promise<unknown> {
  try {
    if (response.body === null || response.bodyUsed || !/\bjson\b/i.test(response.headers.get('content-type') ?? ''))
      return undefined;
    const text = await within(readBounded(response.body), maxMilliseconds);
    return text === undefined ? undefined : parse(text);
  } catch {
    return undefined;
  }
}

/** The failure that a response describes, as the cause of ours; its body is read within bounds. */
export async function decodeReply(name: string, response: Response): Promise<UpstreamReplyError> {
  const said = readSaid(await readBody(response));
  const text = said?.message === undefined ? '' : `: ${said.message.slice(0, maxText)}`;
  return new UpstreamReplyError(`${name} answered ${response.status}${text}`, said?.code?.slice(0, 256), response);
}
