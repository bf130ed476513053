import errorhandler from 'errorhandler';
import createHttpError from 'http-errors';
import { errorWith, throws } from '../express-side.ts';
import { bodyOption } from '../page-code.ts';
import type { Case, Row } from '../row.ts';
import { accepting, page, play } from './errorhandler-peer.ts';

const has = (accept: string, make: () => unknown, ...texts: readonly string[]): Case['run'] => {
  return async (side, host) => {
    const { body } = await page(accept, make)(side, host);
    return texts.map((text) => body.includes(text));
  };
};

/** What a developer sees. */
export const errorhandlerShownRows: readonly Row[] = [
  {
    id: 'E6',
    wish: 'keep',
    expectation: 'same',
    theirs: 'JSON is `{ error: { message, stack, …every enumerable property } }`.',
    ours: 'With the `body` of this page.',
    compared: 'the members of `error`',
    cases: [
      {
        name: 'an error with a code',
        run: async (side, host) => {
          const seen = await play(side, host, {
            handler: throws(() => errorWith('no order', { status: 404, code: 'ORDER_UNKNOWN' })),
            request: accepting('application/json'),
            options: { body: bodyOption('errorhandler') },
          });
          const { stack, ...others } = seen.json()['error'] as Record<string, unknown>;
          return { ...others, stack: String(stack).startsWith('Error: no order\n') };
        },
        both: { message: 'no order', status: 404, code: 'ORDER_UNKNOWN', stack: true },
      },
    ],
  },
  {
    id: 'E6 default',
    wish: 'keep',
    expectation: 'improved',
    theirs: 'That shape by default.',
    ours: 'The envelope; with `debug: true` stack and causes in `error.debug`.',
    compared: 'the names of the members of `error`',
    decision: '020',
    cases: [
      {
        name: 'a bug, debug: true',
        run: async (side, host) =>
          Object.keys(
            (await page('application/json', () => new Error('x'))(side, host)).json()['error'] as object,
          ).sort(),
        peer: ['message', 'stack'],
        ours: ['code', 'debug', 'message'],
      },
    ],
  },
  {
    id: 'E6 safety',
    wish: 'mend',
    expectation: 'improved',
    theirs: 'A circular property or a BigInt makes the handler itself throw; Express answers in HTML.',
    ours: 'JSON.',
    compared: 'the media type',
    cases: [
      {
        name: 'a BigInt',
        run: async (side, host) =>
          (await page('application/json', () => errorWith('x', { size: 7n }))(side, host))
            .field('content-type')
            ?.split(';')[0],
        peer: 'text/html',
        ours: 'application/json',
      },
    ],
  },
  {
    id: 'E7',
    wish: 'keep',
    expectation: 'same',
    theirs: 'Text is the stack.',
    ours: 'With `debug: true`, below the status and what to do next.',
    compared: 'whether the text holds the first line of the stack and its frames',
    cases: [
      {
        name: 'a TypeError',
        run: has('text/plain', () => new TypeError('x'), 'TypeError: x\n', 'errorhandler-shown.ts'),
        both: [true, true],
      },
    ],
  },
  {
    id: 'E7 toString',
    wish: 'keep',
    expectation: 'improved',
    theirs: 'What has no stack is shown as its `toString()` says.',
    ours: 'No method of a thrown value is called.',
    compared: 'whether the text holds what toString gives',
    decision: '021',
    cases: [
      {
        name: 'an object with a toString of its own',
        run: has('text/plain', () => ({ toString: () => 'my own text' }), 'my own text'),
        peer: [true],
        ours: [false],
      },
    ],
  },
  {
    id: 'E8',
    wish: 'keep',
    expectation: 'same',
    theirs: 'The page shows the message and the stack, escaped; its title can be changed.',
    ours: 'The title, and the whole page, by `html`.',
    compared: 'whether markup of the message is escaped; whether the title is there',
    cases: [
      {
        name: 'markup in the message',
        run: has('text/html', () => new Error('<b>bold</b>'), '<b>', '&lt;b&gt;'),
        both: [false, true],
      },
      {
        name: 'a title',
        run: async (side, host) => {
          const before = errorhandler.title;
          errorhandler.title = 'Orders & more';
          try {
            const { body } = await play(side, host, {
              handler: throws(() => new Error('x')),
              request: accepting('text/html'),
              options: { format: 'negotiate', html: (own) => `<title>${own.escape('Orders & more')}</title>` },
            });
            return body.includes('Orders &amp; more');
          } finally {
            errorhandler.title = before;
          }
        },
        both: true,
      },
    ],
  },
  {
    id: 'E8 patterns',
    wish: 'mend',
    expectation: 'improved',
    theirs: '`$&` in the message is a replacement pattern, and corrupts the page.',
    ours: 'It is a text.',
    compared: 'whether the page holds the message, escaped',
    cases: [
      {
        name: 'cost $& more',
        run: has('text/html', () => new Error('cost $& more'), 'cost $&amp; more'),
        peer: [false],
        ours: [true],
      },
    ],
  },
  {
    id: 'E10',
    wish: 'keep',
    expectation: 'same',
    theirs: 'A developer sees the message of every failure, also in production and where `expose` is false.',
    ours: 'With `debug: true`.',
    compared: 'whether the body holds the message',
    cases: [
      { name: 'a bug', run: has('application/json', () => new Error('the bug'), 'the bug'), both: [true] },
      {
        name: 'expose: false',
        run: has('application/json', () => createHttpError(404, 'hidden', { expose: false }), 'hidden'),
        both: [true],
      },
    ],
  },
];
