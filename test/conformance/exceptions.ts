/** A vector that is not run against a host, or is run there and must not pass. */
export interface Exception {
  readonly ids: readonly string[];
  /** Names of hosts, as in hosts.ts. */
  readonly hosts: readonly string[];
  /** Why, and where the limit comes from. */
  readonly reason: string;
  /** Why the suite cannot try it and see it fail. Without it the suite does try. */
  readonly untried?: string;
}

const overHttp2 = ['node:http2', 'Koa 3 over HTTP/2'];
const web = ['Hono 4', 'fetch'];

/** Every vector that does not hold for a host. Nothing else is left out: the suite counts. */
export const exceptions: readonly Exception[] = [
  {
    ids: ['V229', 'V230', 'V233', 'V236'],
    hosts: ['node:http'],
    reason:
      'The vector is about HTTP/2, which the entry node:http2 is driven with; a node:http server does not speak it.',
    untried: 'there is no HTTP/2 connection to try it on',
  },
  {
    ids: ['V229', 'V230', 'V233', 'V236'],
    hosts: ['Express 4', 'Express 5'],
    reason:
      'Express does not serve node:http2: it replaces the prototypes of request and response by those of node:http, ' +
      'and Node then fails before any handler runs.',
    untried: 'the request ends in an uncaught exception of Express, before any error handler',
  },
  {
    ids: ['V320'],
    hosts: ['Express 4', 'Express 5'],
    reason: 'The vector excludes Express: next(null) means "no error" there, so no error middleware is ever called.',
  },
  {
    ids: ['V222', 'V223'],
    hosts: overHttp2,
    reason: 'The vector sends malformed HTTP/1.1 bytes to its parser; HTTP/2 has another one, which answers by GOAWAY.',
    untried: 'the bytes are not a request that an HTTP/2 client could send',
  },
  {
    ids: ['V231'],
    hosts: overHttp2,
    reason: 'The vector is about HTTP/1.0 clients.',
    untried: 'the host is driven with HTTP/2 alone',
  },
  {
    ids: ['V010', 'V215', 'V197'],
    hosts: overHttp2,
    reason:
      'The vector wants Connection (408, unread upload) or Upgrade (426), which HTTP/2 forbids (RFC 9113 section 8.2.2, ' +
      'H2-1). V233 has the 408 of HTTP/2; extra vectors have the upload and the 426.',
  },
  {
    ids: ['V218'],
    hosts: overHttp2,
    reason:
      'The vector declares one octet less than it sends. HTTP/2 has no bytes between messages: such a request is ' +
      'malformed (RFC 9113 section 8.1.1), and Node resets the stream.',
  },
  {
    ids: ['V058'],
    hosts: overHttp2,
    reason:
      'The vector is about a reason phrase that the application had set; HTTP/2 has none (RFC 9113 section 8.3.2).',
    untried: 'setting it makes Node emit its process warning, once a process, before the handler fails',
  },
  {
    ids: ['V216'],
    hosts: overHttp2,
    reason: 'The vector uploads in chunks; Transfer-Encoding is forbidden on HTTP/2 (RFC 9113 section 8.2.2).',
    untried: "Node's client refuses to send the field",
  },
  {
    ids: ['V224', 'V225', 'V227'],
    hosts: overHttp2,
    reason:
      'The vector wants the connection closed; on HTTP/2 only the stream is reset (TR-4), which V229 and V230 check.',
  },
  {
    ids: ['V224', 'V225', 'V227', 'V229', 'V230'],
    hosts: web,
    reason:
      'The vector fails after content was written. A Web handler gives a Response back and writes nothing itself; a body ' +
      'stream that fails later is cut by whoever serves it, and no error handler is asked (Fetch standard, Response).',
  },
  {
    ids: ['V001'],
    hosts: web,
    reason:
      'The vector wants an order of fields (DT-7). Web Headers iterate sorted by name (Fetch standard, "sort and combine").',
  },
  {
    ids: ['V215', 'V216'],
    hosts: web,
    reason:
      'The vector wants a lingering close of an unread upload (CO-3). A Response has no way to the connection: reading ' +
      'on and closing are up to whoever serves it. The answer itself is out at once.',
  },
  {
    ids: ['V054'],
    hosts: ['Hono 4'],
    reason:
      'The vector wants a reason phrase for an unregistered status. @hono/node-server writes the head without the ' +
      'statusText of the Response, so Node says "unknown".',
  },
];

/** The exception that covers a vector on a host, if there is one. */
export function findException(id: string, host: string): Exception | undefined {
  return exceptions.find((exception) => exception.ids.includes(id) && exception.hosts.includes(host));
}
