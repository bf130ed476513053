import type { RequestListener } from 'node:http';
import { createRequire } from 'node:module';
import KoaRouter, { type RouterOptions } from '@koa/router';
import fc from 'fast-check';
import Koa3, { type Middleware } from 'koa';
import supertest from 'supertest';
import { describe, expect, it, test } from 'vitest';
import { NotFound } from '../../src/error/classes.ts';
import { errorHandler, methodNotAllowedHandler, notFoundHandler } from '../../src/koa.ts';
import { type RawAnswer, shareServer } from './shared-server.ts';

// The alias of the older major version brings no types; what is used here did not change between them.
const Koa2 = createRequire(import.meta.url)('koa2') as typeof Koa3;
const hosts = [
  { name: 'Koa 2', Koa: Koa2 },
  { name: 'Koa 3', Koa: Koa3 },
] as const;

const answer: Middleware = (context) => {
  context.body = 'ok';
};
const pass: Middleware = async (_context, next) => await next();

/** An app with the error handlers around what is given. */
function createApp(Koa: typeof Koa3, ...middlewares: readonly Middleware[]): Koa3 {
  const app = new Koa();
  app.use(errorHandler({ logger: false }));
  app.use(notFoundHandler());
  for (const one of middlewares) app.use(one);
  return app;
}

function createRoutedApp(Koa: typeof Koa3, router: KoaRouter, ...more: readonly KoaRouter[]): Koa3 {
  const routes = [router, ...more].map((one) => one.routes() as unknown as Middleware);
  return createApp(Koa, ...routes, methodNotAllowedHandler(router, ...more));
}

interface Answer {
  readonly status: number;
  readonly allow: string | undefined;
  readonly text: string;
}

async function ask(app: Koa3, method: string, path: string, host = 'shop.example'): Promise<Answer> {
  const response = await supertest(app.callback())[method.toLowerCase() as 'get'](path).set('Host', host);
  return { status: response.status, allow: response.headers['allow'], text: response.text ?? '' };
}

function refused(allow: string): Answer {
  return { status: 405, allow, text: '{"error":{"code":405,"message":"Method Not Allowed"}}' };
}

const missing: Answer = { status: 404, allow: undefined, text: '{"error":{"code":404,"message":"Not Found"}}' };

