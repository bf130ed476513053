import { errorWith, throws } from '../express-side.ts';
import type { Row } from '../row.ts';
import { requestOf } from '../seen.ts';
import { expressStatus, playDefault } from './finalhandler-peer.ts';

/** What nobody answers, and which status an error leaves with. */

const statusOf = (name: string, make: () => unknown, both: number) => ({
  name,
  run: expressStatus({ handler: throws(make), env: 'test' }),
  both,
});

export const statusRows: readonly Row[] = [
  {
    id: 'F1',
    wish: 'keep',
    expectation: 'same',
    theirs: 'A request that nobody answers, and `next()` with any falsy value, is a 404.',
    compared: 'the status',
    cases: [undefined, null, 0, '', false].map((value) => ({
      name: `next(${String(value)})`,
      run: expressStatus({ handler: (_request, _response, next) => next(value) }),
      both: 404,
    })),
  },
  {
    id: 'F1 body',
    wish: 'keep',
    expectation: 'improved',
    theirs: 'The body of that 404 says `Cannot GET /path`, without the query, percent-encoded and escaped.',
    ours: 'It says `Not Found`. No body repeats what the client sent; the path is in the record.',
    compared: 'whether the body holds the path, whether it holds the query',
    decision: '020',
    cases: [
      {
        name: 'GET /a<b?token=1',
        run: async (side, host) => {
          const { status, body } = await playDefault(side, host, {
            handler: (_request, _response, next) => next(),
            request: requestOf('GET', '/a<b?token=1'),
          });
          return { status, path: body.includes('Cannot GET /a%3Cb'), query: body.includes('token') };
        },
        peer: { status: 404, path: true, query: false },
        ours: { status: 404, path: false, query: false },
      },
    ],
  },
  {
    id: 'F2',
    wish: 'keep',
    expectation: 'same',
    theirs: '`next()` after the response has begun is ignored: what is under way ends as it should.',
    compared: 'status, body, whether it is complete, whether the connection stays',
    cases: [
      {
        name: 'a handler that streams and calls next()',
        run: async (side, host) => {
          const { status, body, complete, closed } = await playDefault(side, host, {
            handler: (_request, response, next) => {
              response.write('part');
              next();
              setTimeout(() => response.end(' and rest'), 20);
            },
          });
          return { status, body, complete, closed };
        },
        both: { status: 200, body: 'part and rest', complete: true, closed: false },
      },
    ],
  },
  {
    id: 'F3',
    wish: 'keep',
    expectation: 'same',
    theirs:
      '`err.status`, else `err.statusCode`, where it is a number from 400 to 599; else 500. Strings do not count.',
    compared: 'the status',
    cases: [
      statusOf('status 404', () => errorWith('x', { status: 404 }), 404),
      statusOf('statusCode 409', () => errorWith('x', { statusCode: 409 }), 409),
      statusOf('status 404 and statusCode 409', () => errorWith('x', { status: 404, statusCode: 409 }), 404),
      statusOf("status 'x' and statusCode 409", () => errorWith('x', { status: 'x', statusCode: 409 }), 409),
      statusOf('status 200', () => errorWith('x', { status: 200 }), 500),
      statusOf('status 302 and statusCode 410', () => errorWith('x', { status: 302, statusCode: 410 }), 410),
      statusOf("status '404'", () => errorWith('x', { status: '404' }), 500),
      statusOf('status 600', () => errorWith('x', { status: 600 }), 500),
      statusOf('status -1', () => errorWith('x', { status: -1 }), 500),
      statusOf('a TypeError', () => new TypeError('x'), 500),
      statusOf('a string', () => 'boom', 500),
      statusOf('a number', () => 404, 500),
    ],
  },
  {
    id: 'F3 object',
    wish: 'keep',
    expectation: 'improved',
    theirs: 'A thrown object that is no Error chooses the status too.',
    ours: '500. A value that is no Error says nothing about where it comes from; a parsed reply of an upstream looks just so.',
    compared: 'the status',
    decision: '024',
    cases: [
      {
        name: '{ status: 404 }',
        run: expressStatus({ handler: throws(() => ({ status: 404 })), env: 'test' }),
        peer: 404,
        ours: 500,
      },
    ],
  },
  {
    id: 'F3 integers',
    wish: 'mend',
    expectation: 'improved',
    theirs: '`status: 404.5` is sent as 404, with the body `undefined`.',
    ours: 'Integers only: 500.',
    compared: 'the status',
    cases: [
      {
        name: '404.5',
        run: expressStatus({ handler: throws(() => errorWith('x', { status: 404.5 })) }),
        peer: 404,
        ours: 500,
      },
    ],
  },
  {
    id: 'F3 response',
    wish: 'keep',
    expectation: 'improved',
    theirs: 'An error without a status takes the status that was set on the response before it was thrown.',
    ours: '500. The status of an abandoned response says nothing about the failure.',
    compared: 'the status',
    decision: '022',
    cases: [
      {
        name: 'res.status(409), then a TypeError',
        run: expressStatus({
          handler: throws(
            () => new TypeError('x'),
            (response) => response.status(409),
          ),
        }),
        peer: 409,
        ours: 500,
      },
    ],
  },
  {
    id: 'F4',
    wish: 'keep',
    expectation: 'improved',
    theirs: 'A status that IANA does not list (499, 599) is sent as it is, with the body `undefined`.',
    ours: "The status of its class, 400 or 500, with a body; as it is with `unregistered: 'allow'`.",
    compared: 'the status, whether the body says `undefined`',
    decision: '024',
    cases: [
      ...[499, 599].map((status) => ({
        name: String(status),
        run: async (side: 'peer' | 'ours', host: string) => {
          const seen = await playDefault(side, host, { handler: throws(() => errorWith('x', { status })) });
          return [seen.status, seen.body.includes('undefined')];
        },
        peer: [status, true],
        ours: [status < 500 ? 400 : 500, false],
      })),
      {
        name: "499 with unregistered: 'allow'",
        run: async (side, host) => {
          const options = { unregistered: 'allow' } as const;
          const seen = await playDefault(side, host, {
            handler: throws(() => errorWith('x', { status: 499 })),
            options,
          });
          return [seen.status, seen.body.includes('undefined')];
        },
        peer: [499, true],
        ours: [499, false],
      },
    ],
  },
  {
    id: 'F5',
    wish: 'keep',
    expectation: 'same',
    theirs:
      "The reason phrase is the standard one; a `res.statusMessage` of the abandoned response and the error's go.",
    compared: 'status and reason phrase',
    cases: [404, 502].map((status) => ({
      name: String(status),
      run: async (side, host) => {
        const before = (response: { statusMessage: string }): void => {
          response.statusMessage = 'Custom';
        };
        const seen = await playDefault(side, host, {
          handler: throws(() => errorWith('x', { status, statusMessage: 'Mine' }), before),
        });
        return [seen.status, seen.reason];
      },
      both: [status, status === 404 ? 'Not Found' : 'Bad Gateway'],
    })),
  },
  {
    id: 'F5 names',
    wish: 'keep',
    expectation: 'improved',
    theirs: '413 is `Payload Too Large`, 422 is `Unprocessable Entity`.',
    ours: '`Content Too Large` and `Unprocessable Content`, as RFC 9110 has renamed them.',
    compared: 'the reason phrase',
    decision: '024',
    cases: [
      { status: 413, peer: 'Payload Too Large', ours: 'Content Too Large' },
      { status: 422, peer: 'Unprocessable Entity', ours: 'Unprocessable Content' },
    ].map(({ status, peer, ours }) => ({
      name: String(status),
      run: async (side, host) =>
        (await playDefault(side, host, { handler: throws(() => errorWith('x', { status })) })).reason,
      peer,
      ours,
    })),
  },
];
