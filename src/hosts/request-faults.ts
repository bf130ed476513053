import { listMembers } from '../http/fields.ts';
import { isArray, readProperty } from '../http/safe-read.ts';

/** What a server must refuse (RFC 9112 sections 3.2 and 6.3) and Node's parser hands to the application (CO-5). */

// uri-host [ ":" port ] of RFC 9110 section 7.2; empty where the target has no authority.
const hostPattern = /^(?:\[[\w:.%~-]+\]|[\w\-.~!$&'()*+,;=%]*)(?::\d*)?$/;

/** Events by which a server hands a request out. */
const requestEvents: ReadonlySet<unknown> = new Set(['request', 'checkContinue', 'checkExpectation']);

function linesOf(rawHeaders: readonly unknown[], name: string): string[] {
  const lines: string[] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const key = rawHeaders[index];
    if (typeof key === 'string' && key.length === name.length && key.toLowerCase() === name) {
      lines.push(String(rawHeaders[index + 1]));
    }
  }
  return lines;
}

function isHostFault(hosts: readonly string[], required: boolean): boolean {
  const [host] = hosts;
  if (host === undefined) return required;
  return hosts.length > 1 || !hostPattern.test(host);
}

/** The end of the content is unknown where the last coding is not chunked: two recipients would find it in two places. */
function isFramingFault(codings: readonly string[]): boolean {
  return codings.length > 0 && listMembers(codings.join(',')).at(-1)?.toLowerCase() !== 'chunked';
}

/** True for a request whose Host or framing is no matter of opinion. HTTP/2 has neither, HTTP/1.0 may lack Host. */
export function isFaulty(request: unknown, requiresHost: boolean): boolean {
  const rawHeaders = readProperty(request, 'rawHeaders');
  if (!isArray(rawHeaders) || readProperty(request, 'httpVersionMajor') !== 1) return false;
  const required = requiresHost && readProperty(request, 'httpVersionMinor') === 1;
  return isHostFault(linesOf(rawHeaders, 'host'), required) || isFramingFault(linesOf(rawHeaders, 'transfer-encoding'));
}

/**
 * Keeps faulty requests from the listeners of a server. They cannot be kept from them by a listener of our own, for all of
 * them run; so the one place through which requests are handed out is wrapped. Node's own answer to a missing Host has
 * neither Date nor content: that check moves here too.
 *
 * @param refuse answers such a request.
 * @returns takes it back.
 */
export function keepOutFaulty(server: object, refuse: (request: unknown, response: unknown) => void): () => void {
  const emit: unknown = readProperty(server, 'emit');
  if (typeof emit !== 'function') return () => undefined;
  const requiresHost = readProperty(server, 'requireHostHeader') === true;
  let isActive = true;
  const guarded = (event: unknown, ...args: readonly unknown[]): unknown => {
    if (isActive && requestEvents.has(event) && isFaulty(args[0], requiresHost)) {
      refuse(args[0], args[1]);
      return true;
    }
    return Reflect.apply(emit, server, [event, ...args]);
  };
  Reflect.set(server, 'emit', guarded);
  if (requiresHost) Reflect.set(server, 'requireHostHeader', false);
  return () => {
    isActive = false;
    if (requiresHost) Reflect.set(server, 'requireHostHeader', true);
    // Whoever wrapped it after us keeps their wrapper, and ours below it lets everything through.
    if (readProperty(server, 'emit') === guarded) Reflect.set(server, 'emit', emit);
  };
}
