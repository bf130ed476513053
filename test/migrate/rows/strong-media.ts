import { throws } from '../express-side.ts';
import type { Case, Row } from '../row.ts';
import { get, requestOf } from '../seen.ts';
import { play } from './strong-peer.ts';

const typeFor = (request: string): Case['run'] => {
  return async (side, host) => {
    const scene = { handler: throws(() => new Error('x')), request, options: { format: 'negotiate' } } as const;
    return (await play(side, host, scene)).field('content-type')?.split(';')[0];
  };
};

/** Media types. */
export const strongMediaRows: readonly Row[] = [
  {
    id: 'S10',
    wish: 'keep',
    expectation: 'same',
    theirs: 'JSON by default, HTML for who asks for it.',
    ours: "With `format: 'negotiate'`.",
    compared: 'the media type',
    cases: [
      { name: 'no Accept', run: typeFor(get), both: 'application/json' },
      {
        name: 'application/json',
        run: typeFor(requestOf('GET', '/', { Accept: 'application/json' })),
        both: 'application/json',
      },
      { name: 'text/html', run: typeFor(requestOf('GET', '/', { Accept: 'text/html' })), both: 'text/html' },
    ],
  },
  {
    id: 'S10 formats',
    wish: 'keep',
    expectation: 'improved',
    theirs: 'XML for who asks for it; `?_format=html` overrides Accept.',
    ours: 'No XML and no override: Accept decides.',
    compared: 'the media type',
    decision: '020',
    cases: [
      {
        name: 'text/xml',
        run: typeFor(requestOf('GET', '/', { Accept: 'text/xml' })),
        peer: 'text/xml',
        ours: 'application/json',
      },
      {
        name: '?_format=html',
        run: typeFor(requestOf('GET', '/?_format=html')),
        peer: 'text/html',
        ours: 'application/json',
      },
    ],
  },
  {
    id: 'S10 warning',
    wish: 'mend',
    expectation: 'improved',
    theirs: 'An unknown `_format` is repeated in an X-Warning field; CR LF in it makes the handler throw.',
    ours: 'No field is made of the query.',
    compared: 'X-Warning; the media type for a query with CR LF',
    cases: [
      {
        name: '?_format=a, ?_format=%0d%0a',
        run: async (side, host) => {
          const ask = (target: string) =>
            play(side, host, { handler: throws(() => new Error('x')), request: requestOf('GET', target) });
          const odd = await ask('/?_format=%0d%0a');
          return [
            (await ask('/?_format=a')).field('x-warning') !== undefined,
            odd.field('content-type')?.split(';')[0],
          ];
        },
        peer: [true, 'text/html'],
        ours: [false, 'application/json'],
      },
    ],
  },
  {
    id: 'S11 charset',
    wish: 'keep',
    expectation: 'improved',
    theirs: '`application/json; charset=utf-8`.',
    ours: '`application/json`, which has no such parameter (RFC 8259) and is UTF-8.',
    compared: 'Content-Type',
    decision: '020',
    cases: [
      {
        name: 'a bug',
        run: async (side, host) =>
          (await play(side, host, { handler: throws(() => new Error('x')) })).field('content-type'),
        peer: 'application/json; charset=utf-8',
        ours: 'application/json',
      },
    ],
  },
];
