import createHttpError from 'http-errors';
import { throws } from '../express-side.ts';
import type { Case, Row } from '../row.ts';
import { fieldsOf, get, requestOf } from '../seen.ts';
import { accepting, page, play } from './errorhandler-peer.ts';

const typeFor = (accept: string | undefined): Case['run'] => {
  return async (side, host) => {
    const request = accept === undefined ? get : accepting(accept);
    const options = { format: 'negotiate' } as const;
    const seen = await play(side, host, { handler: throws(() => new Error('x')), request, options });
    return seen.field('content-type')?.split(';')[0];
  };
};

/** Negotiation and header section. */
export const errorhandlerFieldRows: readonly Row[] = [
  {
    id: 'E4',
    wish: 'keep',
    expectation: 'same',
    theirs: 'HTML, JSON or text, as the client asks.',
    ours: "With `format: 'negotiate'`.",
    compared: 'the media type',
    cases: ['text/html', 'application/json', 'text/plain'].map((type) => ({
      name: type,
      run: typeFor(type),
      both: type,
    })),
  },
  {
    id: 'E4 default',
    wish: 'keep',
    expectation: 'improved',
    theirs: 'Who asks for nothing in particular gets HTML, who asks for something else gets text.',
    ours: 'JSON.',
    compared: 'the media type',
    decision: '020',
    cases: [
      { name: 'no Accept', run: typeFor(undefined), peer: 'text/html', ours: 'application/json' },
      { name: '*/*', run: typeFor('*/*'), peer: 'text/html', ours: 'application/json' },
      { name: 'image/png', run: typeFor('image/png'), peer: 'text/plain', ours: 'application/json' },
    ],
  },
  {
    id: 'E4 negotiation',
    wish: 'mend',
    expectation: 'improved',
    theirs: 'No Vary; a client of problem details gets text.',
    ours: '`Vary: Accept`; problem details.',
    compared: 'Vary, the media type',
    cases: [
      {
        name: 'application/problem+json',
        run: async (side, host) => {
          const seen = await page('application/problem+json', () => new Error('x'))(side, host);
          return [seen.field('vary'), seen.field('content-type')?.split(';')[0]];
        },
        peer: [undefined, 'text/plain'],
        ours: ['Accept', 'application/problem+json'],
      },
    ],
  },
  {
    id: 'E5',
    wish: 'mend',
    expectation: 'improved',
    theirs: 'Nothing of the abandoned response is removed: its Content-Length breaks the framing, its coding the body.',
    ours: 'What described the abandoned representation goes.',
    compared: 'the fields, and whether the message is complete',
    cases: [
      {
        name: 'Content-Length: 99999, gzip, an ETag',
        run: async (side, host) => {
          const seen = await play(side, host, {
            handler: throws(
              () => new Error('x'),
              (response) => response.set({ 'Content-Length': '99999', 'Content-Encoding': 'gzip', ETag: '"1"' }),
            ),
            // The length of the peer's is never reached: the end of the connection is what can be waited for.
            request: requestOf('GET', '/', { Connection: 'close' }),
          });
          return { ...fieldsOf(seen, 'content-encoding', 'etag'), complete: seen.complete };
        },
        peer: { 'content-encoding': 'gzip', etag: '"1"', complete: false },
        ours: { 'content-encoding': undefined, etag: undefined, complete: true },
      },
    ],
  },
  {
    id: 'E9',
    wish: 'mend',
    expectation: 'improved',
    theirs: 'HEAD has no Content-Length.',
    ours: 'That of the GET.',
    compared: 'whether the field is there',
    cases: [
      {
        name: 'HEAD',
        run: async (side, host) => {
          const seen = await play(side, host, {
            handler: throws(() => new Error('x')),
            request: requestOf('HEAD', '/'),
          });
          return seen.field('content-length') !== undefined;
        },
        peer: false,
        ours: true,
      },
    ],
  },
  {
    id: 'E10 headers',
    wish: 'mend',
    expectation: 'improved',
    theirs: '`err.headers` is ignored: a 401 goes out without its challenge.',
    ours: 'The fields of an HTTP error are sent.',
    compared: 'WWW-Authenticate',
    cases: [
      {
        name: 'an http-errors 401',
        run: async (side, host) => {
          const error = createHttpError(401, 'x', { headers: { 'WWW-Authenticate': 'Bearer' } });
          return (await play(side, host, { handler: throws(() => error) })).field('www-authenticate');
        },
        peer: undefined,
        ours: 'Bearer',
      },
    ],
  },
];
