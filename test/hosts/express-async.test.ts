import { METHODS } from 'node:http';
import { createRequire } from 'node:module';
import express5, {
  type ErrorRequestHandler,
  type Express,
  type RequestHandler,
  type RequestParamHandler,
} from 'express';
import fc from 'fast-check';
import supertest from 'supertest';
import { describe, expect, it, test } from 'vitest';
import { asyncHandler, asyncRouter } from '../../src/express.ts';

// The alias of the older major version brings no types; what is used here did not change between them.
const express4 = createRequire(import.meta.url)('express4') as typeof express5;
const hosts = [
  { name: 'Express 4', express: express4 },
  { name: 'Express 5', express: express5 },
] as const;

const broken = new Error('broken');

/** Rejects after a turn of the event loop, as a query does. */
async function reject(thrown: unknown): Promise<never> {
  await new Promise((resolve) => setImmediate(resolve));
  throw thrown;
}

function throwIt(thrown: unknown): never {
  throw thrown;
}

const passAsync: RequestHandler = async (_request, _response, next) => next();

/** Collects what reaches the error middleware. */
function collect(app: Express): unknown[] {
  const seen: unknown[] = [];
  app.use(((error, _request, response, _next) => {
    seen.push(error);
    response.status(500).end();
  }) satisfies ErrorRequestHandler);
  return seen;
}

const swallowed = [null, undefined, '', 0, -0, 0n, false, Number.NaN, 'route', 'router'] as const;

describe.each(hosts)('asyncHandler on $name', ({ express }) => {
  it('hands a rejection and a throw to the error middleware, as they are', async () => {
    const app = express();
    const odd = { status: 404 };
    app.get('/rejects', asyncHandler((async () => await reject(broken)) satisfies RequestHandler));
    app.get(
      '/throws',
      asyncHandler((() => {
        throw odd;
      }) satisfies RequestHandler),
    );
    const seen = collect(app);
    await supertest(app).get('/rejects').expect(500);
    await supertest(app).get('/throws').expect(500);
    expect(seen[0]).toBe(broken);
    expect(seen[1]).toBe(odd);
  });

  test.each(swallowed)('a thrown %s, which Express takes for no error, arrives as a 500 around it', async (thrown) => {
    const app = express();
    app.get(
      '/throws',
      asyncHandler((() => {
        throw thrown;
      }) satisfies RequestHandler),
    );
    app.get('/rejects', asyncHandler((async () => await reject(thrown)) satisfies RequestHandler));
    const seen = collect(app);
    for (const path of ['/throws', '/rejects']) await supertest(app).get(path).expect(500);
    expect(seen).toHaveLength(2);
    for (const error of seen) {
      expect(error).toMatchObject({ status: 500, expose: false });
      expect(Reflect.get(Object(error), 'cause')).toBe(thrown);
    }
  });

  it('leaves a handler alone that answers, passes on or skips by next', async () => {
    const app = express();
    app.get('/x', asyncHandler((async (_request, _response, next) => next()) satisfies RequestHandler));
    app.get(
      '/x',
      asyncHandler(((_request, _response, next) => next('route')) satisfies RequestHandler),
      (_request, response) => void response.send('never'),
    );
    app.get('/x', asyncHandler((async (_request, response) => void response.send('ok')) satisfies RequestHandler));
    const seen = collect(app);
    expect((await supertest(app).get('/x').expect(200)).text).toBe('ok');
    expect(seen).toEqual([]);
  });

  it('keeps an error middleware one, and a failure of it goes on', async () => {
    const app = express();
    app.get('/x', () => {
      throw new Error('first');
    });
    app.use(
      asyncHandler((async (_error, _request, _response, _next) => await reject(broken)) satisfies ErrorRequestHandler),
    );
    const seen = collect(app);
    await supertest(app).get('/x').expect(500);
    expect(seen).toEqual([broken]);
  });

  it('covers callbacks of router.param, whatever their parameters', async () => {
    const three = asyncHandler(
      (async (_request: unknown, _response: unknown, _next: unknown) => await reject('three')) as RequestParamHandler,
    );
    const four = asyncHandler(
      (async (_request, _response, _next, id) => await reject(`four ${id}`)) satisfies RequestParamHandler,
    );
    const five = asyncHandler(
      (async (_request, _response, _next, id, name) =>
        await reject(`five ${id} ${name}`)) satisfies RequestParamHandler,
    );
    const good = asyncHandler((async (request, _response, next, id) => {
      Object.assign(request, { found: id });
      next();
    }) satisfies RequestParamHandler);
    const app = express();
    app.param('three', three).param('four', four).param('five', five).param('good', good);
    for (const name of ['three', 'four', 'five'])
      app.get(`/${name}/:${name}`, (_request, response) => void response.send('ok'));
    app.get('/good/:good', (request, response) => void response.send(Reflect.get(request, 'found')));
    const seen = collect(app);
    for (const path of ['/three/1', '/four/1', '/five/1']) await supertest(app).get(path).expect(500);
    expect(seen).toEqual(['three', 'four 1', 'five 1 five']);
    expect((await supertest(app).get('/good/7').expect(200)).text).toBe('7');
  });
});

