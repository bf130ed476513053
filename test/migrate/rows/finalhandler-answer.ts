import createHttpError from 'http-errors';
import { errorWith, throws } from '../express-side.ts';
import type { Row, SideName } from '../row.ts';
import { fieldsOf } from '../seen.ts';
import { asBrowser, playDefault } from './finalhandler-peer.ts';

type Scene = Parameters<typeof playDefault>[2];

function fieldsWith(scene: Scene, ...names: readonly string[]) {
  return async (side: SideName, host: string) => fieldsOf(await playDefault(side, host, scene), ...names);
}

const boom = (properties: object = {}) => throws(() => errorWith('secret of the server', properties));

/** The header section. */
export const fieldRows: readonly Row[] = [
  {
    id: 'F6',
    wish: 'keep',
    expectation: 'same',
    theirs:
      '`err.headers` of an HTTP error goes out, lists as several lines; a text in its place is ignored; without a status on the error nothing of it is sent.',
    compared: 'the fields named',
    cases: [
      {
        name: 'an http-errors 401 with two challenges',
        run: fieldsWith(
          {
            handler: throws(() =>
              createHttpError(401, 'x', { headers: { 'WWW-Authenticate': ['Basic', 'Bearer'], 'X-A': 'b' } }),
            ),
          },
          'www-authenticate',
          'x-a',
        ),
        both: { 'www-authenticate': 'Basic, Bearer', 'x-a': 'b' },
      },
      {
        name: 'a text as headers',
        run: fieldsWith({ handler: throws(() => createHttpError(404, 'x', { headers: 'X-A: b' })) }, 'x-a', '0'),
        both: { 'x-a': undefined, '0': undefined },
      },
      {
        name: 'no status on the error',
        run: fieldsWith({ handler: boom({ headers: { 'X-A': 'b' } }) }, 'x-a'),
        both: { 'x-a': undefined },
      },
      {
        name: 'nosniff and Content-Type are not taken from it',
        run: fieldsWith(
          {
            ...asBrowser,
            handler: throws(() =>
              createHttpError(404, 'x', { headers: { 'X-Content-Type-Options': 'no', 'Content-Type': 'image/png' } }),
            ),
          },
          'x-content-type-options',
          'content-type',
        ),
        both: { 'x-content-type-options': 'nosniff', 'content-type': 'text/html; charset=utf-8' },
      },
    ],
  },
  {
    id: 'F6 provenance',
    wish: 'keep',
    expectation: 'improved',
    theirs: '`err.headers` of any error with a status goes out, Set-Cookie too.',
    ours: 'Only of HTTP errors (ours, and http-errors-shaped ones); Set-Cookie only of ours.',
    compared: 'the fields named',
    decision: '023',
    cases: [
      {
        name: 'a plain Error with status and headers',
        run: fieldsWith({ handler: boom({ status: 404, headers: { 'X-A': 'b' } }) }, 'x-a'),
        peer: { 'x-a': 'b' },
        ours: { 'x-a': undefined },
      },
      {
        name: 'an http-errors 404 with Set-Cookie',
        run: fieldsWith(
          { handler: throws(() => createHttpError(404, 'x', { headers: { 'Set-Cookie': ['a=1', 'b=2'] } })) },
          'set-cookie',
        ),
        peer: { 'set-cookie': 'a=1, b=2' },
        ours: { 'set-cookie': undefined },
      },
    ],
  },
  {
    id: 'F7',
    wish: 'keep',
    expectation: 'same',
    theirs:
      'Content-Encoding, Content-Language and Content-Range of the abandoned response go; CORS, Vary, cookies and request ids stay.',
    compared: 'the fields named',
    cases: [
      {
        name: 'fields of the abandoned response',
        run: fieldsWith(
          {
            handler: throws(
              () => errorWith('x'),
              (response) =>
                response.set({
                  'Content-Encoding': 'gzip',
                  'Content-Language': 'de',
                  'Content-Range': 'bytes 0-1/2',
                  'Access-Control-Allow-Origin': 'https://a.example',
                  Vary: 'Origin',
                  'Set-Cookie': 'a=1',
                  'X-Request-Id': 'r-1',
                }),
            ),
          },
          ...['content-encoding', 'content-language', 'content-range'],
          ...['access-control-allow-origin', 'vary', 'set-cookie', 'x-request-id'],
        ),
        both: {
          'content-encoding': undefined,
          'content-language': undefined,
          'content-range': undefined,
          'access-control-allow-origin': 'https://a.example',
          vary: 'Origin',
          'set-cookie': 'a=1',
          'x-request-id': 'r-1',
        },
      },
    ],
  },
  {
    id: 'F7 stale',
    wish: 'mend',
    expectation: 'improved',
    theirs: 'All other fields of the abandoned response stay, and a Content-Encoding of the error is sent.',
    ours: 'What describes the abandoned representation or its freshness goes; the error is `no-store`.',
    compared: 'the fields named',
    cases: [
      {
        name: 'ETag, freshness, a file name',
        run: fieldsWith(
          {
            handler: throws(
              () => createHttpError(404, 'x', { headers: { 'Content-Encoding': 'gzip' } }),
              (response) =>
                response.set({
                  ETag: '"1"',
                  'Cache-Control': 'public, max-age=3600',
                  'Content-Disposition': 'attachment; filename="a.pdf"',
                }),
            ),
          },
          ...['etag', 'cache-control', 'content-disposition', 'content-encoding'],
        ),
        peer: {
          etag: '"1"',
          'cache-control': 'public, max-age=3600',
          'content-disposition': 'attachment; filename="a.pdf"',
          'content-encoding': 'gzip',
        },
        ours: {
          etag: undefined,
          'cache-control': 'no-store',
          'content-disposition': undefined,
          'content-encoding': undefined,
        },
      },
    ],
  },
  {
    id: 'F8 JSON',
    wish: 'keep',
    expectation: 'improved',
    theirs: 'Every error has both security fields.',
    ours: 'JSON has nosniff alone; a policy of the app stays.',
    compared: 'both fields',
    decision: '004',
    cases: [
      {
        name: 'the default format',
        run: fieldsWith({ handler: boom() }, 'content-security-policy', 'x-content-type-options'),
        peer: { 'content-security-policy': "default-src 'none'", 'x-content-type-options': 'nosniff' },
        ours: { 'content-security-policy': undefined, 'x-content-type-options': 'nosniff' },
      },
    ],
  },
];
