import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorWith } from '../express-side.ts';
import { type KoaScene, throwsOnKoa as throws } from '../koa-side.ts';
import type { Row, SideName } from '../row.ts';
import { requestOf } from '../seen.ts';
import { koaStatus, noop, playDefault } from './koa-peer.ts';

/** Events, printing, streams, clients that leave. */

const afterFirstBytes: KoaScene['middleware'] = (context) => {
  context.respond = false;
  context.res.write('part');
  throw errorWith('late');
};

const printed =
  (scene: KoaScene, text = '') =>
  async (side: SideName, host: string) =>
    (await playDefault(side, host, scene)).printed.filter((line) => line.includes(text)).length;

/** A body stream that fails before its first byte. */
const failingStream: KoaScene['middleware'] = (context) => {
  context.body = new Readable({
    read() {
      this.destroy(errorWith('no such file'));
    },
  });
};

const upload = `${requestOf('POST', '/', { 'Content-Length': '100000' })}${'x'.repeat(10_000)}`;

export const koaFlowRows: readonly Row[] = [
  {
    id: 'K3',
    wish: 'keep',
    expectation: 'same',
    theirs: 'The app emits `error` with the error and the context for each failure, also where nothing can be sent.',
    compared: 'the errors emitted, whether the context is that of the request',
    cases: [throws(() => errorWith('early')), afterFirstBytes].map((middleware, index) => ({
      name: index === 0 ? 'before the answer' : 'after the first bytes',
      run: async (side, host) => {
        const paths: string[] = [];
        const { emitted } = await playDefault(side, host, {
          middleware,
          options: { logger: false },
          waitMs: 300,
          request: requestOf('GET', '/orders'),
          onEvent: (_error, context) => void paths.push(context.path),
        });
        return [emitted.map(({ message }) => message), paths];
      },
      both: [[index === 0 ? 'early' : 'late'], ['/orders']],
    })),
  },
  {
    id: 'K3 order',
    wish: 'keep',
    expectation: 'improved',
    theirs: 'The event comes before the answer, and `err.headerSent = true` is set where headers were out.',
    ours: 'The event comes after the answer, and nothing is set on the error. `failwell.outcome` of the record says `cut`.',
    compared: '`ctx.headerSent` in the listener; `headerSent` of the error after the first bytes',
    decision: '025',
    cases: [
      {
        name: 'before the answer',
        run: async (side, host) => {
          const sent: boolean[] = [];
          const middleware = throws(() => errorWith('x'));
          await playDefault(side, host, {
            middleware,
            onEvent: (_error, context) => void sent.push(context.headerSent),
          });
          return sent;
        },
        peer: [false],
        ours: [true],
      },
      {
        name: 'after the first bytes',
        run: async (side, host) => {
          const { emitted } = await playDefault(side, host, {
            middleware: afterFirstBytes,
            onEvent: noop,
            waitMs: 300,
          });
          return emitted.map((error) => error['headerSent']);
        },
        peer: [true],
        ours: [undefined],
      },
    ],
  },
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
          (await playDefault(side, host, { middleware: failingStream, onEvent: noop, waitMs: 300 })).emitted.length,
        peer: 2,
        ours: 1,
      },
    ],
  },
  {
    id: 'K4',
    wish: 'keep',
    expectation: 'same',
    theirs:
      'Without a listener of yours a failure is printed to standard error, with its stack; not a 404, not an exposed 4xx, and nothing with `app.silent`. With a listener nothing is printed by Koa. The default listener takes Errors only.',
    compared: 'the number of prints that hold the message or the stack; the name of what `app.onerror` throws',
    cases: [
      { name: 'a bug', run: printed({ middleware: throws(() => errorWith('printed once')) }, 'printed once'), both: 1 },
      { name: 'its stack', run: printed({ middleware: throws(() => errorWith('x')) }, 'koa-flow.ts'), both: 1 },
      { name: 'a 404', run: printed({ middleware: throws(() => errorWith('x', { status: 404 })) }), both: 0 },
      { name: 'an exposed 409', run: printed({ middleware: (context) => context.throw(409, 'x') }), both: 0 },
      { name: 'app.silent', run: printed({ middleware: throws(() => errorWith('x')), silent: true }), both: 0 },
      {
        name: 'app.onerror of a text',
        run: async (side, host) => {
          const { body } = await playDefault(side, host, {
            middleware: (context) => {
              try {
                context.app.onerror('x' as never);
              } catch (error) {
                context.body = (error as Error).name;
              }
            },
          });
          return body;
        },
        both: 'TypeError',
      },
    ],
  },
  {
    id: 'K4 levels',
    wish: 'keep',
    expectation: 'improved',
    theirs: 'A 4xx that is not exposed is printed; an exposed 5xx is not. A listener of yours silences Koa.',
    ours: 'The console gets every 5xx and no 4xx. A listener changes nothing; `logger: false` does.',
    compared: 'the number of prints',
    decision: '026',
    cases: [
      {
        name: 'an unexposed 400',
        run: printed({ middleware: throws(() => errorWith('x', { status: 400 })) }),
        peer: 1,
        ours: 0,
      },
      {
        name: 'an exposed 502',
        run: printed({ middleware: throws(() => errorWith('x', { status: 502, expose: true })) }),
        peer: 0,
        ours: 1,
      },
      {
        name: 'with a listener',
        run: printed({ middleware: throws(() => errorWith('x')), onEvent: noop }),
        peer: 0,
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
    compared: 'whether the server ended the connection within 300 ms',
    cases: [
      {
        name: 'write, then throw',
        run: async (side, host) =>
          (await playDefault(side, host, { middleware: afterFirstBytes, untilClosed: true, waitMs: 300 })).closed,
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
    compared: 'the status, 300 ms after a tenth of the body',
    cases: [
      {
        name: '100 kB announced, 10 kB sent',
        run: koaStatus({ middleware: throws(() => errorWith('x')), request: upload, waitMs: 300 }),
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
          (
            await playDefault(side, host, { middleware: throws(() => errorWith('x')), request: upload, waitMs: 300 })
          ).field('connection'),
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
          const seen = await playDefault(side, host, { middleware: failingStream, onEvent: noop, waitMs: 300 });
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
        run: koaStatus({ middleware: failingStream, waitMs: 300, onEvent: noop, options: { logger: false } }),
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
    compared: 'the number of events and prints after the handler has ended',
    cases: [
      {
        name: 'leaves after 30 ms of 80',
        run: async (side, host) => {
          const { emitted, printed: lines } = await playDefault(side, host, {
            middleware: async (context) => {
              await sleep(80);
              context.body = 'fine';
            },
            waitMs: 30,
            onEvent: noop,
          });
          await sleep(120);
          return [emitted.length, lines.length];
        },
        both: [0, 0],
      },
    ],
  },
];
