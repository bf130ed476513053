import { Readable } from 'node:stream';
import { errorWith } from '../express-side.ts';
import { type KoaScene, throwsOnKoa as throws } from '../koa-side.ts';
import type { Row } from '../row.ts';
import { requestOf } from '../seen.ts';
import { afterFirstBytes, koaStatus, noop, playDefault } from './koa-peer.ts';

/** A body stream that fails before its first byte. */
const failingStream: KoaScene['middleware'] = (context) => {
  context.body = new Readable({
    read() {
      this.destroy(errorWith('no such file'));
    },
  });
};

const upload = `${requestOf('POST', '/', { 'Content-Length': '100000' })}${'x'.repeat(10_000)}`;

/** Streams, uploads, clients that leave. */
export const koaFlowRows: readonly Row[] = [
  {
    id: 'K3 twice',
    wish: 'mend',
    expectation: 'improved',
    theirs: 'The error of a body stream is emitted twice.',
    ours: 'Once.',
    compared: 'the number of events',
    cases: [
      {
        name: 'a stream that fails before its first byte',
        on: ['Koa 3'],
        run: async (side, host) =>
          (
            await playDefault(side, host, {
              middleware: failingStream,
              onEvent: noop,
              awaitEvents: { peer: 2, ours: 1 },
              quietMs: 50,
            })
          ).emitted.length,
        peer: 2,
        ours: 1,
      },
    ],
  },
  {
    id: 'K5',
    wish: 'mend',
    expectation: 'improved',
    theirs: 'A failure after the first bytes of a hand-written response leaves the connection open: the client waits.',
    ours: 'It is cut, so that the client notices.',
    compared: 'whether the server ended the connection; 300 ms are left to the peer',
    cases: [
      {
        name: 'write, then throw',
        run: async (side, host) =>
          (await playDefault(side, host, { middleware: afterFirstBytes, untilClosed: true, peerWaitMs: 300 })).closed,
        peer: false,
        ours: true,
      },
    ],
  },
  {
    id: 'K13',
    wish: 'keep',
    expectation: 'same',
    theirs: 'A failure is answered at once, however much of the body is still to come.',
    compared: 'the status, where nine tenths of the body never come',
    cases: [
      {
        name: '100 kB announced, 10 kB sent',
        run: koaStatus({ middleware: throws(() => errorWith('x')), request: upload }),
        both: 500,
      },
    ],
  },
  {
    id: 'K13 close',
    wish: 'mend',
    expectation: 'improved',
    theirs: 'The connection is kept for a next request.',
    ours: '`Connection: close` and a lingering close.',
    compared: 'the Connection field',
    cases: [
      {
        name: '100 kB announced, 10 kB sent',
        run: async (side, host) =>
          (await playDefault(side, host, { middleware: throws(() => errorWith('x')), request: upload })).field(
            'connection',
          ),
        peer: 'keep-alive',
        ours: 'close',
      },
    ],
  },
  {
    id: 'K14',
    wish: 'keep',
    expectation: 'same',
    theirs: 'The error of a body stream, which no middleware can catch, reaches `ctx.onerror` and the event.',
    ours: 'With `installErrorHandler(app)`; the middleware alone cannot see it.',
    compared: 'the messages of the events, each once',
    cases: [
      {
        name: 'a stream that fails before its first byte',
        run: async (side, host) => {
          const seen = await playDefault(side, host, { middleware: failingStream, onEvent: noop, awaitEvents: 1 });
          return [...new Set(seen.emitted.map(({ message }) => message))];
        },
        both: ['no such file'],
      },
    ],
  },
  {
    id: 'K14 answer',
    wish: 'mend',
    expectation: 'improved',
    theirs: 'Koa 3 destroys the response of a stream that fails before its first byte: an empty reply.',
    ours: '500.',
    compared: 'the status',
    cases: [
      {
        name: 'a stream that fails before its first byte',
        on: ['Koa 3'],
        run: koaStatus({ middleware: failingStream, onEvent: noop, options: { logger: false } }),
        peer: undefined,
        ours: 500,
      },
    ],
  },
  {
    id: 'K15',
    wish: 'keep',
    expectation: 'same',
    theirs: 'A client that leaves while the handler works is no failure: no event.',
    compared: 'that the handler was run to its end after the client had left; the number of events and prints then',
    cases: [
      {
        name: 'leaves while the handler waits',
        run: async (side, host) => {
          let start: () => void = noop;
          const started = new Promise<void>((resolve) => {
            start = resolve;
          });
          let hasEnded = false;
          const { emitted, printed } = await playDefault(side, host, {
            middleware: async (context) => {
              const gone = new Promise<void>((resolve) => void context.res.once('close', resolve));
              start();
              await gone;
              context.body = 'fine';
              hasEnded = true;
            },
            leaveOn: started,
            until: () => hasEnded,
            quietMs: 50,
            onEvent: noop,
          });
          return { hasEnded, events: emitted.length, prints: printed.length };
        },
        both: { hasEnded: true, events: 0, prints: 0 },
      },
    ],
  },
];
