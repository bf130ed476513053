import createHttpError from 'http-errors';
import { type ExpressScene, errorWith, throws } from '../express-side.ts';
import type { Row, SideName } from '../row.ts';
import { requestOf } from '../seen.ts';
import { playDefault } from './finalhandler-peer.ts';

/** What the client may read. */

function says(text: string, scene: ExpressScene) {
  return async (side: SideName, host: string) => (await playDefault(side, host, scene)).body.includes(text);
}

const asBrowser = requestOf('GET', '/', { Accept: 'text/html' });
const debugPage = { options: { format: 'negotiate', debug: true }, request: asBrowser } as const;

export const textRows: readonly Row[] = [
  {
    id: 'F9',
    wish: 'mend',
    expectation: 'improved',
    theirs: 'The page is a `<pre>` under the title "Error".',
    ours: 'A page with the status, what to do next and, where one was sent, the request id; or your own, by `html`.',
    compared: 'the title',
    cases: [
      {
        name: '404',
        run: async (side, host) => {
          const handler = throws(() => errorWith('x', { status: 404 }));
          const { body } = await playDefault(side, host, {
            handler,
            options: { format: 'negotiate' },
            request: asBrowser,
          });
          return /<title>(.*)<\/title>/.exec(body)?.[1];
        },
        peer: 'Error',
        ours: '404 Not Found',
      },
    ],
  },
  {
    id: 'F10',
    wish: 'keep',
    expectation: 'same',
    theirs: 'In production the message of a failure is not sent, and no stack.',
    compared: 'whether the body holds the text',
    cases: [
      { name: 'a TypeError', run: says('secret', { handler: throws(() => new TypeError('secret')) }), both: false },
      { name: 'its stack', run: says('    at ', { handler: throws(() => new TypeError('secret')) }), both: false },
      {
        name: 'an unexposed 404',
        run: says('secret', { handler: throws(() => errorWith('secret', { status: 404 })) }),
        both: false,
      },
      { name: 'a string', run: says('secret', { handler: throws(() => 'secret') }), both: false },
    ],
  },
  {
    id: 'F10 exposed',
    wish: 'keep',
    expectation: 'improved',
    theirs: 'The message of a 4xx that says `expose: true` is not sent either.',
    ours: 'It is: that is what `expose` means.',
    compared: 'whether the body holds the text',
    decision: '021',
    cases: [
      {
        name: "createHttpError(404, 'No such order')",
        run: says('No such order', { handler: throws(() => createHttpError(404, 'No such order')) }),
        peer: false,
        ours: true,
      },
    ],
  },
  {
    id: 'F10 debug',
    wish: 'keep',
    expectation: 'same',
    theirs:
      'Outside production the stack is shown; a thrown string is shown; an object without a prototype is answered.',
    ours: 'With `debug: true`.',
    compared: 'whether the page holds the text, and the status',
    cases: [
      {
        name: 'a stack, its first line and its frames',
        run: async (side, host) => {
          const scene = { handler: throws(() => new TypeError('secret')), ...debugPage, env: 'development' };
          const { body } = await playDefault(side, host, scene);
          return [body.includes('TypeError: secret'), /at .*finalhandler-text\.ts/.test(body)];
        },
        both: [true, true],
      },
      {
        name: 'a thrown string',
        run: says('only a text', { handler: throws(() => 'only a text'), ...debugPage, env: 'development' }),
        both: true,
      },
      {
        name: 'an object without a prototype',
        run: async (side, host) =>
          (await playDefault(side, host, { handler: throws(() => Object.create(null)), ...debugPage, env: 'test' }))
            .status,
        both: 500,
      },
    ],
  },
  {
    id: 'F10 environment',
    wish: 'keep',
    expectation: 'improved',
    theirs: 'Every NODE_ENV but `production` shows stacks, an unset one too.',
    ours: 'Only `debug: true` does: a forgotten variable must not publish stacks.',
    compared: 'whether the body holds a stack',
    decision: '021',
    cases: ['development', 'staging', 'test', null].map((env) => ({
      name: env === null ? 'no NODE_ENV' : `NODE_ENV=${env}`,
      run: says('finalhandler-text.ts', { handler: throws(() => new TypeError('x')), env }),
      peer: true,
      ours: false,
    })),
  },
  {
    id: 'F10 toString',
    wish: 'keep',
    expectation: 'improved',
    theirs: 'Outside production a value without a stack is shown as its `toString()` says.',
    ours: 'No method of a thrown value is called; the page shows its name and message.',
    compared: 'whether the page holds the text',
    decision: '021',
    cases: [
      {
        name: 'an object with a toString of its own',
        run: says('my own text', {
          handler: throws(() => ({ toString: () => 'my own text' })),
          ...debugPage,
          env: 'development',
        }),
        peer: true,
        ours: false,
      },
    ],
  },
];
