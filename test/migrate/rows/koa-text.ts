import createHttpError from 'http-errors';
import { errorWith } from '../express-side.ts';
import { throwsOnKoa as throws } from '../koa-side.ts';
import type { Row, SideName } from '../row.ts';
import { playDefault } from './koa-peer.ts';

/** The text for the client: Koa's whole body, `error.message` of the envelope. */
const textOf = (make: () => unknown, env?: string) => async (side: SideName, host: string) => {
  const seen = await playDefault(side, host, { middleware: throws(make), env });
  return side === 'peer' ? seen.body : (seen.json()['error'] as { message: unknown }).message;
};

/** What the client may read. */
export const koaTextRows: readonly Row[] = [
  {
    id: 'K10',
    wish: 'keep',
    expectation: 'same',
    theirs:
      'The client reads `err.message` where `err.expose` is true, else the reason phrase, whatever NODE_ENV says.',
    compared: "the text: Koa's body, `error.message` of the envelope",
    cases: [
      {
        name: "ctx.throw(404, 'No such order')",
        run: textOf(() => createHttpError(404, 'No such order')),
        both: 'No such order',
      },
      { name: 'a 502', run: textOf(() => createHttpError(502, 'orders answered 401')), both: 'Bad Gateway' },
      { name: 'an exposed 502', run: textOf(() => createHttpError(502, 'text', { expose: true })), both: 'text' },
      { name: 'a hidden 404', run: textOf(() => createHttpError(404, 'text', { expose: false })), both: 'Not Found' },
      { name: 'a plain 404', run: textOf(() => errorWith('text', { status: 404 })), both: 'Not Found' },
      {
        name: 'a plain exposed 404',
        run: textOf(() => errorWith('text', { status: 404, expose: true })),
        both: 'text',
      },
      {
        name: 'a bug, in development',
        run: textOf(() => new TypeError('x'), 'development'),
        both: 'Internal Server Error',
      },
    ],
  },
  {
    id: 'K10 empty',
    wish: 'keep',
    expectation: 'improved',
    theirs: 'An exposed message that is empty gives an empty body.',
    ours: 'The reason phrase.',
    compared: 'the text',
    decision: '020',
    cases: [{ name: "''", run: textOf(() => createHttpError(404, '')), peer: '', ours: 'Not Found' }],
  },
  {
    id: 'K10 truthy',
    wish: 'mend',
    expectation: 'improved',
    theirs: "Anything truthy exposes: `expose: 'no'` too.",
    ours: 'Only `true` does.',
    compared: 'the text',
    cases: [
      {
        name: "expose: 'no'",
        run: textOf(() => errorWith('secret', { status: 500, expose: 'no' })),
        peer: 'secret',
        ours: 'Internal Server Error',
      },
    ],
  },
];
