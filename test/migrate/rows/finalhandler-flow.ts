import { type ExpressScene, errorWith, throws } from '../express-side.ts';
import type { Row, SideName } from '../row.ts';
import { playDefault } from './finalhandler-peer.ts';

interface Hook {
  /** How many calls are waited for. */
  readonly wanted: number;
  readonly error?: unknown;
}

/** How the hook of either side was called. */
async function hookCalls(side: SideName, host: string, scene: ExpressScene, { wanted, error }: Hook) {
  const calls: { readonly thrown: boolean; readonly request: boolean }[] = [];
  const note = (thrown: unknown, request: unknown): void => {
    calls.push({ thrown: thrown === error, request: typeof request === 'object' && request !== null });
  };
  await playDefault(side, host, {
    ...scene,
    peerOptions: { onerror: (thrown: unknown, request: unknown) => note(thrown, request) },
    options: { logger: false, onError: (_report, context) => note(context.thrown, context.request) },
    until: () => calls.length >= wanted,
    quietMs: 50,
  });
  return calls;
}

const partThenThrow = (error: unknown): ExpressScene['handler'] => {
  return (_request, response) => {
    response.write('part');
    throw error;
  };
};

const printedBy = (scene: ExpressScene, text: string) => async (side: SideName, host: string) =>
  (await playDefault(side, host, scene)).printed.filter((line) => line.includes(text)).length;

/** What happens around the answer: a failure after the first bytes, hooks, printing. */
export const flowRows: readonly Row[] = [
  {
    id: 'F12',
    wish: 'keep',
    expectation: 'same',
    theirs: 'A failure after the first bytes cuts the connection; nothing more is written.',
    compared: 'whether the message is complete, whether the connection was ended',
    cases: [
      {
        name: 'write, then throw',
        run: async (side, host) => {
          const seen = await playDefault(side, host, { handler: partThenThrow(new Error('x')), untilClosed: true });
          return [seen.complete, seen.closed];
        },
        both: [false, true],
      },
    ],
  },
  {
    id: 'F13',
    wish: 'keep',
    expectation: 'same',
    theirs:
      'A hook hears of each failure once, with the thrown value and the request, also of one after the first bytes.',
    ours: '`onError(report, context)`; the thrown value is `context.thrown`.',
    compared: 'the calls: how many, whether with the same value and a request',
    cases: ['before the answer', 'after the first bytes'].map((when) => ({
      name: when,
      run: (side, host) => {
        const error = new Error('x');
        const handler = when === 'before the answer' ? throws(() => error) : partThenThrow(error);
        return hookCalls(side, host, { handler }, { wanted: 1, error });
      },
      both: [{ thrown: true, request: true }],
    })),
  },
  {
    id: 'F13 not found',
    wish: 'keep',
    expectation: 'improved',
    theirs: 'It does not hear of a request that nobody answered.',
    ours: 'It does, at level info: a 404 is a record too. Nothing is printed by either.',
    compared: 'the number of calls, the number of printed lines',
    decision: '026',
    cases: [
      {
        name: 'nobody answers',
        run: async (side, host) => {
          const scene: ExpressScene = { handler: (_request, _response, next) => next() };
          const calls = await hookCalls(side, host, scene, { wanted: side === 'peer' ? 0 : 1 });
          return [calls.length, (await playDefault(side, host, scene)).printed.length];
        },
        peer: [0, 0],
        ours: [1, 0],
      },
    ],
  },
  {
    id: 'F13 print',
    wish: 'keep',
    expectation: 'same',
    theirs: 'Express prints a 5xx to standard error once, with its stack; nothing with NODE_ENV=test.',
    compared: 'the number of prints that hold the message, and whether one holds the stack',
    cases: [
      {
        name: 'production',
        run: printedBy({ handler: throws(() => new Error('printed once')) }, 'printed once'),
        both: 1,
      },
      {
        name: 'its stack',
        run: printedBy({ handler: throws(() => new Error('x')) }, 'finalhandler-flow.ts'),
        both: 1,
      },
      { name: 'test', run: printedBy({ handler: throws(() => new Error('x')), env: 'test' }, ''), both: 0 },
    ],
  },
  {
    id: 'F13 print 4xx',
    wish: 'keep',
    expectation: 'improved',
    theirs: 'It prints a 4xx with its stack too.',
    ours: 'The console gets 5xx; a logger of yours gets 4xx at level info.',
    compared: 'the number of prints that hold the message',
    decision: '026',
    cases: [
      {
        name: 'a 404',
        run: printedBy({ handler: throws(() => errorWith('of the client', { status: 404 })) }, 'of the client'),
        peer: 1,
        ours: 0,
      },
    ],
  },
];