describe.each(hosts)('405 on $name', ({ Koa }) => {
  it('ME-1: names the methods of the routes that match', async () => {
    const router = new KoaRouter();
    router
      .get('/orders/:id', answer)
      .put('/orders/:id', answer)
      .del(['/orders/:id', '/x'], answer)
      .post('/orders', answer);
    const app = createRoutedApp(Koa, router);
    expect(await ask(app, 'PATCH', '/orders/1?x=/orders')).toEqual(refused('DELETE, GET, HEAD, PUT'));
    expect(await ask(app, 'HEAD', '/orders')).toEqual({ status: 405, allow: 'POST', text: '' });
    expect((await ask(app, 'HEAD', '/orders/1')).status).toBe(200);
    expect(await ask(app, 'PATCH', '/orders/1/lines')).toEqual(missing);
    expect((await ask(app, 'PUT', '/orders/1')).status).toBe(200);
  });

  it('looks into nested routers and prefixes', async () => {
    const lines = new KoaRouter({ prefix: '/lines' });
    lines.get('/', answer).delete('/:line', answer);
    const orders = new KoaRouter({ prefix: '/shops/:shop' });
    orders.use('/:order', pass, lines.routes());
    orders.post('/:order/lines/:line', answer);
    const app = createRoutedApp(Koa, orders);
    expect(await ask(app, 'PUT', '/shops/1/2/lines/3')).toEqual(refused('DELETE, POST'));
    expect(await ask(app, 'POST', '/shops/1/2/lines')).toEqual(refused('GET, HEAD'));
    expect(await ask(app, 'POST', '/shops/1/2')).toEqual(missing);
    expect(await ask(app, 'POST', '/lines')).toEqual(missing);
  });

  it('keeps to the host of a router', async () => {
    const one = new KoaRouter({ host: 'one.example' }).get('/x', answer);
    const two = new KoaRouter({ host: /^two\./ }).put('/x', answer);
    const app = createRoutedApp(Koa, one, two);
    expect(await ask(app, 'POST', '/x', 'one.example')).toEqual(refused('GET, HEAD'));
    expect(await ask(app, 'POST', '/x', 'two.example')).toEqual(refused('PUT'));
    expect(await ask(app, 'POST', '/x')).toEqual(missing);
  });

  it('does not count middlewares and routes for every method', async () => {
    const router = new KoaRouter();
    router.use(pass).use('/x', pass).all('/x', pass).all('/mixed', pass).get('/mixed', answer);
    const app = createRoutedApp(Koa, router);
    for (const method of ['GET', 'HEAD', 'POST', 'OPTIONS']) expect((await ask(app, method, '/x')).status).toBe(404);
    expect(await ask(app, 'POST', '/mixed')).toEqual(refused('GET, HEAD'));
  });

  it('is a 404 where a route of the method itself let the request pass, or said so', async () => {
    const router = new KoaRouter();
    router
      .get('/maybe', pass)
      .put('/maybe', answer)
      .get('/no', () => {
        throw new NotFound('no such order');
      });
    const app = createRoutedApp(Koa, router);
    expect(await ask(app, 'GET', '/maybe')).toEqual(missing);
    expect(await ask(app, 'POST', '/maybe')).toEqual(refused('GET, HEAD, PUT'));
    expect((await ask(app, 'GET', '/no')).text).toContain('no such order');
  });

  it('names what can stand in Allow', async () => {
    const router = new KoaRouter();
    router.register('/x', ['GET', 'B AD', 'PURGE'], answer);
    expect(await ask(createRoutedApp(Koa, router), 'POST', '/x')).toEqual(refused('GET, HEAD, PURGE'));
  });

  it('takes a method as the router does', async () => {
    const override: Middleware = async (context, next) => {
      if (context.method === 'TRACE') context.method = 'put';
      await next();
    };
    const router = new KoaRouter().put('/x', pass);
    const app = createApp(Koa, override, router.routes() as unknown as Middleware, methodNotAllowedHandler(router));
    expect((await ask(app, 'TRACE', '/x')).status).toBe(404);
    expect(await ask(app, 'POST', '/x')).toEqual(refused('PUT'));
  });

  it('takes a path that cannot be decoded as the router does', async () => {
    const app = createRoutedApp(Koa, new KoaRouter().get('/files/:name', answer));
    expect((await ask(app, 'GET', '/files/%zz')).status).toBe(200);
    expect(await ask(app, 'POST', '/files/%zz')).toEqual(refused('GET, HEAD'));
  });
});

describe.each(hosts)('OPTIONS on $name (ME-4)', ({ Koa }) => {
  it('gets the list of the 405 with 200, as from allowedMethods()', async () => {
    const router = new KoaRouter().get('/x', answer).post('/x', answer);
    const theirs = await ask(
      createApp(Koa, router.routes() as unknown as Middleware, router.allowedMethods() as unknown as Middleware),
      'OPTIONS',
      '/x',
    );
    const ours = await ask(createRoutedApp(Koa, router), 'OPTIONS', '/x');
    expect(ours).toEqual({ status: 200, allow: 'GET, HEAD, POST', text: '' });
    expect({ ...theirs, allow: theirs.allow?.split(', ').sort() }).toEqual({ ...ours, allow: ['GET', 'HEAD', 'POST'] });
    expect(await ask(createRoutedApp(Koa, router), 'OPTIONS', '/y')).toEqual(missing);
  });

  it('is answered by a route for it, and such a route for every path is no resource', async () => {
    const router = new KoaRouter();
    router.options('/{*path}', (context) => {
      context.status = 204;
    });
    router.get('/x', answer);
    const app = createRoutedApp(Koa, router);
    expect((await ask(app, 'OPTIONS', '/x')).status).toBe(204);
    expect(await ask(app, 'POST', '/x')).toEqual(refused('GET, HEAD, OPTIONS'));
    expect(await ask(app, 'GET', '/nothing')).toEqual(missing);
  });
});

