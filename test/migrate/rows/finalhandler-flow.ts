import { expect } from 'vitest';
import { askChild } from '../child.ts';
import { type ExpressScene, errorWith, throws } from '../express-side.ts';
import type { Row, SideName } from '../row.ts';
import { requestOf } from '../seen.ts';
import { playDefault } from './finalhandler-peer.ts';

/** What happens around the answer: hooks, printing, bodies that nobody read, failures of the handler itself. */

const unset = Symbol('unset');

/** How the hook of either side was called. */
async function hookCalls(side: SideName, host: string, handler: ExpressScene['handler'], error: unknown) {
  const calls: { readonly thrown: boolean; readonly request: boolean; readonly later: boolean }[] = [];
  let isLater = false;
  const note = (thrown: unknown, request: unknown): void => {
    calls.push({ thrown: thrown === error, request: typeof request === 'object' && request !== null, later: isLater });
  };
  await playDefault(side, host, {
    handler: (request, response, next) => {
      queueMicrotask(() => {
        isLater = true;
      });
      return handler(request, response, next);
    },
    peerOptions: { onerror: (thrown: unknown, request: unknown) => note(thrown, request) },
    options: { logger: false, onError: (_report, context) => note(context.thrown, context.request) },
    untilClosed: error === unset,
    waitMs: 300,
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

/** `err` thrown by an app on the peer's default handler, in a process of its own; here for failwell. */
function inOwnProcess(make: () => unknown, source: string) {
  return async (side: SideName, host: string): Promise<unknown> => {
    if (side === 'ours')
      return { status: (await playDefault(side, host, { handler: throws(make) })).status, exitCode: null };
    const name = host === 'Express 4' ? 'express4' : 'express';
    return askChild(`
      import express from '${name}';
      const listener = express();
      listener.use(() => { throw ${source}; });`);
  };
}

const withBadHeaders = () =>
  errorWith('x', { status: 404, statusCode: 404, expose: true, headers: { 'X-A': 'a\r\nb' } });
const withBadGetter = () =>
  Object.defineProperty(new Error('x'), 'status', {
    get: () => {
      throw new Error('the getter');
    },
  });

const crashed = { status: undefined, exitCode: 1 };

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
    compared: 'the calls: same value, a request, not before the handler has returned',
    cases: ['before the answer', 'after the first bytes'].map((when) => ({
      name: when,
      run: (side, host) => {
        const error = new Error('x');
        return hookCalls(side, host, when === 'before the answer' ? throws(() => error) : partThenThrow(error), error);
      },
      both: [{ thrown: true, request: true, later: expect.any(Boolean) }],
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
        run: async (side, host) => [
          (await hookCalls(side, host, (_request, _response, next) => next(), unset)).length,
          (await playDefault(side, host, { handler: (_request, _response, next) => next() })).printed.length,
        ],
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
  {
    id: 'F14',
    wish: 'keep',
    expectation: 'same',
    theirs: 'A body that nobody read, and one that is being piped, neither hang nor crash.',
    compared: 'the status',
    cases: [
      {
        name: 'unread',
        run: async (side, host) => {
          const request = `${requestOf('POST', '/', { 'Content-Length': '5' })}hello`;
          return (await playDefault(side, host, { handler: throws(() => new Error('x')), request })).status;
        },
        both: 500,
      },
      {
        name: 'piped',
        run: async (side, host) => {
          const request = `${requestOf('POST', '/', { 'Content-Length': '5' })}hello`;
          const handler: ExpressScene['handler'] = (incoming, _response, next) => {
            void import('node:stream').then(({ PassThrough }) => {
              incoming.pipe(new PassThrough());
              next(new Error('x'));
            });
          };
          return (await playDefault(side, host, { handler, request })).status;
        },
        both: 500,
      },
    ],
  },
  {
    id: 'F14 stalled',
    wish: 'mend',
    expectation: 'improved',
    theirs: 'The answer waits until the whole body has come; of an upload that stalls there is none.',
    ours: 'Answered at once.',
    compared: 'the status, 300 ms after a tenth of the body',
    cases: [
      {
        name: '100 kB announced, 10 kB sent',
        run: async (side, host) => {
          const request = `${requestOf('POST', '/', { 'Content-Length': '100000' })}${'x'.repeat(10_000)}`;
          return (await playDefault(side, host, { handler: throws(() => new Error('x')), request, waitMs: 300 }))
            .status;
        },
        peer: undefined,
        ours: 500,
      },
    ],
  },
  {
    id: 'F15',
    wish: 'mend',
    expectation: 'improved',
    theirs: 'A bad value in `err.headers`, or a getter that throws, ends the process.',
    ours: 'The field is left out, the getter passed over: the client is answered.',
    compared: 'the status, the exit code',
    cases: [
      {
        name: 'CR LF in err.headers',
        on: ['Express 5'],
        run: inOwnProcess(
          withBadHeaders,
          "Object.assign(new Error('x'), { status: 404, headers: { 'X-A': 'a\\r\\nb' } })",
        ),
        peer: crashed,
        ours: { status: 404, exitCode: null },
      },
      {
        name: 'a status getter that throws',
        on: ['Express 5'],
        run: inOwnProcess(
          withBadGetter,
          "Object.defineProperty(new Error('x'), 'status', { get() { throw new Error('the getter'); } })",
        ),
        peer: crashed,
        ours: { status: 500, exitCode: null },
      },
    ],
  },
  {
    id: 'F18',
    wish: 'keep',
    expectation: 'same',
    theirs: 'The connection stays open for the next request.',
    compared: 'whether the server ended it, and its Connection field',
    cases: [
      {
        name: 'GET',
        run: async (side, host) => {
          const seen = await playDefault(side, host, { handler: throws(() => new Error('x')) });
          return [seen.closed, seen.field('connection')];
        },
        both: [false, 'keep-alive'],
      },
    ],
  },
  {
    id: 'F18 unread',
    wish: 'mend',
    expectation: 'improved',
    theirs: 'It stays open behind a large body that nobody read.',
    ours: '`Connection: close` and a lingering close: the next request is not read out of the rest of an upload.',
    compared: 'the Connection field',
    cases: [
      {
        name: '200 kB, complete',
        run: async (side, host) => {
          const request = `${requestOf('POST', '/', { 'Content-Length': '200000' })}${'x'.repeat(200_000)}`;
          return (await playDefault(side, host, { handler: throws(() => new Error('x')), request })).field(
            'connection',
          );
        },
        peer: 'keep-alive',
        ours: 'close',
      },
    ],
  },
];
