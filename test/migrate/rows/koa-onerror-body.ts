import createHttpError from 'http-errors';
import { errorWith } from '../express-side.ts';
import { type KoaScene, throwsOnKoa as throws } from '../koa-side.ts';
import { bodyOption } from '../page-code.ts';
import type { Case, Row } from '../row.ts';
import { fieldsOf, get } from '../seen.ts';
import { as, negotiating, noop, play } from './koa-onerror-peer.ts';

const json = (make: () => unknown, options: KoaScene['options'] = {}, env?: string | null): Case['run'] => {
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

const kept = { 'x-request-id': 'r-1', 'access-control-allow-origin': '*' };

const gone = { 'x-request-id': undefined, 'access-control-allow-origin': undefined };

/** Fields that stay, bodies, media types. */
export const koaOnerrorBodyRows: readonly Row[] = [
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
    cases: ['development', null].map((env) => ({
      name: env === null ? 'a bug, without NODE_ENV' : 'a bug, in development',
      run: async (side, host) =>
        JSON.stringify(await json(() => new TypeError('secret'), {}, env)(side, host)).includes('secret'),
      peer: true,
      ours: false,
    })),
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
];
