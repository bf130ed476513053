import type { Socket } from 'node:net';
import { type ConnectionState, parseStream } from './http1-parser.ts';
import type { ReceivedBytes } from './received.ts';

/** One connection that sends exact bytes and keeps all that comes back, up to a limit. */
export interface Connection {
  send(bytes: string | Buffer): void;
  /** Announces one more request, so that its response is expected; `send` carries its bytes. */
  expect(method: string): void;
  /** Waits until `count` responses are complete or no more can come. false: time is over. */
  responses(count: number, timeoutMs: number): Promise<boolean>;
  /** Waits until the server has ended the connection. false: time is over. */
  closed(timeoutMs: number): Promise<boolean>;
  /** Half-closes: the server sees the end of the requests; what it still sends is read. */
  finish(): void;
  destroy(): void;
  exchange(): ReceivedBytes;
}

interface Received {
  readonly chunks: Buffer[];
  state: ConnectionState;
  finished: boolean;
  serverClosed: boolean;
  firstSent: number | undefined;
  firstByte: number | undefined;
  size: number;
}

function noteEnd(received: Received, state: ConnectionState): void {
  if (received.state !== 'open') return;
  received.state = state;
  received.serverClosed = !received.finished;
}

/** Runs `notify` whenever something was received or the connection changed. */
function record(socket: Socket, received: Received, maxBytes: number, notify: () => void): void {
  socket.on('data', (chunk) => {
    received.firstByte ??= performance.now();
    received.chunks.push(chunk);
    received.size += chunk.length;
    // An endless answer ends here; what was read of it is judged.
    if (received.size >= maxBytes) {
      received.finished = true;
      socket.destroy();
    }
    notify();
  });
  socket.on('end', () => {
    noteEnd(received, 'fin');
    notify();
  });
  socket.on('error', (error: NodeJS.ErrnoException) => {
    // EPIPE is the echo of an end that was already seen; only the reset itself is a signal of the server.
    if (error.code === 'ECONNRESET') noteEnd(received, 'reset');
    notify();
  });
  socket.on('close', notify);
}

function createWaiter(): { notify(): void; until(done: () => boolean, timeoutMs: number): Promise<boolean> } {
  const waiting = new Set<() => void>();
  return {
    notify: () => {
      for (const look of [...waiting]) look();
    },
    until: (done, timeoutMs) => {
      if (done()) return Promise.resolve(true);
      return new Promise((resolve) => {
        const settle = (result: boolean): void => {
          clearTimeout(timer);
          waiting.delete(look);
          resolve(result);
        };
        const look = (): void => {
          if (done()) settle(true);
        };
        const timer = setTimeout(() => settle(done()), timeoutMs);
        waiting.add(look);
      });
    },
  };
}

/**
 * Watches a socket that is connected. It must be half-open (`allowHalfOpen`): a FIN of the server must not end our side.
 *
 * @param maxBytes what is read at most; then the connection is ended.
 */
export function watchConnection(socket: Socket, maxBytes: number = Number.POSITIVE_INFINITY): Connection {
  const received: Received = {
    chunks: [],
    state: 'open',
    finished: false,
    serverClosed: false,
    firstSent: undefined,
    firstByte: undefined,
    size: 0,
  };
  const { notify, until } = createWaiter();
  const methods: string[] = [];
  const sent: Buffer[] = [];
  const parse = (): ReturnType<typeof parseStream> =>
    parseStream(Buffer.concat(received.chunks), methods, received.state);
  const isOver = (): boolean => received.state !== 'open' || received.size >= maxBytes;
  record(socket, received, maxBytes, notify);
  return {
    expect: (method) => void methods.push(method),
    send: (bytes) => {
      const chunk = Buffer.from(bytes as string);
      received.firstSent ??= performance.now();
      sent.push(chunk);
      socket.write(chunk);
    },
    responses: (count, timeoutMs) => {
      return until(() => isOver() || parse().responses.filter((one) => one.complete).length >= count, timeoutMs);
    },
    closed: (timeoutMs) => until(() => received.state !== 'open', timeoutMs),
    finish: () => {
      received.finished = true;
      socket.end();
    },
    destroy: () => void socket.destroy(),
    exchange: () => ({
      sent: Buffer.concat(sent).toString('utf8'),
      bytes: Buffer.concat(received.chunks),
      ...parse(),
      serverClosed: received.serverClosed,
      reset: received.serverClosed && received.state === 'reset',
      firstByteMs:
        received.firstByte === undefined || received.firstSent === undefined
          ? undefined
          : received.firstByte - received.firstSent,
    }),
  };
}
