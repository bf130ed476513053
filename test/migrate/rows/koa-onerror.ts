import createHttpError from 'http-errors';
import { errorWith } from '../express-side.ts';
import { type KoaScene, throwsOnKoa as throws, throwsInKoaChild } from '../koa-side.ts';
import type { Case, Row } from '../row.ts';
import { requestOf } from '../seen.ts';
import { as, negotiating, noop, play } from './koa-onerror-peer.ts';

const status = (make: () => unknown): Case['run'] => {
  return async (side, host) =>
    (await play(side, host, { middleware: throws(make), request: as('application/json'), onEvent: noop })).status;
};

const lateFailure: KoaScene['middleware'] = (context) => {
  context.respond = false;
  context.res.write('part');
  throw errorWith('late');
};

const upload = `${requestOf('POST', '/', { 'Content-Length': '100000' })}${'x'.repeat(10_000)}`;

/** Events, statuses, redirects, uploads. */
export const koaOnerrorRows: readonly Row[] = [
  {
    id: 'O1',
    wish: 'keep',
    expectation: 'same',
    theirs: 'The app emits `error` for each failure, also after the first bytes. `ctx.onerror(null)` does nothing.',
    compared: 'the messages of the events',
    cases: [
      {
        name: 'before and after the first bytes',
        run: async (side, host) => {
          const scene = { onEvent: noop, awaitEvents: 1, options: { logger: false } } as const;
          const early = await play(side, host, { middleware: throws(() => errorWith('early')), ...scene });
          const late = await play(side, host, { middleware: lateFailure, peerWaitMs: 300, ...scene });
          return [...early.emitted, ...late.emitted].map(({ message }) => message);
        },
        both: ['early', 'late'],
      },
      {
        name: 'ctx.onerror(null)',
        run: async (side, host) => {
          const middleware: KoaScene['middleware'] = (context) => {
            context.onerror(null as never);
            context.body = 'fine';
          };
          return (await play(side, host, { middleware })).body;
        },
        both: 'fine',
      },
    ],
  },
  {
    id: 'O1 order',
    wish: 'keep',
    expectation: 'improved',
    theirs: 'The event comes before the answer; `err.headerSent` is set after the first bytes.',
    ours: 'It comes after the answer; nothing is set.',
    compared: '`headerSent` of the error',
    decision: '025',
    cases: [
      {
        name: 'after the first bytes',
        run: async (side, host) =>
          (
            await play(side, host, { middleware: lateFailure, onEvent: noop, awaitEvents: 1, peerWaitMs: 300 })
          ).emitted.map((error) => error['headerSent']),
        peer: [true],
        ours: [undefined],
      },
    ],
  },
  {
    id: 'O2',
    wish: 'keep',
    expectation: 'improved',
    theirs: 'A thrown object that is no Error chooses status and headers.',
    ours: '500.',
    compared: 'the status',
    decision: '024',
    cases: [{ name: '{ status: 404 }', run: status(() => ({ status: 404, message: 'x' })), peer: 404, ours: 500 }],
  },
  {
    id: 'O3',
    wish: 'keep',
    expectation: 'same',
    theirs: '`err.status` where it is a known 4xx or 5xx, else 500.',
    compared: 'the status',
    cases: [
      { name: '404', run: status(() => errorWith('x', { status: 404 })), both: 404 },
      { name: '503', run: status(() => createHttpError(503)), both: 503 },
      { name: "'404'", run: status(() => errorWith('x', { status: '404' })), both: 500 },
      { name: '700', run: status(() => errorWith('x', { status: 700 })), both: 500 },
      { name: 'none', run: status(() => new TypeError('x')), both: 500 },
      { name: 'a string', run: status(() => 'boom'), both: 500 },
    ],
  },
  {
    id: 'O4',
    wish: 'mend',
    expectation: 'improved',
    theirs: '`statusCode` does not count, 200 and 302 pass, any ENOENT is a 404, `throw null` is never answered.',
    ours: 'It counts; 500 for the others.',
    compared: 'the status; 300 ms are left to the peer for what it never answers',
    cases: [
      { name: 'statusCode 409', run: status(() => errorWith('x', { statusCode: 409 })), peer: 500, ours: 409 },
      { name: 'status 302', run: status(() => errorWith('x', { status: 302 })), peer: 302, ours: 500 },
      { name: 'ENOENT', run: status(() => errorWith('x', { code: 'ENOENT' })), peer: 404, ours: 500 },
      {
        name: 'null',
        run: async (side, host) => (await play(side, host, { middleware: throws(() => null), peerWaitMs: 300 })).status,
        peer: undefined,
        ours: 500,
      },
    ],
  },
  {
    id: 'O10',
    wish: 'keep',
    expectation: 'improved',
    theirs: '`redirect` sends every client but those of JSON to another page.',
    ours: 'An error is never a redirect; `html` makes the page.',
    compared: 'the status',
    decision: '020',
    cases: [
      {
        name: "redirect: '/oops'",
        run: async (side, host) => {
          const scene = { middleware: throws(() => errorWith('x')), peerOptions: { redirect: '/oops' }, onEvent: noop };
          return (await play(side, host, { ...scene, request: as('text/html'), ...negotiating })).status;
        },
        peer: 302,
        ours: 500,
      },
    ],
  },
  {
    id: 'O11',
    wish: 'keep',
    expectation: 'same',
    theirs:
      'The rest of the request is read and thrown away; the answer does not wait for it. `headers` of an HTTP error go out.',
    compared: 'the status, where nine tenths of the body never come; the field',
    cases: [
      {
        name: '100 kB announced, 10 kB sent',
        run: async (side, host) =>
          (await play(side, host, { middleware: throws(() => errorWith('x')), request: upload, onEvent: noop })).status,
        both: 500,
      },
      {
        name: 'ctx.throw(401, text, { headers })',
        run: async (side, host) => {
          const error = createHttpError(401, 'x', { headers: { 'WWW-Authenticate': 'Bearer' } });
          return (await play(side, host, { middleware: throws(() => error), onEvent: noop })).field('www-authenticate');
        },
        both: 'Bearer',
      },
    ],
  },
  {
    id: 'O12',
    wish: 'mend',
    expectation: 'improved',
    theirs: 'A bad value in `err.headers` ends the process; a failure after the first bytes leaves the client waiting.',
    ours: 'The field is left out; the connection is cut.',
    compared:
      'the status, and the exit code of a process that serves the app; whether the server ended the connection, for which 300 ms are left to the peer',
    cases: [
      {
        name: 'CR LF in err.headers',
        run: throwsInKoaChild("createHttpError(404, 'x', { headers: { 'X-A': 'a\\r\\nb' } })", 'onerror(app);'),
        peer: { status: undefined, exitCode: 1 },
        ours: { status: 404, exitCode: null },
      },
      {
        name: 'write, then throw',
        run: async (side, host) =>
          (await play(side, host, { middleware: lateFailure, untilClosed: true, peerWaitMs: 300, onEvent: noop }))
            .closed,
        peer: false,
        ours: true,
      },
    ],
  },
];
