import createHttpError from 'http-errors';
import { errorWith, throws } from '../express-side.ts';
import { bodyOption } from '../page-code.ts';
import type { Case, Row } from '../row.ts';
import { play } from './strong-peer.ts';

const jsonOf = (make: () => unknown, options?: object, peerOptions: object = { log: false }): Case['run'] => {
  return async (side, host) =>
    (await play(side, host, { handler: throws(make), peerOptions, ...(options && { options }) })).json();
};

/** With the `body` of docs/migrate/strong-error-handler.md. */
const withOwnBody = (make: () => unknown, peerOptions?: object): Case['run'] => {
  return async (side, host) => jsonOf(make, { body: bodyOption('strong-error-handler') }, peerOptions)(side, host);
};

const orderUnknown = () =>
  Object.assign(createHttpError(404, 'No such order'), { code: 'ORDER_UNKNOWN', details: { id: 7 }, orderId: 7 });

/** The body. */
export const strongBodyRows: readonly Row[] = [
  {
    id: 'S5',
    wish: 'keep',
    expectation: 'same',
    theirs:
      'A 4xx shows `statusCode`, `name`, `message`, `code`, `details`; a 5xx `statusCode` and the status text, with `expose: true` the message.',
    ours: 'With the `body` of this page.',
    compared: 'the whole body, as JSON',
    cases: [
      {
        name: 'a 404',
        run: withOwnBody(() => createHttpError(404, 'No such order', { code: 'ORDER_UNKNOWN', details: { id: 7 } })),
        both: {
          error: {
            statusCode: 404,
            name: 'NotFoundError',
            message: 'No such order',
            code: 'ORDER_UNKNOWN',
            details: { id: 7 },
          },
        },
      },
      {
        name: 'a bug',
        run: withOwnBody(() => new TypeError('secret')),
        both: { error: { statusCode: 500, message: 'Internal Server Error' } },
      },
      {
        name: 'a hidden 502',
        run: withOwnBody(() => createHttpError(502, 'orders answered 401')),
        both: { error: { statusCode: 502, message: 'Bad Gateway' } },
      },
    ],
  },
  {
    id: 'S5 default',
    wish: 'keep',
    expectation: 'improved',
    theirs: 'That shape by default.',
    ours: 'The envelope: `code` is the status, and `reason` what was `code`.',
    compared: 'the whole body, as JSON',
    decision: '020',
    cases: [
      {
        name: 'a 404',
        run: jsonOf(() => createHttpError(404, 'No such order')),
        peer: { error: { statusCode: 404, name: 'NotFoundError', message: 'No such order' } },
        ours: { error: { code: 404, message: 'No such order' } },
      },
    ],
  },
  {
    id: 'S5 expose',
    wish: 'keep',
    expectation: 'improved',
    theirs: 'The message of a 4xx is shown whoever wrote it, also with `expose: false`.',
    ours: 'Only where the error says `expose: true`, as HTTP errors below 500 do.',
    compared: 'the message in the body',
    decision: '021',
    cases: [errorWith('text', { status: 404 }), createHttpError(404, 'text', { expose: false })].map(
      (error, index) => ({
        name: index === 0 ? 'a plain Error with a status' : 'expose: false',
        run: async (side, host) => {
          const body = await jsonOf(() => error)(side, host);
          return ((body as Record<string, unknown>)['error'] as { message: unknown }).message;
        },
        peer: 'text',
        ours: 'Not Found',
      }),
    ),
  },
  {
    id: 'S6',
    wish: 'keep',
    expectation: 'same',
    theirs: '`safeFields` adds named properties.',
    ours: 'With the `body` of this page; or in `details`.',
    compared: 'the whole body, as JSON',
    cases: [
      {
        name: "safeFields: ['orderId']",
        run: withOwnBody(orderUnknown, { log: false, safeFields: ['orderId'] }),
        both: {
          error: {
            statusCode: 404,
            name: 'NotFoundError',
            message: 'No such order',
            code: 'ORDER_UNKNOWN',
            details: { id: 7 },
            orderId: 7,
          },
        },
      },
    ],
  },
  {
    id: 'S7',
    wish: 'keep',
    expectation: 'improved',
    theirs: '`debug: true` shows every property of the error, the Authorization of an HTTP client among them.',
    ours: '`debug: true` shows stack and causes.',
    compared: 'whether the body holds the stack, and the property',
    decision: '021',
    cases: [
      {
        name: 'config.headers',
        run: async (side, host) => {
          // Put together: the debug page shows the source of this very place.
          const secret = ['s3', 'cr3t'].join('');
          const error = errorWith('x', { config: { headers: { authorization: secret } } });
          const options = { debug: true, logger: false } as const;
          const peerOptions = { debug: true, log: false };
          const { body } = await play(side, host, { handler: throws(() => error), options, peerOptions });
          return [body.includes('Error: x\\n'), body.includes(secret)];
        },
        peer: [true, true],
        ours: [true, false],
      },
    ],
  },
  {
    id: 'S8',
    wish: 'keep',
    expectation: 'improved',
    theirs: 'A thrown array is a 500 whose `details` list its items.',
    ours: 'A 500 without details; an array of validation issues is a 422 with them.',
    compared: 'the status, the number of details',
    decision: '021',
    cases: [
      {
        name: 'two errors',
        run: async (side, host) => {
          const handler = throws(() => [errorWith('a', { status: 404 }), errorWith('b')]);
          const seen = await play(side, host, { handler });
          return [seen.status, ((seen.json()['error'] as { details?: unknown[] }).details ?? []).length];
        },
        peer: [500, 2],
        ours: [500, 0],
      },
    ],
  },
  {
    id: 'S9',
    wish: 'keep',
    expectation: 'same',
    theirs: '`rootProperty: false` removes the wrapper.',
    ours: 'By `body`.',
    compared: 'the whole body, as JSON',
    cases: [
      {
        name: 'a bug',
        run: jsonOf(
          () => new Error('x'),
          {
            body: (envelope: { error: { code: number; message: string } }) => ({
              statusCode: envelope.error.code,
              message: envelope.error.message,
            }),
          },
          { log: false, rootProperty: false },
        ),
        both: { statusCode: 500, message: 'Internal Server Error' },
      },
    ],
  },
  {
    id: 'S11',
    wish: 'keep',
    expectation: 'same',
    theirs: 'JSON survives a circular `details`.',
    compared: 'the status, and the message in the body',
    cases: [
      {
        name: 'details that hold themselves',
        run: async (side, host) => {
          const details: Record<string, unknown> = {};
          details['self'] = details;
          const seen = await play(side, host, { handler: throws(() => createHttpError(404, 'x', { details })) });
          return [seen.status, (seen.json()['error'] as { message: unknown }).message];
        },
        both: [404, 'x'],
      },
    ],
  },
  {
    id: 'S11 BigInt',
    wish: 'mend',
    expectation: 'improved',
    theirs: 'A BigInt beside it leaves nothing of the body but a complaint about the serialisation.',
    ours: 'The message stays, `details` are reduced to what can be sent.',
    compared: 'whether the body holds the message',
    cases: [
      {
        name: 'both in details',
        run: async (side, host) => {
          const details: Record<string, unknown> = { size: 7n };
          details['self'] = details;
          const error = createHttpError(404, 'No such order', { details });
          return (await play(side, host, { handler: throws(() => error) })).body.includes('No such order');
        },
        peer: false,
        ours: true,
      },
    ],
  },
];