describe.each(hosts)('the place of the handler on $name', ({ Koa }) => {
  const router = new KoaRouter().get('/x', answer);
  const routes = router.routes() as unknown as Middleware;
  const handler = methodNotAllowedHandler(router);

  it('before the routes, between them, and before notFoundHandler() are all the same', async () => {
    const other = new KoaRouter().put('/x', answer).routes() as unknown as Middleware;
    for (const order of [
      [routes, other, handler],
      [handler, routes, other],
      [routes, handler, other],
    ]) {
      const app = createApp(Koa, ...order);
      expect((await ask(app, 'PUT', '/x')).status).toBe(200);
      expect(await ask(app, 'POST', '/x')).toEqual(refused('GET, HEAD, PUT'));
    }
    const last: Koa3 = new Koa();
    for (const one of [errorHandler({ logger: false }), routes, handler, notFoundHandler()])
      last.use(one as Middleware);
    expect(await ask(last, 'POST', '/x')).toEqual(refused('GET, HEAD'));
    expect(await ask(last, 'POST', '/y')).toEqual(missing);
    expect((await ask(last, 'OPTIONS', '/x')).status).toBe(200);
  });

  it('under a cut path, as koa-mount cuts it, the cut path counts', async () => {
    const mounted: Middleware = async (context, next) => {
      const { path } = context;
      if (!path.startsWith('/api/')) return await next();
      context.path = path.slice('/api'.length);
      await routes(context, async () => {
        context.path = path;
        await next();
        context.path = path.slice('/api'.length);
      });
      context.path = path;
    };
    const app = createApp(Koa, mounted, handler);
    expect(await ask(app, 'POST', '/api/x')).toEqual(refused('GET, HEAD'));
    expect(await ask(app, 'POST', '/x')).toEqual(missing);
  });

  it('leaves alone what another middleware answered, threw or took over', async () => {
    const followedBy = (middleware: Middleware): Koa3 => createApp(Koa, routes, handler, middleware);
    expect((await ask(followedBy(answer), 'POST', '/x')).status).toBe(200);
    expect(
      (
        await ask(
          followedBy((context) => context.throw(409)),
          'POST',
          '/x',
        )
      ).status,
    ).toBe(409);
    const own = followedBy(() => {
      throw new NotFound('no such shop');
    });
    expect((await ask(own, 'POST', '/x')).text).toContain('no such shop');
    const custom = followedBy((context) => {
      context.body = 'own page';
      context.status = 404;
    });
    expect(await ask(custom, 'POST', '/x')).toMatchObject({ status: 404, text: 'own page' });
    const caused = followedBy(() => {
      throw new NotFound({ cause: new Error('the shop is closed') });
    });
    expect((await ask(caused, 'POST', '/x')).status).toBe(404);
    const taken = followedBy((context) => {
      context.respond = false;
      setImmediate(() => context.res.end('taken'));
    });
    expect((await ask(taken, 'POST', '/x')).text).toBe('taken');
  });

  it('speaks for the routers that it was given', async () => {
    const silent = new KoaRouter().get('/silent', answer).put('/x', answer);
    const guarded = new KoaRouter().use(pass).get('/x', answer);
    const all = [guarded, silent].map((one) => one.routes() as unknown as Middleware);
    const app = createApp(Koa, ...all, methodNotAllowedHandler(guarded));
    expect(await ask(app, 'POST', '/silent')).toEqual(missing);
    expect(await ask(app, 'POST', '/x')).toEqual(refused('GET, HEAD, PUT'));
  });
});

describe('methodNotAllowedHandler', () => {
  const router = new KoaRouter().get('/x', answer);
  test.each([
    ['nothing', undefined, 'undefined'],
    ['the routes', router.routes(), 'a function'],
    ['an object', {}, 'an object'],
    ['a list', [router], 'an array'],
  ])('refuses %s when it is created', (_name, value, shown) => {
    const create = (): unknown =>
      Reflect.apply(methodNotAllowedHandler, undefined, [router, value].slice(value === undefined ? 1 : 0));
    expect(create).toThrow(expect.objectContaining({ code: 'FAILWELL_OPTION_TYPE', name: 'OptionError' }));
    expect(create).toThrow(
      `"router" must be a router of @koa/router (the router itself, not its routes()), was ${shown}`,
    );
  });

  const unknownShapes: Readonly<Record<string, (matched: object[]) => unknown>> = {
    'no list': () => 'matched',
    'a list of nothing': () => [null, undefined, 7],
    'layers without methods': () => [{}],
    'copies of the layers': (matched) => matched.map((layer) => ({ ...layer })),
    'a list that refuses': revoked,
  };
  test.each(Object.entries(unknownShapes))('does nothing where context.matched is %s', async (_name, change) => {
    const change405: Middleware = async (context, next) => {
      Reflect.set(context, 'matched', change(Reflect.get(context, 'matched') as object[]));
      await next();
    };
    const app = createApp(Koa3, router.routes() as unknown as Middleware, change405, methodNotAllowedHandler(router));
    expect(await ask(app, 'POST', '/x')).toEqual(missing);
  });
});

