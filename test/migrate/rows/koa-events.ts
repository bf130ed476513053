import { errorWith } from '../express-side.ts';
import { type KoaScene, throwsOnKoa as throws } from '../koa-side.ts';
import type { Row, SideName } from '../row.ts';
import { requestOf } from '../seen.ts';
import { afterFirstBytes, noop, playDefault } from './koa-peer.ts';

const printed =
  (scene: KoaScene, text = '') =>
  async (side: SideName, host: string) =>
    (await playDefault(side, host, scene)).printed.filter((line) => line.includes(text)).length;

/** The `error` event, and what is printed. */
export const koaEventRows: readonly Row[] = [
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
          // After the first bytes Koa leaves the connection open.
          peerWaitMs: 300,
          awaitEvents: 1,
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
            awaitEvents: 1,
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
            peerWaitMs: 300,
            awaitEvents: 1,
          });
          return emitted.map((error) => error['headerSent']);
        },
        peer: [true],
        ours: [undefined],
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
      { name: 'its stack', run: printed({ middleware: throws(() => errorWith('x')) }, 'koa-events.ts'), both: 1 },
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
];
