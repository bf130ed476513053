import createHttpError from 'http-errors';
import { onerror } from 'koa-onerror';
import { askChild } from '../child.ts';
import { errorWith } from '../express-side.ts';
import { type KoaScene, playOnKoa, throwsOnKoa as throws } from '../koa-side.ts';
import { bodyOption } from '../page-code.ts';
import type { Case, Row } from '../row.ts';
import { fieldsOf, get, requestOf } from '../seen.ts';

const play = playOnKoa((app, options) => {
  onerror(app, options as object);
});

const noop = (): void => undefined;
const as = (accept: string) => requestOf('GET', '/', { Accept: accept });
const negotiating = { options: { format: 'negotiate', logger: false } } as const;

const status = (make: () => unknown): Case['run'] => {
  return async (side, host) =>
    (await play(side, host, { middleware: throws(make), request: as('application/json'), onEvent: noop })).status;
};

const json = (make: () => unknown, options: KoaScene['options'] = {}, env?: string): Case['run'] => {
  const scene = { middleware: throws(make), request: as('application/json'), onEvent: noop, options, env };
  return async (side, host) => (await play(side, host, scene)).json();
};

const withOwnBody = (make: () => unknown): Case['run'] => {
  return async (side, host) => json(make, { body: bodyOption('koa-onerror') })(side, host);
};

const typeFor = (request: string): Case['run'] => {
  const scene = { middleware: throws(() => errorWith('x')), request, onEvent: noop, ...negotiating };
  return async (side, host) => (await play(side, host, scene)).field('content-type')?.split(';')[0];
};

const keptFor = (accept: string): Case['run'] => {
  const before = (context: { set(fields: object): void }): void =>
    context.set({ 'X-Request-Id': 'r-1', 'Access-Control-Allow-Origin': '*' });
  const scene = {
    middleware: throws(() => errorWith('x'), before as never),
    request: as(accept),
    onEvent: noop,
    ...negotiating,
  };
  return async (side, host) => fieldsOf(await play(side, host, scene), 'x-request-id', 'access-control-allow-origin');
};

const lateFailure: KoaScene['middleware'] = (context) => {
  context.respond = false;
  context.res.write('part');
  throw errorWith('late');
};