function revoked(): unknown {
  const { proxy, revoke } = Proxy.revocable([], {});
  revoke();
  return proxy;
}

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'] as const;
const verbs = ['get', 'head', 'post', 'put', 'delete', 'options'] as const;
const paths = ['/', '/a', '/A', '/b', '/a/', '/a/b', '/a/b/', '/a/a', '/b/a/b', '/a/b/a/b', '/c', '/%61'] as const;

type Item =
  | { readonly kind: 'route'; readonly path: string; readonly verb: (typeof verbs)[number] }
  | { readonly kind: 'all' | 'middleware'; readonly path: string }
  | {
      readonly kind: 'router';
      readonly path: string;
      readonly options: RouterOptions;
      readonly items: readonly Item[];
    };

const routePath = fc.constantFrom('/', '/a', '/b', '/a/b', '/:id', '/a/:id', '/a/');
const optionsOf = fc.record(
  { prefix: fc.constantFrom('/a', '/:p', '/b'), strict: fc.boolean(), sensitive: fc.boolean() },
  { requiredKeys: [] },
);
const { items } = fc.letrec<{ items: Item[]; item: Item }>((tie) => ({
  items: fc.array(tie('item'), { minLength: 1, maxLength: 5 }),
  item: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    {
      arbitrary: fc.record({ kind: fc.constant('route' as const), path: routePath, verb: fc.constantFrom(...verbs) }),
      weight: 4,
    },
    {
      arbitrary: fc.record({ kind: fc.constantFrom('all' as const, 'middleware' as const), path: routePath }),
      weight: 1,
    },
    {
      arbitrary: fc.record({
        kind: fc.constant('router' as const),
        path: fc.constantFrom('/a', '/:m', '/b'),
        options: optionsOf,
        items: tie('items'),
      }),
      weight: 2,
    },
  ),
}));

function build(options: RouterOptions, list: readonly Item[]): KoaRouter {
  const router = new KoaRouter(options);
  for (const item of list) {
    if (item.kind === 'router') router.use(item.path, build(item.options, item.items).routes());
    else if (item.kind === 'route') router[item.verb](item.path, answer);
    else if (item.kind === 'all') router.all(item.path, pass);
    else router.use(item.path, pass);
  }
  return router;
}

const askRaw = shareServer();

describe.each(hosts)('every router of $name', ({ Koa }) => {
  it('ME-1: Allow is what the app answers otherwise than by 404 and 405', { timeout: 120_000 }, async () => {
    let refusals = 0;
    const checkPath = async (app: RequestListener, path: string): Promise<void> => {
      const answers = new Map<string, RawAnswer>();
      for (const method of methods) answers.set(method, await askRaw(app, method, path));
      const supported = methods.filter((method) => answers.get(method)?.status === 200).sort();
      for (const [method, { status, allow }] of answers) {
        if (status === 200) continue;
        const members = allow?.split(', ').filter((one) => one !== 'OPTIONS');
        const wanted =
          supported.length === 0 ? { status: 404, members: undefined } : { status: 405, members: supported };
        expect({ method, path, status, members }).toEqual({ method, path, ...wanted });
        refusals += status === 405 ? 1 : 0;
      }
      if (supported.length > 0) expect((await askRaw(app, 'OPTIONS', path)).status).toBe(200);
    };
    await fc.assert(
      fc.asyncProperty(items, items, optionsOf, async (first, second, options) => {
        const app = createRoutedApp(Koa, build(options, first), build({}, second)).callback();
        for (const path of paths) await checkPath(app, path);
      }),
      { numRuns: 100 },
    );
    expect(refusals).toBeGreaterThan(300);
  });
});
