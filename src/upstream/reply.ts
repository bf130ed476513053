import { isObject, readInteger, readProperty } from '../http/safe-read.ts';
import type { UpstreamOptions } from './call-options.ts';
import { decodeReply } from './decode.ts';
import { checkReply } from './schema.ts';

/** A Web Response of any copy of undici, by the members that are used. */
export function isResponse(value: unknown): value is Response {
  return (
    isObject(value) &&
    typeof readProperty(value, 'ok') === 'boolean' &&
    readInteger(value, 'status') !== undefined &&
    typeof readProperty(value, 'json') === 'function' &&
    typeof readProperty(readProperty(value, 'headers'), 'get') === 'function'
  );
}

const bodyReaders = ['json', 'text', 'arrayBuffer', 'blob', 'bytes', 'formData'] as const;

/**
 * The body is read after the call has returned: its failures (cut, not JSON) are marked where it is read. The methods are
 * replaced on this one object; a Proxy around a Response breaks its private members.
 */
function markBodyReaders(response: Response, toFault: (thrown: unknown) => unknown): Response {
  for (const name of bodyReaders) {
    const read: unknown = readProperty(response, name);
    if (typeof read !== 'function') continue;
    const marked = (): Promise<unknown> =>
      Promise.resolve(Reflect.apply(read, response, [])).catch((thrown: unknown) => {
        throw toFault(thrown);
      });
    Object.defineProperty(response, name, { value: marked, configurable: true, writable: true });
  }
  return response;
}

async function readResponse(
  name: string,
  response: Response,
  options: UpstreamOptions,
  toFault: (thrown: unknown) => unknown,
): Promise<unknown> {
  if (!response.ok) throw await decodeReply(name, response);
  if (options.schema === undefined) return markBodyReaders(response, toFault);
  const data: unknown = await response.json();
  await checkReply(data, options.schema);
  return data;
}

/** What a client library's reply carries: axios keeps the body in `data`. */
function toData(reply: unknown): unknown {
  const isAxios = isObject(readProperty(reply, 'config')) && readInteger(reply, 'status') !== undefined;
  return isAxios ? readProperty(reply, 'data') : reply;
}

/**
 * What the call site gets for a reply: a Response that is a success, with its body readers marked; the parsed body where a
 * schema was given; everything else as it came.
 */
export async function acceptReply(
  name: string,
  reply: unknown,
  options: UpstreamOptions,
  toFault: (thrown: unknown) => unknown,
): Promise<unknown> {
  if (isResponse(reply)) return readResponse(name, reply, options, toFault);
  if (options.schema !== undefined) await checkReply(toData(reply), options.schema);
  return reply;
}
