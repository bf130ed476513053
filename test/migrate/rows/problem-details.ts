import { HttpProblemResponse } from 'express-http-problem-details';
import createHttpError from 'http-errors';
import { ProblemDocument, ProblemDocumentExtension } from 'http-problem-details';
import { DefaultMappingStrategy, ErrorMapper, MapperRegistry } from 'http-problem-details-mapper';
import { type ErrorHandlerOptions, MethodNotAllowed, mapError, NotFound } from '../../../src/index.ts';
import { type ExpressScene, playOnExpress, throws } from '../express-side.ts';
import type { Case, Row, SideName } from '../row.ts';
import { fieldsOf, get, requestOf } from '../seen.ts';

class OrderNotFound extends Error {}
class ReadOnly extends Error {}
class Broken extends Error {}

const type = 'https://errors.example/order-not-found';

class OrderNotFoundMapper extends ErrorMapper {
  constructor() {
    super(OrderNotFound);
  }
  mapError(error: Error): ProblemDocument {
    return new ProblemDocument(
      { type, title: 'Order not found', status: 404, detail: error.message, instance: '/orders/7' },
      new ProblemDocumentExtension({ orderId: 7 }),
    );
  }
}

class PlainMapper extends ErrorMapper {
  readonly #status: number;
  constructor(Class: new () => Error, status: number) {
    super(Class);
    this.#status = status;
  }
  mapError(): ProblemDocument {
    return new ProblemDocument({ status: this.#status });
  }
}

const registry = new MapperRegistry()
  .registerMapper(new OrderNotFoundMapper())
  .registerMapper(new PlainMapper(ReadOnly, 405))
  .registerMapper(new PlainMapper(Broken, 500));
const strategy = new DefaultMappingStrategy(registry);

const options: ErrorHandlerOptions = {
  format: 'problem',
  logger: false,
  map: [
    mapError(OrderNotFound, (error) => {
      const more = { type, title: 'Order not found', instance: '/orders/7', extensions: { orderId: 7 } };
      return new NotFound(error.message, more);
    }),
    mapError(ReadOnly, (error) => new MethodNotAllowed(error.message, { allow: ['GET'] })),
  ],
};

const playScene = playOnExpress((app) => void app.use(HttpProblemResponse({ strategy: strategy as never })));
const play = (side: SideName, host: string, scene: ExpressScene) => playScene(side, host, { options, ...scene });

const facts = (make: () => unknown): Case['run'] => {
  return async (side, host) => {
    const seen = await play(side, host, { handler: throws(make) });
    return [seen.status, seen.field('content-type')?.split(';')[0], seen.json()];
  };
};

export const problemDetailsRows: readonly Row[] = [
  {
    id: 'P1',
    wish: 'keep',
    expectation: 'same',
    theirs: 'A mapper turns an error class into a problem document: type, title, status, detail, instance, extensions.',
    ours: "`map: [mapError(OrderNotFound, (error) => new NotFound(…))]` with `format: 'problem'`.",
    compared: 'status, media type, the whole document',
    cases: [
      {
        name: 'a mapped class',
        run: facts(() => new OrderNotFound('no order 7')),
        both: [
          404,
          'application/problem+json',
          { type, title: 'Order not found', status: 404, detail: 'no order 7', instance: '/orders/7', orderId: 7 },
        ],
      },
    ],
  },
  {
    id: 'P2',
    wish: 'keep',
    expectation: 'same',
    theirs: 'Without a type the title is the reason phrase; an error that no mapper knows keeps its status.',
    compared: 'status, title, detail',
    cases: [
      {
        name: 'an HTTP error that no mapper knows',
        run: async (side, host) => {
          const handler = throws(() => createHttpError(409, 'locked'));
          const { status, title, detail } = (await play(side, host, { handler })).json();
          return [status, title, detail];
        },
        both: [409, 'Conflict', 'locked'],
      },
      {
        name: 'a 405',
        run: async (side, host) => {
          const { status, title, detail } = (
            await play(side, host, { handler: throws(() => new ReadOnly('closed')) })
          ).json();
          return [status, title, detail];
        },
        both: [405, 'Method Not Allowed', 'closed'],
      },
    ],
  },
  {
    id: 'P3',
    wish: 'mend',
    expectation: 'improved',
    theirs: 'The message of every error becomes `detail`, of a 500 too.',
    ours: 'Only where it is exposed.',
    compared: 'status, detail',
    cases: [
      {
        name: 'a 500',
        run: async (side, host) => {
          const { status, detail } = (await play(side, host, { handler: throws(() => new Broken('secret')) })).json();
          return [status, detail];
        },
        peer: [500, 'secret'],
        ours: [500, undefined],
      },
    ],
  },
  {
    id: 'P4',
    wish: 'mend',
    expectation: 'improved',
    theirs: 'What is no Error, and what nobody answers, goes on to Express: HTML.',
    ours: 'A problem document.',
    compared: 'status, media type',
    cases: [
      {
        name: 'a thrown string',
        run: async (side, host) => {
          const handler = throws(() => 'boom');
          const seen = await play(side, host, { handler });
          return [seen.status, seen.field('content-type')?.split(';')[0]];
        },
        peer: [500, 'text/html'],
        ours: [500, 'application/problem+json'],
      },
      {
        name: 'nobody answers',
        run: async (side, host) => {
          const seen = await play(side, host, { handler: (_request, _response, next) => next() });
          return [seen.status, seen.field('content-type')?.split(';')[0]];
        },
        peer: [404, 'text/html'],
        ours: [404, 'application/problem+json'],
      },
    ],
  },
  {
    id: 'P5',
    wish: 'mend',
    expectation: 'improved',
    theirs: 'Fields cannot be mapped: a 405 has no Allow. The body has an ETag and may be stored.',
    ours: '`allow`, `challenges`, `retryAfter` and `headers` of the error are sent; `no-store`.',
    compared: 'the fields named',
    cases: [
      {
        name: 'a 405',
        run: async (side, host) => {
          const seen = await play(side, host, { handler: throws(() => new ReadOnly('closed')) });
          return { ...fieldsOf(seen, 'allow', 'cache-control'), etag: seen.field('etag') !== undefined };
        },
        peer: { allow: undefined, 'cache-control': undefined, etag: true },
        ours: { allow: 'GET', 'cache-control': 'no-store', etag: false },
      },
    ],
  },
  {
    id: 'P6',
    wish: 'keep',
    expectation: 'same',
    theirs: 'HEAD gets the Content-Length of the GET and no body.',
    compared: 'status, whether Content-Length is that of the GET, whether the body is empty',
    cases: [
      {
        name: 'HEAD',
        run: async (side, host) => {
          const handler = throws(() => new OrderNotFound('no order 7'));
          const whole = await play(side, host, { handler, request: get });
          const head = await play(side, host, { handler, request: requestOf('HEAD', '/') });
          return [head.status, head.field('content-length') === whole.field('content-length'), head.bytes];
        },
        both: [404, true, 0],
      },
    ],
  },
  {
    id: 'P7',
    wish: 'keep',
    expectation: 'same',
    theirs: 'A failure after the first bytes cuts the connection.',
    compared: 'whether the message is complete, whether the connection was ended',
    cases: [
      {
        name: 'write, then throw',
        run: async (side, host) => {
          const handler = throws(
            () => new OrderNotFound('late'),
            (response) => response.write('part'),
          );
          const seen = await play(side, host, { handler, untilClosed: true, env: 'test' });
          return [seen.complete, seen.closed];
        },
        both: [false, true],
      },
    ],
  },
];