describe('a wrapper', () => {
  const argument = { request: {}, response: {} };
  const call = (handler: unknown, next: (error?: unknown) => void, self?: unknown): unknown =>
    Reflect.apply(handler as (...args: unknown[]) => unknown, self, [argument.request, argument.response, next]);

  it('passes `this` and the result on, and keeps name and properties', () => {
    const self = {};
    const handler = Object.assign(
      function findOrder(this: unknown): unknown {
        return [this];
      },
      { tags: ['orders'] },
    );
    const wrapped = asyncHandler(handler);
    expect(call(wrapped, () => undefined, self)).toEqual([self]);
    expect(wrapped.name).toBe('findOrder');
    expect(wrapped.tags).toBe(handler.tags);
  });

  it('counts three parameters, or four where the handler has four', () => {
    expect(asyncHandler(() => undefined)).toHaveLength(3);
    expect(asyncHandler((_a: never, _b: never, _c: never, _d: never, _e: never) => undefined)).toHaveLength(3);
    expect(asyncHandler((_a: never, _b: never, _c: never, _d: never) => undefined)).toHaveLength(4);
  });

  it('is not wrapped again', () => {
    const wrapped = asyncHandler(() => undefined);
    expect(asyncHandler(wrapped)).toBe(wrapped);
  });

  it('waits for any thenable, and not for what only looks like one', async () => {
    const seen: unknown[] = [];
    const results = [
      Object.fromEntries([['then', (_done: unknown, fail: (error: unknown) => void) => fail('called back')]]),
      Object.fromEntries([['then', () => throwIt('then')]]),
      Object.fromEntries([['then', 'no function']]),
      Object.defineProperty({}, 'then', { get: () => throwIt('getter') }),
    ];
    for (const result of results)
      call(
        asyncHandler(() => result),
        (error) => void seen.push(error),
      );
    await new Promise((resolve) => setImmediate(resolve));
    expect(seen).toEqual(['called back', 'then']);
  });

  it('hands on whatever is thrown as something that Express takes for an error', async () => {
    await fc.assert(
      fc.asyncProperty(fc.anything(), fc.boolean(), async (thrown, later) => {
        const seen: unknown[] = [];
        const handler = later
          ? async (): Promise<never> => {
              throw thrown;
            }
          : (): never => {
              throw thrown;
            };
        await call(asyncHandler(handler), (error) => void seen.push(error));
        expect(seen).toHaveLength(1);
        const [error] = seen;
        expect(Boolean(error) && error !== 'route' && error !== 'router').toBe(true);
        if (error !== thrown) expect(Reflect.get(Object(error), 'cause')).toBe(thrown);
      }),
    );
  });
});

