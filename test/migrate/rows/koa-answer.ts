import createHttpError from 'http-errors';
import { errorWith } from '../express-side.ts';
import { type KoaScene, throwsOnKoa as throws, throwsInKoaChild } from '../koa-side.ts';
import type { Row, SideName } from '../row.ts';
import { fieldsOf, get, requestOf } from '../seen.ts';
import { playDefault } from './koa-peer.ts';

const fieldsWith =
  (scene: KoaScene, ...names: readonly string[]) =>
  async (side: SideName, host: string) =>
    fieldsOf(await playDefault(side, host, scene), ...names);

/** Header section and side effects. */
export const koaAnswerRows: readonly Row[] = [
  {
    id: 'K6',
    wish: 'mend',
    expectation: 'improved',
    theirs: 'Every field of the abandoned response goes: CORS, Vary, cookies, request ids.',
    ours: 'What is still true stays; what describes the abandoned representation goes.',
    compared: 'the fields named',
    cases: [
      {
        name: 'CORS, a cookie, a request id, an ETag',
        run: fieldsWith(
          {
            middleware: throws(
              () => errorWith('x'),
              (context) =>
                context.set({
                  'Access-Control-Allow-Origin': 'https://a.example',
                  Vary: 'Origin',
                  'Set-Cookie': 'a=1',
                  'X-Request-Id': 'r-1',
                  ETag: '"1"',
                }),
            ),
          },
          ...['access-control-allow-origin', 'vary', 'set-cookie', 'x-request-id', 'etag'],
        ),
        peer: {
          'access-control-allow-origin': undefined,
          vary: undefined,
          'set-cookie': undefined,
          'x-request-id': undefined,
          etag: undefined,
        },
        ours: {
          'access-control-allow-origin': 'https://a.example',
          vary: 'Origin',
          'set-cookie': 'a=1',
          'x-request-id': 'r-1',
          etag: undefined,
        },
      },
    ],
  },
  {
    id: 'K7',
    wish: 'keep',
    expectation: 'same',
    theirs: '`headers` of an HTTP error go out, Content-Length never.',
    compared: 'the fields named',
    cases: [
      {
        name: 'ctx.throw(401, text, { headers })',
        run: fieldsWith(
          {
            middleware: (context) => context.throw(401, 'x', { headers: { 'WWW-Authenticate': 'Bearer', 'X-A': 'b' } }),
          },
          'www-authenticate',
          'x-a',
        ),
        both: { 'www-authenticate': 'Bearer', 'x-a': 'b' },
      },
      {
        name: 'a Content-Length of the error',
        run: async (side, host) => {
          const middleware = throws(() => createHttpError(404, 'x', { headers: { 'Content-Length': '999' } }));
          const seen = await playDefault(side, host, { middleware });
          return seen.field('content-length') === String(seen.bytes);
        },
        both: true,
      },
    ],
  },
  {
    id: 'K7 provenance',
    wish: 'keep',
    expectation: 'improved',
    theirs: '`headers` of every error go out, also without a status.',
    ours: 'Only of HTTP errors (ours, and http-errors-shaped ones).',
    compared: 'the fields named',
    decision: '023',
    cases: [
      {
        name: 'no status',
        run: fieldsWith({ middleware: throws(() => errorWith('x', { headers: { 'X-A': 'b' } })) }, 'x-a'),
        peer: { 'x-a': 'b' },
        ours: { 'x-a': undefined },
      },
      {
        name: 'a plain Error with a status',
        run: fieldsWith({ middleware: throws(() => errorWith('x', { status: 404, headers: { 'X-A': 'b' } })) }, 'x-a'),
        peer: { 'x-a': 'b' },
        ours: { 'x-a': undefined },
      },
    ],
  },
  {
    id: 'K7 odd',
    wish: 'mend',
    expectation: 'improved',
    theirs: 'A text in the place of headers is spread over fields named 0, 1, 2.',
    ours: 'It is ignored.',
    compared: 'the fields named',
    cases: [
      {
        name: "headers: 'ab'",
        run: fieldsWith({ middleware: throws(() => createHttpError(404, 'x', { headers: 'ab' })) }, '0', '1'),
        peer: { '0': 'a', '1': 'b' },
        ours: { '0': undefined, '1': undefined },
      },
    ],
  },
  {
    id: 'K8',
    wish: 'mend',
    expectation: 'improved',
    theirs: 'Always `text/plain; charset=utf-8`.',
    ours: "JSON; text, HTML or problem details with `format: 'negotiate'`.",
    compared: 'Content-Type',
    cases: [
      {
        name: 'no Accept',
        run: fieldsWith({ middleware: throws(() => errorWith('x')) }, 'content-type'),
        peer: { 'content-type': 'text/plain; charset=utf-8' },
        ours: { 'content-type': 'application/json' },
      },
    ],
  },
  {
    id: 'K11',
    wish: 'mend',
    expectation: 'improved',
    theirs: 'The status is written to the error; a frozen one ends the process, and so does a getter that throws.',
    ours: 'Nothing is written to what was thrown, and the client is answered.',
    compared:
      "the error's status afterwards; for the others the status, and the exit code of a process that serves the app",
    cases: [
      {
        name: 'a plain Error',
        run: async (side, host) => {
          const error = errorWith('x') as Error & { status?: number };
          await playDefault(side, host, { middleware: throws(() => error) });
          return error.status;
        },
        peer: 500,
        ours: undefined,
      },
      {
        name: 'a frozen Error',
        run: throwsInKoaChild("Object.freeze(new Error('x'))"),
        peer: { status: undefined, exitCode: 1 },
        ours: { status: 500, exitCode: null },
      },
      {
        name: 'a status getter that throws',
        run: throwsInKoaChild(
          "Object.defineProperty(new Error('x'), 'status', { get() { throw new Error('the getter'); } })",
        ),
        peer: { status: undefined, exitCode: 1 },
        ours: { status: 500, exitCode: null },
      },
    ],
  },
  {
    id: 'K12',
    wish: 'keep',
    expectation: 'same',
    theirs: 'HEAD gets the Content-Length of the GET and no body.',
    compared: 'status, whether Content-Length is that of the GET, whether the body is empty',
    cases: [
      {
        name: 'HEAD',
        run: async (side, host) => {
          const middleware = throws(() => createHttpError(404, 'No such order'));
          const whole = await playDefault(side, host, { middleware, request: get });
          const head = await playDefault(side, host, { middleware, request: requestOf('HEAD', '/') });
          return [head.status, head.field('content-length') === whole.field('content-length'), head.bytes];
        },
        both: [404, true, 0],
      },
    ],
  },
];
