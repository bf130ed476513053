import createHttpError from 'http-errors';
import { errorWith, throws } from '../express-side.ts';
import type { Row } from '../row.ts';
import { fieldsOf, get, requestOf, type Seen } from '../seen.ts';
import { asBrowser, playDefault } from './finalhandler-peer.ts';

function directives(seen: Seen): readonly string[] {
  return (seen.field('content-security-policy') ?? '').split(';').map((one) => one.trim());
}

/** The page, its length and its framing. */
export const pageRows: readonly Row[] = [
  {
    id: 'F8',
    wish: 'keep',
    expectation: 'same',
    theirs:
      "An HTML page has `Content-Security-Policy: default-src 'none'` (in place of the app's), nosniff, its type and a byte-accurate Content-Length.",
    compared:
      "that the policy begins with `default-src 'none'` and names no script source, that the app's is gone, the other fields, the length against the bytes (failwell's policy also allows its own style by hash)",
    cases: [
      {
        name: 'a page with a message beyond ASCII',
        run: async (side, host) => {
          const seen = await playDefault(side, host, {
            ...asBrowser,
            env: 'development',
            options: { format: 'negotiate', debug: true },
            handler: throws(
              () => errorWith('größer als 5 €'),
              (response) => response.set('Content-Security-Policy', "default-src 'self'"),
            ),
          });
          const policy = directives(seen);
          return {
            first: policy[0],
            scripts: policy.some((one) => one.startsWith('script-src')),
            ...fieldsOf(seen, 'x-content-type-options', 'content-type'),
            exact: seen.field('content-length') === String(seen.bytes) && seen.body.includes('größer als 5 €'),
          };
        },
        both: {
          first: "default-src 'none'",
          scripts: false,
          'x-content-type-options': 'nosniff',
          'content-type': 'text/html; charset=utf-8',
          exact: true,
        },
      },
    ],
  },
  {
    id: 'F11',
    wish: 'keep',
    expectation: 'same',
    theirs: 'HEAD gets the header section of the GET, Content-Length included, and no body.',
    compared: 'status, whether Content-Length is that of the GET, whether the body is empty',
    cases: [
      {
        name: 'HEAD',
        run: async (side, host) => {
          const scene = { handler: throws(() => errorWith('x', { status: 404 })) };
          const whole = await playDefault(side, host, { ...scene, request: get });
          const head = await playDefault(side, host, { ...scene, request: requestOf('HEAD', '/') });
          return {
            status: head.status,
            length: head.field('content-length') === whole.field('content-length'),
            empty: head.bytes === 0 && head.violations.length === 0,
          };
        },
        both: { status: 404, length: true, empty: true },
      },
    ],
  },
  {
    id: 'F16',
    wish: 'mend',
    expectation: 'improved',
    theirs: '`Transfer-Encoding` of `err.headers` is sent beside Content-Length.',
    ours: 'No error sets a framing field.',
    compared: 'both fields',
    cases: [
      {
        name: 'transfer-encoding: chunked',
        run: async (side, host) => {
          const handler = throws(() => createHttpError(404, 'x', { headers: { 'transfer-encoding': 'chunked' } }));
          // The peer's body is not chunked and so never complete: the end of the connection is what can be waited for.
          const seen = await playDefault(side, host, {
            handler,
            request: requestOf('GET', '/', { Connection: 'close' }),
          });
          return [seen.field('transfer-encoding'), seen.field('content-length') === undefined];
        },
        peer: ['chunked', false],
        ours: [undefined, false],
      },
    ],
  },
  {
    id: 'F17',
    wish: 'mend',
    expectation: 'improved',
    theirs: 'Accept is ignored: always HTML.',
    ours: "JSON by default; `format: 'negotiate'` gives each client what it asks for.",
    compared: 'Content-Type for each Accept',
    cases: ['application/json', 'text/plain', 'text/html'].map((accept) => ({
      name: accept,
      run: async (side, host) => {
        const scene = { options: { format: 'negotiate' }, request: requestOf('GET', '/', { Accept: accept }) } as const;
        const seen = await playDefault(side, host, { ...scene, handler: throws(() => errorWith('x')) });
        return [seen.field('content-type')?.split(';')[0], seen.field('vary')];
      },
      peer: ['text/html', undefined],
      ours: [accept, 'Accept'],
    })),
  },
];