const upload = `${requestOf('POST', '/', { 'Content-Length': '100000' })}${'x'.repeat(10_000)}`;
const kept = { 'x-request-id': 'r-1', 'access-control-allow-origin': '*' };
const gone = { 'x-request-id': undefined, 'access-control-allow-origin': undefined };

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
          const scene = { onEvent: noop, waitMs: 300, options: { logger: false } } as const;
          const early = await play(side, host, { middleware: throws(() => errorWith('early')), ...scene });
          const late = await play(side, host, { middleware: lateFailure, ...scene });
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
          (await play(side, host, { middleware: lateFailure, onEvent: noop, waitMs: 300 })).emitted.map(
            (error) => error['headerSent'],
          ),
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
    compared: 'the status, 1.5 s after the request',
    cases: [
      { name: 'statusCode 409', run: status(() => errorWith('x', { statusCode: 409 })), peer: 500, ours: 409 },
      { name: 'status 302', run: status(() => errorWith('x', { status: 302 })), peer: 302, ours: 500 },
      { name: 'ENOENT', run: status(() => errorWith('x', { code: 'ENOENT' })), peer: 404, ours: 500 },
      {
        name: 'null',
        run: async (side, host) => (await play(side, host, { middleware: throws(() => null), waitMs: 300 })).status,
        peer: undefined,
        ours: 500,
      },
    ],
  },
  {
    id: 'O5',
    wish: 'keep',
    expectation: 'same',
    theirs: 'Fields of the abandoned response stay for clients of JSON and HTML.',
    compared: 'a request id, CORS',
    cases: ['application/json', 'text/html'].map((accept) => ({ name: accept, run: keptFor(accept), both: kept })),
  },
  {
    id: 'O5 text',
    wish: 'mend',
    expectation: 'improved',
    theirs: 'For clients of text they all go.',
    ours: 'They stay.',
    compared: 'a request id, CORS',
    cases: [{ name: 'text/plain', run: keptFor('text/plain'), peer: gone, ours: kept }],
  },
  {
    id: 'O6',
    wish: 'keep',
    expectation: 'same',
    theirs: 'JSON is `{ error: message }`: the message where the error is exposed, else the reason phrase.',
    ours: 'With the `body` of this page.',
    compared: 'the whole body, as JSON',
    cases: [
      {
        name: 'an exposed 404',
        run: withOwnBody(() => createHttpError(404, 'No such order')),
        both: { error: 'No such order' },
      },
      { name: 'a bug', run: withOwnBody(() => new TypeError('secret')), both: { error: 'Internal Server Error' } },
    ],
  },
  {
    id: 'O6 default',
    wish: 'keep',
    expectation: 'improved',
    theirs: 'That shape by default.',
    ours: 'The envelope.',
    compared: 'the whole body, as JSON',
    decision: '020',
    cases: [
      {
        name: 'an exposed 404',
        run: json(() => createHttpError(404, 'No such order')),
        peer: { error: 'No such order' },
        ours: { error: { code: 404, message: 'No such order' } },
      },
    ],
  },
  {
    id: 'O7',
    wish: 'keep',
    expectation: 'improved',
    theirs: 'With NODE_ENV `development`, or none, the message of every failure is shown.',
    ours: 'Only `debug: true` shows more.',
    compared: 'whether the body holds the message',
    decision: '021',
    cases: [
      {
        name: 'a bug, in development',
        run: async (side, host) =>
          JSON.stringify(await json(() => new TypeError('secret'), {}, 'development')(side, host)).includes('secret'),
        peer: true,
        ours: false,
      },
    ],
  },
  {
    id: 'O8',
    wish: 'mend',
    expectation: 'improved',
    theirs: 'The page of production does not show an exposed message.',
    ours: 'It shows it, and what to do next.',
    compared: 'whether the page holds the status, and an exposed message',
    cases: [
      {
        name: '404, text/html',
        run: async (side, host) => {
          const middleware = throws(() => createHttpError(404, 'No such order'));
          const { body } = await play(side, host, {
            middleware,
            request: as('text/html'),
            onEvent: noop,
            ...negotiating,
          });
          return [body.includes('404'), body.includes('No such order')];
        },
        peer: [true, false],
        ours: [true, true],
      },
    ],
  },
  {
    id: 'O9',
    wish: 'keep',
    expectation: 'same',
    theirs: 'HTML, text or JSON, as the client asks.',
    ours: "With `format: 'negotiate'`.",
    compared: 'the media type',
    cases: ['text/html', 'text/plain', 'application/json'].map((type) => ({
      name: type,
      run: typeFor(as(type)),
      both: type,
    })),
  },
  {
    id: 'O9 default',
    wish: 'keep',
    expectation: 'improved',
    theirs: 'Who asks for nothing in particular gets HTML.',
    ours: 'JSON.',
    compared: 'the media type',
    decision: '020',
    cases: [{ name: 'no Accept', run: typeFor(get), peer: 'text/html', ours: 'application/json' }],
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
    compared: 'the status, 300 ms after a tenth of the body; the field',
    cases: [
      {
        name: '100 kB announced, 10 kB sent',
        run: async (side, host) =>
          (
            await play(side, host, {
              middleware: throws(() => errorWith('x')),
              request: upload,
              waitMs: 300,
              onEvent: noop,
            })
          ).status,
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
    compared: 'status and exit code; whether the server ended the connection within 300 ms',
    cases: [
      {
        name: 'CR LF in err.headers',
        run: async (side, host): Promise<unknown> => {
          const middleware = throws(() => createHttpError(404, 'x', { headers: { 'X-A': 'a\r\nb' } }));
          if (side === 'ours')
            return { status: (await play(side, host, { middleware, onEvent: noop })).status, exitCode: null };
          return askChild(`
            import Koa from 'koa';
            import { onerror } from 'koa-onerror';
            const app = new Koa();
            onerror(app);
            app.use(() => { throw Object.assign(new Error('x'), { status: 404, headers: { 'X-A': 'a\\r\\nb' } }); });
            const listener = app.callback();`);
        },
        peer: { status: undefined, exitCode: 1 },
        ours: { status: 404, exitCode: null },
      },
      {
        name: 'write, then throw',
        run: async (side, host) =>
          (await play(side, host, { middleware: lateFailure, untilClosed: true, waitMs: 300, onEvent: noop })).closed,
        peer: false,
        ours: true,
      },
    ],
  },
];
