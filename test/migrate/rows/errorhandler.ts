import errorhandler from 'errorhandler';
import { errorHandler } from '../../../src/express.ts';
import { type ExpressScene, errorWith, throws } from '../express-side.ts';
import type { Case, Row } from '../row.ts';
import { play } from './errorhandler-peer.ts';

const status = (make: () => unknown, before?: Parameters<typeof throws>[1]): Case['run'] => {
  return async (side, host) => (await play(side, host, { handler: throws(make, before), env: 'test' })).status;
};

const printed = (scene: ExpressScene, text: string): Case['run'] => {
  return async (side, host) => {
    const seen = await play(side, host, scene);
    return seen.printed.filter((line) => line.includes(text)).length;
  };
};

/** Status and log. */
export const errorhandlerRows: readonly Row[] = [
  {
    id: 'E1',
    wish: 'keep',
    expectation: 'same',
    theirs: '`err.status` from 400 to 599, else `err.statusCode`; less than 400, or none, is 500.',
    compared: 'the status',
    cases: [
      { name: 'status 404', run: status(() => errorWith('x', { status: 404 })), both: 404 },
      { name: 'statusCode 409', run: status(() => errorWith('x', { statusCode: 409 })), both: 409 },
      {
        name: 'status 404 and statusCode 409',
        run: status(() => errorWith('x', { status: 404, statusCode: 409 })),
        both: 404,
      },
      { name: 'status 200', run: status(() => errorWith('x', { status: 200 })), both: 500 },
      { name: 'none', run: status(() => new TypeError('x')), both: 500 },
    ],
  },
  {
    id: 'E1 odd',
    wish: 'mend',
    expectation: 'improved',
    theirs: "700 and `'404'` pass.",
    ours: '500: integers from 400 to 599.',
    compared: 'the status',
    cases: [
      { name: '700', run: status(() => errorWith('x', { status: 700 })), peer: 700, ours: 500 },
      { name: "'404'", run: status(() => errorWith('x', { status: '404' })), peer: 404, ours: 500 },
    ],
  },
  {
    id: 'E1 response',
    wish: 'keep',
    expectation: 'improved',
    theirs: 'An error without a status takes the one that was set on the response.',
    ours: '500.',
    compared: 'the status',
    decision: '022',
    cases: [
      {
        name: 'res.status(409), then a TypeError',
        run: status(
          () => new TypeError('x'),
          (response) => response.status(409),
        ),
        peer: 409,
        ours: 500,
      },
    ],
  },
  {
    id: 'E2',
    wish: 'keep',
    expectation: 'same',
    theirs:
      'Prints by default, unless NODE_ENV is `test`; a function gets each failure; anything else throws a TypeError at creation.',
    ours: '`logger` and `onError`.',
    compared: 'prints that hold the stack, what the function got, what creation threw',
    cases: [
      {
        name: 'default',
        run: printed({ handler: throws(() => new Error('x')), peerOptions: {}, env: 'development' }, 'errorhandler.ts'),
        both: 1,
      },
      {
        name: 'NODE_ENV=test',
        run: printed({ handler: throws(() => new Error('x')), peerOptions: {}, env: 'test' }, ''),
        both: 0,
      },
      {
        name: 'a function',
        run: async (side, host) => {
          const error = new Error('x');
          const heard: boolean[] = [];
          const peerOptions = { log: (thrown: unknown) => void heard.push(thrown === error) };
          const onError = (_report: unknown, context: { thrown: unknown }) => void heard.push(context.thrown === error);
          await play(side, host, { handler: throws(() => error), peerOptions, options: { logger: false, onError } });
          return heard;
        },
        both: [true],
      },
      {
        name: 'a text in its place',
        run: async (side) => {
          try {
            if (side === 'peer') errorhandler({ log: 'yes' });
            else errorHandler({ logger: 'yes' as never });
            return 'nothing';
          } catch (error) {
            return error instanceof TypeError;
          }
        },
        both: true,
      },
    ],
  },
  {
    id: 'E3',
    wish: 'keep',
    expectation: 'same',
    theirs: 'A failure after the first bytes is logged too, and the connection is cut.',
    compared: 'prints that hold the message, whether the connection was ended',
    cases: [
      {
        name: 'write, then throw',
        run: async (side, host) => {
          const seen = await play(side, host, {
            handler: throws(
              () => new Error('late'),
              (response) => response.write('part'),
            ),
            peerOptions: {},
            untilClosed: true,
          });
          return [seen.printed.filter((line) => line.includes('late')).length, seen.closed, seen.complete];
        },
        both: [1, true, false],
      },
    ],
  },
];
