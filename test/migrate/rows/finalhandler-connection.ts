import { type ExpressScene, throws, throwsInChild } from '../express-side.ts';
import type { Row } from '../row.ts';
import { requestOf } from '../seen.ts';
import { playDefault } from './finalhandler-peer.ts';

const crashed = { status: undefined, exitCode: 1 };

/** Bodies that nobody read, failures of the handler itself, the next request. */
export const connectionRows: readonly Row[] = [
  {
    id: 'F14',
    wish: 'keep',
    expectation: 'same',
    theirs: 'A body that nobody read, and one that is being piped, neither hang nor crash.',
    compared: 'the status',
    cases: [
      {
        name: 'unread',
        run: async (side, host) => {
          const request = `${requestOf('POST', '/', { 'Content-Length': '5' })}hello`;
          return (await playDefault(side, host, { handler: throws(() => new Error('x')), request })).status;
        },
        both: 500,
      },
      {
        name: 'piped',
        run: async (side, host) => {
          const request = `${requestOf('POST', '/', { 'Content-Length': '5' })}hello`;
          const handler: ExpressScene['handler'] = (incoming, _response, next) => {
            void import('node:stream').then(({ PassThrough }) => {
              incoming.pipe(new PassThrough());
              next(new Error('x'));
            });
          };
          return (await playDefault(side, host, { handler, request })).status;
        },
        both: 500,
      },
    ],
  },
  {
    id: 'F14 stalled',
    wish: 'mend',
    expectation: 'improved',
    theirs: 'The answer waits until the whole body has come; of an upload that stalls there is none.',
    ours: 'Answered at once.',
    compared: 'the status, where nine tenths of the body never come; 300 ms are left to the peer',
    cases: [
      {
        name: '100 kB announced, 10 kB sent',
        run: async (side, host) => {
          const request = `${requestOf('POST', '/', { 'Content-Length': '100000' })}${'x'.repeat(10_000)}`;
          return (await playDefault(side, host, { handler: throws(() => new Error('x')), request, peerWaitMs: 300 }))
            .status;
        },
        peer: undefined,
        ours: 500,
      },
    ],
  },
  {
    id: 'F15',
    wish: 'mend',
    expectation: 'improved',
    theirs: 'A bad value in `err.headers`, or a getter that throws, ends the process.',
    ours: 'The field is left out, the getter passed over: the client is answered.',
    compared: 'the status, and the exit code of a process that serves the app',
    cases: [
      {
        name: 'CR LF in err.headers',
        // With the members of an HTTP error of http-errors: the fields of any other are not looked at.
        run: throwsInChild(
          "Object.assign(new Error('x'), { status: 404, statusCode: 404, expose: true, headers: { 'X-A': 'a\\r\\nb' } })",
        ),
        peer: crashed,
        ours: { status: 404, exitCode: null },
      },
      {
        name: 'a status getter that throws',
        run: throwsInChild(
          "Object.defineProperty(new Error('x'), 'status', { get() { throw new Error('the getter'); } })",
        ),
        peer: crashed,
        ours: { status: 500, exitCode: null },
      },
    ],
  },
  {
    id: 'F18',
    wish: 'keep',
    expectation: 'same',
    theirs: 'The connection stays open for the next request.',
    compared: 'whether the server ended it, and its Connection field',
    cases: [
      {
        name: 'GET',
        run: async (side, host) => {
          const seen = await playDefault(side, host, { handler: throws(() => new Error('x')) });
          return [seen.closed, seen.field('connection')];
        },
        both: [false, 'keep-alive'],
      },
    ],
  },
  {
    id: 'F18 unread',
    wish: 'mend',
    expectation: 'improved',
    theirs: 'It stays open behind a large body that nobody read.',
    ours: '`Connection: close` and a lingering close: the next request is not read out of the rest of an upload.',
    compared: 'the Connection field',
    cases: [
      {
        name: '200 kB, complete',
        run: async (side, host) => {
          const request = `${requestOf('POST', '/', { 'Content-Length': '200000' })}${'x'.repeat(200_000)}`;
          return (await playDefault(side, host, { handler: throws(() => new Error('x')), request })).field(
            'connection',
          );
        },
        peer: 'keep-alive',
        ours: 'close',
      },
    ],
  },
];
