import { writeErrorToResponse } from 'strong-error-handler';
import { errorHandler as expressErrorHandler } from '../../../src/express.ts';
import { errorHandler } from '../../../src/node.ts';
import { errorWith, throws } from '../express-side.ts';
import type { Row } from '../row.ts';
import { fieldsOf, requestOf, see } from '../seen.ts';
import { play, statusOf } from './strong-peer.ts';

/** Status, log, and everything around the body. */
export const strongFlowRows: readonly Row[] = [
  {
    id: 'S1',
    wish: 'keep',
    expectation: 'same',
    theirs: '`err.statusCode` or `err.status` from 400 to 599; less than 400, or none, is 500.',
    compared: 'the status',
    cases: [
      { name: 'statusCode 404', run: statusOf(() => errorWith('x', { statusCode: 404 })), both: 404 },
      { name: 'status 409', run: statusOf(() => errorWith('x', { status: 409 })), both: 409 },
      { name: 'status 503', run: statusOf(() => errorWith('x', { status: 503 })), both: 503 },
      { name: 'status 302', run: statusOf(() => errorWith('x', { status: 302 })), both: 500 },
      { name: 'none', run: statusOf(() => new TypeError('x')), both: 500 },
      { name: 'a string', run: statusOf(() => 'boom'), both: 500 },
    ],
  },
  {
    id: 'S1 order',
    wish: 'keep',
    expectation: 'improved',
    theirs: 'Where both are there and differ, `statusCode` wins.',
    ours: '`status` wins, as everywhere else.',
    compared: 'the status',
    decision: '024',
    cases: [
      {
        name: 'status 404 and statusCode 409',
        run: statusOf(() => errorWith('x', { status: 404, statusCode: 409 })),
        peer: 409,
        ours: 404,
      },
    ],
  },
  {
    id: 'S1 odd',
    wish: 'mend',
    expectation: 'improved',
    theirs: "700, 404.5 and `'404'` pass.",
    ours: '500: integers from 400 to 599.',
    compared: 'the status',
    cases: [
      { name: '700', run: statusOf(() => errorWith('x', { status: 700 })), peer: 700, ours: 500 },
      { name: "'404'", run: statusOf(() => errorWith('x', { status: '404' })), peer: 404, ours: 500 },
      { name: '404.5', run: statusOf(() => errorWith('x', { status: 404.5 })), peer: 404, ours: 500 },
    ],
  },
  {
    id: 'S2',
    wish: 'keep',
    expectation: 'improved',
    theirs: 'An error without a status takes the one that was set on the response; it is written to the error.',
    ours: '500, and nothing is written to the error.',
    compared: 'the status on the wire, and on the error',
    decision: '022',
    cases: [
      {
        name: 'res.status(409), then a TypeError',
        run: async (side, host) => {
          const error = errorWith('x') as Error & { statusCode?: number };
          const handler = throws(
            () => error,
            (response) => response.status(409),
          );
          return [(await play(side, host, { handler })).status, error.statusCode];
        },
        peer: [409, 409],
        ours: [500, undefined],
      },
    ],
  },
  {
    id: 'S3',
    wish: 'keep',
    expectation: 'same',
    theirs: 'A failure after the first bytes is logged, and the connection is cut.',
    compared: 'prints that hold the message, whether the connection was ended',
    cases: [
      {
        name: 'write, then throw',
        run: async (side, host) => {
          const handler = throws(
            () => new Error('late'),
            (response) => response.write('part'),
          );
          const seen = await play(side, host, { handler, peerOptions: {}, untilClosed: true });
          return [seen.printed.filter((line) => line.includes('late')).length, seen.closed, seen.complete];
        },
        both: [1, true, false],
      },
    ],
  },
  {
    id: 'S4',
    wish: 'keep',
    expectation: 'same',
    theirs: 'By default a failure is printed once, with method, path and stack; nothing with `log: false`.',
    ours: '`logger: false`.',
    compared: 'the number of prints that hold the message; whether one holds method, path and stack',
    cases: [
      {
        name: 'default',
        run: async (side, host) => {
          const handler = throws(() => new Error('printed once'));
          const { printed } = await play(side, host, {
            handler,
            peerOptions: {},
            request: requestOf('GET', '/orders'),
          });
          const lines = printed.filter((line) => line.includes('printed once'));
          return [lines.length, ['GET', '/orders', 'strong-flow.ts'].every((part) => lines[0]?.includes(part))];
        },
        both: [1, true],
      },
      {
        name: 'false',
        run: async (side, host) =>
          (await play(side, host, { handler: throws(() => new Error('x')), options: { logger: false } })).printed,
        both: [],
      },
    ],
  },
  {
    id: 'S4 levels',
    wish: 'keep',
    expectation: 'improved',
    theirs: 'A 4xx is printed too.',
    ours: 'The console gets 5xx; a logger of yours gets 4xx at level info.',
    compared: 'the number of prints',
    decision: '026',
    cases: [
      {
        name: 'a 404',
        run: async (side, host) => {
          const handler = throws(() => errorWith('x', { status: 404 }));
          return (await play(side, host, { handler, peerOptions: {} })).printed.length;
        },
        peer: 1,
        ours: 0,
      },
    ],
  },
  {
    id: 'S12',
    wish: 'mend',
    expectation: 'improved',
    theirs: 'Nothing of the abandoned response is removed, `err.headers` is ignored, HEAD has no Content-Length.',
    ours: 'Stale fields go, the fields of an HTTP error are sent, HEAD has the length of the GET.',
    compared: 'the fields named',
    cases: [
      {
        name: 'GET',
        run: async (side, host) => {
          const handler = throws(
            () =>
              errorWith('x', { status: 401, statusCode: 401, expose: true, headers: { 'WWW-Authenticate': 'Bearer' } }),
            (response) => response.set({ ETag: '"1"', 'Cache-Control': 'max-age=3600' }),
          );
          return fieldsOf(await play(side, host, { handler }), 'etag', 'cache-control', 'www-authenticate');
        },
        peer: { etag: '"1"', 'cache-control': 'max-age=3600', 'www-authenticate': undefined },
        ours: { etag: undefined, 'cache-control': 'no-store', 'www-authenticate': 'Bearer' },
      },
      {
        name: 'HEAD',
        run: async (side, host) => {
          const scene = { handler: throws(() => new Error('x')), request: requestOf('HEAD', '/') };
          return (await play(side, host, scene)).field('content-length') !== undefined;
        },
        peer: false,
        ours: true,
      },
    ],
  },
  {
    id: 'S13',
    wish: 'keep',
    expectation: 'same',
    theirs: '`writeErrorToResponse(err, req, res, options)` answers on plain node:http.',
    ours: '`errorHandler(options)` of `failwell/node`.',
    compared: 'status and nosniff',
    cases: [
      {
        name: 'node:http',
        run: async (side) => {
          const fail = errorHandler({ logger: false });
          const seen = await see(side, () => (request, response) => {
            const error = errorWith('x', { status: 404 });
            if (side === 'peer') writeErrorToResponse(error, request as never, response as never, {});
            else fail(error, request, response);
          });
          return [seen.status, seen.field('x-content-type-options')];
        },
        both: [404, 'nosniff'],
      },
    ],
  },
  {
    id: 'S14',
    wish: 'keep',
    expectation: 'same',
    theirs: 'The options object is not changed.',
    compared: 'status with a frozen one, and its members afterwards',
    cases: [
      {
        name: 'frozen',
        run: async (side, host) => {
          const options = Object.freeze(side === 'peer' ? { log: false } : { logger: false as const });
          const scene = { handler: throws(() => new Error('x')), env: 'test' };
          const seen = await play(side, host, {
            ...scene,
            peerOptions: options,
            options: options as { logger: false },
          });
          if (side === 'ours') expressErrorHandler(options as { logger: false });
          return [seen.status, Object.values(options)];
        },
        both: [500, [false]],
      },
    ],
  },
];
