import errorhandler from 'errorhandler';
import createHttpError from 'http-errors';
import { errorHandler } from '../../../src/express.ts';
import { type ExpressScene, errorWith, playOnExpress, throws } from '../express-side.ts';
import { bodyOption } from '../page-code.ts';
import type { Case, Row, SideName } from '../row.ts';
import { fieldsOf, get, requestOf } from '../seen.ts';

const play = playOnExpress((app, options = { log: false }) => void app.use(errorhandler(options)));

const status = (make: () => unknown, before?: Parameters<typeof throws>[1]): Case['run'] => {
  return async (side, host) => (await play(side, host, { handler: throws(make, before), env: 'test' })).status;
};

const accepting = (accept: string) => requestOf('GET', '/', { Accept: accept });

/** A failure as a developer sees it: `debug: true`, the representation of `accept`. */
const page = (accept: string, make: () => unknown) => async (side: SideName, host: string) => {
  const options = { format: 'negotiate', debug: true, logger: false } as const;
  return play(side, host, { handler: throws(make), request: accepting(accept), options });
};

const has = (accept: string, make: () => unknown, ...texts: readonly string[]): Case['run'] => {
  return async (side, host) => {
    const { body } = await page(accept, make)(side, host);
    return texts.map((text) => body.includes(text));
  };
};

const printed = (scene: ExpressScene, text: string): Case['run'] => {
  return async (side, host) => {
    const seen = await play(side, host, scene);
    return seen.printed.filter((line) => line.includes(text)).length;
  };
};

const typeFor = (accept: string | undefined): Case['run'] => {
  return async (side, host) => {
    const request = accept === undefined ? get : accepting(accept);
    const options = { format: 'negotiate' } as const;
    const seen = await play(side, host, { handler: throws(() => new Error('x')), request, options });
    return seen.field('content-type')?.split(';')[0];
  };
};

const statusRows: readonly Row[] = [
  {
    id: 'E1',
    wish: 'keep',
    expectation: 'same',
    theirs: '`err.status` from 400 to 599, else `err.statusCode`; less than 400, or none, is 500.',
    compared: 'the status',
    cases: [
      { name: 'status 404', run: status(() => errorWith('x', { status: 404 })), both: 404 },
      { name: 'statusCode 409', run: status(() => errorWith('x', { statusCode: 409 })), both: 409 },
      {
        name: 'status 404 and statusCode 409',
        run: status(() => errorWith('x', { status: 404, statusCode: 409 })),
        both: 404,
      },
      { name: 'status 200', run: status(() => errorWith('x', { status: 200 })), both: 500 },
      { name: 'none', run: status(() => new TypeError('x')), both: 500 },
    ],
  },
  {
    id: 'E1 odd',
    wish: 'mend',
    expectation: 'improved',
    theirs: "700 and `'404'` pass.",
    ours: '500: integers from 400 to 599.',
    compared: 'the status',
    cases: [
      { name: '700', run: status(() => errorWith('x', { status: 700 })), peer: 700, ours: 500 },
      { name: "'404'", run: status(() => errorWith('x', { status: '404' })), peer: 404, ours: 500 },
    ],
  },
  {
    id: 'E1 response',
    wish: 'keep',
    expectation: 'improved',
    theirs: 'An error without a status takes the one that was set on the response.',
    ours: '500.',
    compared: 'the status',
    decision: '022',
    cases: [
      {
        name: 'res.status(409), then a TypeError',
        run: status(
          () => new TypeError('x'),
          (response) => response.status(409),
        ),
        peer: 409,
        ours: 500,
      },
    ],
  },
];

const logRows: readonly Row[] = [
  {
    id: 'E2',
    wish: 'keep',
    expectation: 'same',
    theirs:
      'Prints by default, unless NODE_ENV is `test`; a function gets each failure; anything else throws a TypeError at creation.',
    ours: '`logger` and `onError`.',
    compared: 'prints that hold the stack, what the function got, what creation threw',
    cases: [
      {
        name: 'default',
        run: printed({ handler: throws(() => new Error('x')), peerOptions: {}, env: 'development' }, 'errorhandler.ts'),
        both: 1,
      },
      {
        name: 'NODE_ENV=test',
        run: printed({ handler: throws(() => new Error('x')), peerOptions: {}, env: 'test' }, ''),
        both: 0,
      },
      {
        name: 'a function',
        run: async (side, host) => {
          const error = new Error('x');
          const heard: boolean[] = [];
          const peerOptions = { log: (thrown: unknown) => void heard.push(thrown === error) };
          const onError = (_report: unknown, context: { thrown: unknown }) => void heard.push(context.thrown === error);
          await play(side, host, { handler: throws(() => error), peerOptions, options: { logger: false, onError } });
          return heard;
        },
        both: [true],
      },
      {
        name: 'a text in its place',
        run: async (side) => {
          try {
            if (side === 'peer') errorhandler({ log: 'yes' });
            else errorHandler({ logger: 'yes' as never });
            return 'nothing';
          } catch (error) {
            return error instanceof TypeError;
          }
        },
        both: true,
      },
    ],
  },
  {
    id: 'E3',
    wish: 'keep',
    expectation: 'same',
    theirs: 'A failure after the first bytes is logged too, and the connection is cut.',
    compared: 'prints that hold the message, whether the connection was ended',
    cases: [
      {
        name: 'write, then throw',
        run: async (side, host) => {
          const seen = await play(side, host, {
            handler: throws(
              () => new Error('late'),
              (response) => response.write('part'),
            ),
            peerOptions: {},
            untilClosed: true,
          });
          return [seen.printed.filter((line) => line.includes('late')).length, seen.closed, seen.complete];
        },
        both: [1, true, false],
      },
    ],
  },
];

const bodyRows: readonly Row[] = [
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
            waitMs: 300,
          });
          return { ...fieldsOf(seen, 'content-encoding', 'etag'), complete: seen.complete };
        },
        peer: { 'content-encoding': 'gzip', etag: '"1"', complete: false },
        ours: { 'content-encoding': undefined, etag: undefined, complete: true },
      },
    ],
  },
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
        run: has('text/plain', () => new TypeError('x'), 'TypeError: x\n', 'errorhandler.ts'),
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

export const errorhandlerRows: readonly Row[] = [...statusRows, ...logRows, ...bodyRows];