describe.each(hosts)('asyncRouter on $name', ({ express }) => {
  it('wraps handlers of every method, of use, all and param, in lists too', async () => {
    const app = express();
    const router = asyncRouter(express.Router());
    router.use('/use', async () => await reject('use'));
    router.get('/get', async () => await reject('get'));
    // Lists may be nested; the types know one level.
    const steps = [[passAsync], async () => await reject('put')] as unknown as RequestHandler[];
    router.put(['/put', '/put2'], steps);
    router.all('/all', async () => await reject('all'));
    router['m-search']('/search', async () => await reject('m-search'));
    router.param('id', async (_request, _response, _next, id) => await reject(`param ${id}`));
    router.get('/param/:id', (_request, response) => void response.send('ok'));
    app.use(router);
    const seen = collect(app);
    const agent = supertest(app);
    await agent.get('/use/x').expect(500);
    await agent.get('/get').expect(500);
    await agent.put('/put2').expect(500);
    await agent.delete('/all').expect(500);
    await agent['m-search']('/search').expect(500);
    await agent.get('/param/1').expect(500);
    expect(seen).toEqual(['use', 'get', 'put', 'all', 'm-search', 'param 1']);
  });

  it('wraps handlers of route(), along the chain', async () => {
    const app = asyncRouter(express());
    app
      .route('/x')
      .all(async (_request, _response, next) => next())
      .get(async () => await reject('get'))
      .post(async () => await reject('post'));
    asyncRouter(app)
      .route('/y')
      .get(async () => await reject('again'));
    const seen = collect(app);
    await supertest(app).get('/x').expect(500);
    await supertest(app).post('/x').expect(500);
    await supertest(app).get('/y').expect(500);
    expect(seen).toEqual(['get', 'post', 'again']);
  });

  it('wraps on an app, and leaves settings, mounted routers and mounted apps what they are', async () => {
    const app = asyncRouter(express());
    const nested = express.Router();
    const mounted = express();
    app.set('title', 'shop');
    expect(app.get('title')).toBe('shop');
    nested.get('/', (_request, response) => void response.send('nested'));
    mounted.get('/', (request, response) => void response.send(`mounted at ${request.app.mountpath}`));
    app.use('/nested', nested);
    app.use('/mounted', mounted);
    app.get('/x', async () => await reject('app'));
    const seen = collect(app);
    expect((await supertest(app).get('/nested')).text).toBe('nested');
    expect((await supertest(app).get('/mounted')).text).toBe('mounted at /mounted');
    await supertest(app).get('/x').expect(500);
    expect(seen).toEqual(['app']);
  });

  it('adds nothing to the routes of router.get() and its like, which hold wrapped handlers already', async () => {
    const router = asyncRouter(express.Router());
    router.get(
      '/x',
      (request, response) => void response.json(Object.keys(Object.getOwnPropertyDescriptors(request.route))),
    );
    const response = await supertest(express().use(router)).get('/x');
    expect(response.body.sort()).toEqual(['methods', 'path', 'stack']);
  });

  it('an async error middleware stays one', async () => {
    const app = asyncRouter(express());
    app.get('/x', async () => await reject('first'));
    app.use(
      (async (error, _request, _response, _next) => await reject(`after ${error}`)) satisfies ErrorRequestHandler,
    );
    const seen = collect(app);
    await supertest(app).get('/x').expect(500);
    expect(seen).toEqual(['after first']);
  });

  it('wraps what the routers of this Express know, method by method', () => {
    const plain = express.Router();
    const router = asyncRouter(express.Router());
    const missed = METHODS.map((method) => method.toLowerCase()).filter(
      (name) => typeof Reflect.get(plain, name) === 'function' && !Object.hasOwn(router, name),
    );
    expect(missed).toEqual([]);
    expect(Object.keys(router).sort()).toEqual(Object.keys(plain).sort());
  });

  it('keeps what a failed registration throws, and goes on wrapping', async () => {
    const app = asyncRouter(express());
    expect(() => app.get('/x', undefined as unknown as RequestHandler)).toThrow();
    app.route('/y').get(async () => await reject('after'));
    const seen = collect(app);
    await supertest(app).get('/y').expect(500);
    expect(seen).toEqual(['after']);
  });
});

it('Express 4: a param(fn) that makes the callbacks of later params is no handler', async () => {
  const app = express4();
  const router = asyncRouter(express4.Router());
  const make = (name: string, option: unknown): RequestParamHandler | undefined =>
    option instanceof RegExp ? (_request, response, _next, value) => void response.send(`${name} ${value}`) : undefined;
  process.once('deprecation', () => undefined); // Express would print
  Reflect.apply(Reflect.get(router, 'param'), router, [make]);
  Reflect.apply(Reflect.get(router, 'param'), router, ['id', /^\d+$/]);
  router.get('/:id', () => undefined);
  app.use(router);
  expect((await supertest(app).get('/7')).text).toBe('id 7');
});
