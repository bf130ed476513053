import { runInNewContext } from 'node:vm';
import createHttpError from 'http-errors';
import { errorWith } from '../express-side.ts';
import { throwsOnKoa as throws } from '../koa-side.ts';
import type { Row } from '../row.ts';
import { koaStatus, noop, playDefault } from './koa-peer.ts';

/** What is an error, and which status it leaves with. */

const statusOf = (name: string, make: () => unknown, both: number) => ({
  name,
  run: koaStatus({ middleware: throws(make) }),
  both,
});

const emittedMessage = (make: () => unknown) => async (side: 'peer' | 'ours', host: string) => {
  const { emitted } = await playDefault(side, host, { middleware: throws(make), onEvent: noop });
  return emitted.map((error) => [error instanceof Error, error.message]);
};

export const koaStatusRows: readonly Row[] = [
  {
    id: 'K1',
    wish: 'keep',
    expectation: 'same',
    theirs: '`ctx.onerror` called with null or undefined does nothing, so it can be handed to a callback.',
    compared: 'status and body of a handler that calls it and then answers',
    cases: [null, undefined].map((value) => ({
      name: `ctx.onerror(${value})`,
      run: async (side, host) => {
        const { status, body } = await playDefault(side, host, {
          middleware: (context) => {
            context.onerror(value as never);
            context.body = 'fine';
          },
        });
        return [status, body];
      },
      both: [200, 'fine'],
    })),
  },
  {
    id: 'K1 throw',
    wish: 'mend',
    expectation: 'improved',
    theirs: '`throw null` is never answered.',
    ours: '500.',
    compared: 'the status; 300 ms are left to the peer',
    cases: [null, undefined].map((value) => ({
      name: `throw ${value}`,
      run: koaStatus({ middleware: throws(() => value), peerWaitMs: 300 }),
      peer: undefined,
      ours: 500,
    })),
  },
  {
    id: 'K2',
    wish: 'keep',
    expectation: 'same',
    theirs:
      'What is no Error is a 500, and the `error` event gets an Error `non-error thrown: <json>`. Errors of another realm are errors.',
    compared: 'the status, the message of the event',
    cases: [
      statusOf('a string', () => 'boom', 500),
      statusOf('{ status: 404 }', () => ({ status: 404 }), 500),
      statusOf('an Error of node:vm', () => runInNewContext("Object.assign(new Error('x'), { status: 404 })"), 404),
      {
        name: 'the event of a string',
        run: emittedMessage(() => 'boom'),
        both: [[true, 'non-error thrown: "boom"']],
      },
      {
        name: 'the event of an object',
        run: emittedMessage(() => ({ status: 404, items: [1] })),
        both: [[true, 'non-error thrown: {"status":404,"items":[1]}']],
      },
    ],
  },
  {
    id: 'K9',
    wish: 'keep',
    expectation: 'same',
    theirs:
      '`err.status`, else `err.statusCode`, where it is a known 4xx or 5xx; else 500. `ctx.status` set earlier means nothing.',
    compared: 'the status',
    cases: [
      statusOf('status 404', () => errorWith('x', { status: 404 }), 404),
      statusOf('statusCode 409', () => errorWith('x', { statusCode: 409 }), 409),
      statusOf('status 404 and statusCode 409', () => errorWith('x', { status: 404, statusCode: 409 }), 404),
      statusOf('an http-errors 503', () => createHttpError(503), 503),
      statusOf("status '404'", () => errorWith('x', { status: '404' }), 500),
      statusOf('status 404.5', () => errorWith('x', { status: 404.5 }), 500),
      statusOf('status 599', () => errorWith('x', { status: 599 }), 500),
      statusOf('status 700', () => errorWith('x', { status: 700 }), 500),
      statusOf('status -1', () => errorWith('x', { status: -1 }), 500),
      statusOf('a TypeError', () => new TypeError('x'), 500),
      {
        name: 'ctx.status = 409, then a TypeError',
        run: koaStatus({
          middleware: throws(
            () => new TypeError('x'),
            (context) => {
              context.status = 409;
            },
          ),
        }),
        both: 500,
      },
      {
        name: 'ENOENT',
        on: ['Koa 3'],
        run: koaStatus({ middleware: throws(() => errorWith('x', { code: 'ENOENT' })) }),
        both: 500,
      },
    ],
  },
  {
    id: 'K9 fallback',
    wish: 'keep',
    expectation: 'improved',
    theirs: 'A 4xx that is not known (499) is 500; a `status` that is none hides a good `statusCode`.',
    ours: "400, the class of the status; as it is with `unregistered: 'allow'`. The `statusCode` counts.",
    compared: 'the status',
    decision: '024',
    cases: [
      {
        name: '499',
        run: koaStatus({ middleware: throws(() => errorWith('x', { status: 499 })) }),
        peer: 500,
        ours: 400,
      },
      {
        name: "status 'x' and statusCode 409",
        run: koaStatus({ middleware: throws(() => errorWith('x', { status: 'x', statusCode: 409 })) }),
        peer: 500,
        ours: 409,
      },
    ],
  },
  {
    id: 'K9 success',
    wish: 'mend',
    expectation: 'improved',
    theirs: 'A 200, 204 or 302 on an error passes: the failure looks like a success.',
    ours: '500.',
    compared: 'the status',
    cases: [200, 204, 302].map((status) => ({
      name: String(status),
      run: koaStatus({ middleware: throws(() => errorWith('x', { status })) }),
      peer: status,
      ours: 500,
    })),
  },
  {
    id: 'K9 ENOENT',
    wish: 'mend',
    expectation: 'improved',
    theirs: 'Koa 2 takes any `code: ENOENT` for a 404, that of a program that is not installed too.',
    ours: '500, as Koa 3 has it. What @koa/send and `send` throw has a status of its own.',
    compared: 'the status',
    cases: [
      {
        name: 'ENOENT',
        on: ['Koa 2'],
        run: koaStatus({ middleware: throws(() => errorWith('spawn convert ENOENT', { code: 'ENOENT' })) }),
        peer: 404,
        ours: 500,
      },
    ],
  },
];
