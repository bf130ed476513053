import { createRequire } from 'node:module';
import express5, { type Express, type RequestHandler, type Router } from 'express';
import fc from 'fast-check';
import supertest from 'supertest';
import { describe, expect, it, test } from 'vitest';
import { asyncRouter, errorHandler, methodNotAllowedHandler, notFoundHandler } from '../../src/express.ts';
import { type RawAnswer, shareServer } from './shared-server.ts';

// The alias of the older major version and router 2.2 bring no types; what is used here did not change between them.
const require = createRequire(import.meta.url);
const express4 = require('express4') as typeof express5;
const Router22 = require('router22') as typeof express5.Router;

interface RouterOptions {
  readonly strict?: boolean;
  readonly caseSensitive?: boolean;
  readonly mergeParams?: boolean;
}

interface Host {
  readonly name: string;
  readonly createApp: (options?: RouterOptions) => Express;
  readonly Router: (options?: RouterOptions) => Router;
  /** Every path there is, in the syntax of this version. */
  readonly everything: string;
}

function createApp(create: () => Express, options: RouterOptions = {}): Express {
  const app = create();
  if (options.strict === true) app.enable('strict routing');
  if (options.caseSensitive === true) app.enable('case sensitive routing');
  return app;
}

/** Express 5 asks for router ^2.2.0: an older lock file has another layer inside than a newer one. */
function createAppOnRouter22(options: RouterOptions = {}): Express {
  const app = createApp(express5, options);
  Object.defineProperty(app, 'router', { value: Router22(options) });
  return app;
}

const hosts: readonly Host[] = [
  { name: 'Express 4', createApp: (options) => createApp(express4, options), Router: express4.Router, everything: '*' },
  {
    name: 'Express 5, router 2.3',
    createApp: (options) => createApp(express5, options),
    Router: express5.Router,
    everything: '/{*path}',
  },
  { name: 'Express 5, router 2.2', createApp: createAppOnRouter22, Router: Router22, everything: '/{*path}' },
];

const answer: RequestHandler = (_request, response) => void response.send('ok');
const pass: RequestHandler = (_request, _response, next) => next();

/** What stands after the routes of an app. */
function close(app: Express, handler: ReturnType<typeof methodNotAllowedHandler> = methodNotAllowedHandler()): Express {
  app.use(handler);
  app.use(notFoundHandler());
  app.use(errorHandler({ logger: false }));
  return app;
}

interface Answer {
  readonly status: number;
  readonly allow: string | undefined;
  readonly text: string;
}

async function ask(app: Express, method: string, path: string): Promise<Answer> {
  const response = await supertest(app)[method.toLowerCase() as 'get'](path);
  return { status: response.status, allow: response.headers['allow'], text: response.text ?? '' };
}

function refused(allow: string): Answer {
  return { status: 405, allow, text: '{"error":{"code":405,"message":"Method Not Allowed"}}' };
}

const missing = { status: 404, allow: undefined, text: '{"error":{"code":404,"message":"Not Found"}}' };

describe.each(hosts)('405 on $name', ({ createApp, Router, everything }) => {
  it('ME-1: names the methods of the routes that match', async () => {
    const app = createApp();
    app.get('/orders/:id', answer);
    app.route('/orders/:id').put(answer).delete(answer);
    app.post('/orders', answer);
    close(app);
    expect(await ask(app, 'PATCH', '/orders/1?x=/orders')).toEqual(refused('DELETE, GET, HEAD, PUT'));
    expect(await ask(app, 'GET', '/orders')).toEqual(refused('POST'));
    expect(await ask(app, 'PATCH', '/orders/1/lines')).toEqual(missing);
    expect((await ask(app, 'PUT', '/orders/1')).status).toBe(200);
  });

  it('GET implies HEAD, and HEAD alone does not imply GET', async () => {
    const app = createApp();
    app.get('/read', answer);
    app.head('/head', answer);
    app.post('/write', answer);
    close(app);
    expect((await ask(app, 'HEAD', '/read')).status).toBe(200);
    expect(await ask(app, 'HEAD', '/write')).toEqual({ status: 405, allow: 'POST', text: '' });
    expect(await ask(app, 'GET', '/head')).toEqual(refused('HEAD'));
  });

  it('looks into nested routers, with their mount paths and params', async () => {
    const app = createApp();
    const orders = Router({ mergeParams: true });
    const lines = Router({ mergeParams: true });
    lines.get('/', answer);
    lines.delete('/:line', answer);
    orders.use('/:order/lines', lines);
    app.use('/shops/:shop', orders);
    app.post('/shops/:shop/:order/lines/:line', answer);
    close(app);
    expect(await ask(app, 'PUT', '/shops/1/2/lines/3')).toEqual(refused('DELETE, POST'));
    expect(await ask(app, 'POST', '/shops/1/2/lines')).toEqual(refused('GET, HEAD'));
    expect(await ask(app, 'POST', '/shops/1/2/lines/')).toEqual(refused('GET, HEAD'));
    expect(await ask(app, 'POST', '/shops/1/2/linesman')).toEqual(missing);
  });

  it('understands lists of paths and regular expressions, mounted and not', async () => {
    const app = createApp();
    const nested = Router();
    nested.get(['/a', '/b'], answer);
    nested.put(/^\/(\d+)$/, answer);
    app.use(['/one', /^\/t(?:w|x)o/], nested);
    close(app);
    for (const path of ['/one/a', '/two/b', '/txo/a'])
      expect(await ask(app, 'POST', path)).toEqual(refused('GET, HEAD'));
    expect(await ask(app, 'POST', '/two/12')).toEqual(refused('PUT'));
    expect(await ask(app, 'POST', '/one/c')).toEqual(missing);
    expect(await ask(app, 'POST', '/a')).toEqual(missing);
  });

  it('cuts a mount path where Express cuts it', async () => {
    const app = createApp();
    app.use([/^\/two/, /\/abc/], Router().get(['/a', '/abc', '/.a'], answer));
    close(app);
    // A pattern may match in the middle of a segment or of the path; only a whole beginning is cut off.
    for (const path of ['/twoa', '/xyz/abc', '/xyz/abc/a']) expect(await ask(app, 'POST', path)).toEqual(missing);
    // Express 4 lets a mount path end before a dot.
    const endsAtDot = (await ask(app, 'GET', '/two.a')).status === 200;
    expect(endsAtDot).toBe(everything === '*');
    expect(await ask(app, 'POST', '/two.a')).toEqual(endsAtDot ? refused('GET, HEAD') : missing);
  });

  it('keeps to the strictness and the case of each router', async () => {
    const app = createApp({ strict: true, caseSensitive: true });
    const loose = Router();
    loose.get('/A', answer);
    app.use('/loose', loose);
    app.get('/Strict', answer);
    close(app);
    expect(await ask(app, 'POST', '/Strict')).toEqual(refused('GET, HEAD'));
    expect(await ask(app, 'POST', '/Strict/')).toEqual(missing);
    expect(await ask(app, 'POST', '/strict')).toEqual(missing);
    expect(await ask(app, 'POST', '/loose/a/')).toEqual(refused('GET, HEAD'));
    expect(await ask(app, 'POST', '/LOOSE/a')).toEqual(missing);
  });

  it('does not count middlewares and routes for every method', async () => {
    const app = createApp();
    const nested = Router();
    nested.all('/x', pass);
    app.use(pass);
    app.use('/x', pass);
    app.all('/x', pass);
    app.all(everything, pass);
    app.use(nested);
    app.route('/mixed').all(pass).get(answer);
    app.route('/empty');
    close(app);
    for (const method of ['GET', 'HEAD', 'POST', 'OPTIONS']) expect((await ask(app, method, '/x')).status).toBe(404);
    expect(await ask(app, 'POST', '/mixed')).toEqual(refused('GET, HEAD'));
    expect(await ask(app, 'POST', '/empty')).toEqual(missing);
  });

  it('is a 404 where a route of the method itself let the request pass', async () => {
    const app = createApp();
    app.get('/maybe', pass);
    app.put('/maybe', answer);
    close(app);
    expect(await ask(app, 'GET', '/maybe')).toEqual(missing);
    expect(await ask(app, 'HEAD', '/maybe')).toEqual({ ...missing, text: '' });
    expect(await ask(app, 'POST', '/maybe')).toEqual(refused('GET, HEAD, PUT'));
  });

  it('does not count a path that cannot be decoded', async () => {
    const app = createApp();
    app.use(methodNotAllowedHandler());
    app.get('/files/:name', answer);
    app.use('/:tenant/x', Router().get('/y', answer));
    app.get('/plain', answer);
    app.use(notFoundHandler());
    app.use(errorHandler({ logger: false }));
    // Express itself: 400 where it meets a param that it cannot decode, whatever the method.
    expect((await ask(app, 'POST', '/files/%zz')).status).toBe(400);
    expect((await ask(app, 'POST', '/%zz/x/y')).status).toBe(400);
    expect(await ask(app, 'POST', '/%zz')).toEqual(missing);
    expect(await ask(app, 'POST', '/files/%41')).toEqual(refused('GET, HEAD'));

    const open = createApp();
    open.get('/%zz', answer);
    open.use(methodNotAllowedHandler());
    open.put(everything, answer);
    open.use(errorHandler({ logger: false }));
    // The route that needs no decoding counts, the one that Express cannot match does not.
    expect(await ask(open, 'POST', '/%zz')).toEqual(refused('GET, HEAD'));
    expect((await ask(open, 'POST', '/%zy')).status).toBe(400);
  });

  it('leaves OPTIONS for every path, as cors() is mounted, a 404 for the others', async () => {
    const app = createApp();
    app.options(everything, answer);
    app.get('/x', answer);
    close(app);
    expect(await ask(app, 'GET', '/nothing')).toEqual(missing);
    expect((await ask(app, 'OPTIONS', '/nothing')).status).toBe(200);
    expect(await ask(app, 'POST', '/x')).toEqual(refused('GET, HEAD, OPTIONS'));
  });
});

describe.each(hosts)('OPTIONS on $name (ME-4)', ({ createApp, Router }) => {
  it('gets the list of the 405, with 200', async () => {
    const app = createApp();
    app.get('/x', answer);
    app.route('/guarded').all(pass).put(answer);
    close(app);
    expect(await ask(app, 'OPTIONS', '/x')).toEqual({ status: 200, allow: 'GET, HEAD', text: 'GET, HEAD' });
    expect(await ask(app, 'POST', '/x')).toEqual(refused('GET, HEAD'));
    expect(await ask(app, 'OPTIONS', '/guarded')).toEqual({ status: 200, allow: 'PUT', text: 'PUT' });
    expect(await ask(app, 'OPTIONS', '/nothing')).toEqual(missing);
  });

  it('names what Express names by itself', async () => {
    const app = createApp();
    app.get('/x', answer);
    app.post('/x', answer);
    const bare = await ask(app, 'OPTIONS', '/x');
    const ours = await ask(close(app), 'OPTIONS', '/x');
    const members = (list: string | undefined): string[] => (list ?? '').split(/, ?/).sort();
    expect(ours.status).toBe(bare.status);
    expect(members(ours.allow)).toEqual(members(bare.allow));
  });

  it('is answered by a nested router and by the app’s own route before', async () => {
    const app = createApp();
    app.use('/nested', Router().get('/x', answer));
    app.options('/own', (_request, response) => void response.set('Allow', 'GET, OPTIONS').sendStatus(204));
    app.get('/own', answer);
    close(app);
    expect((await ask(app, 'OPTIONS', '/nested/x')).status).toBe(200);
    expect(await ask(app, 'OPTIONS', '/own')).toEqual({ status: 204, allow: 'GET, OPTIONS', text: '' });
    expect(await ask(app, 'POST', '/own')).toEqual(refused('GET, HEAD, OPTIONS'));
  });
});

describe.each(hosts)('the place of the handler on $name', ({ createApp, Router }) => {
  it('a mounted app answers for itself, with a handler of its own', async () => {
    const app = createApp();
    const silent = createApp();
    silent.get('/x', answer);
    const speaking = createApp();
    speaking.use('/deep', Router().get('/x', answer));
    speaking.get('/v1/x', answer);
    speaking.use(methodNotAllowedHandler());
    app.use('/silent', silent);
    app.use('/:version/speaking', speaking);
    app.get('/deep/x', answer);
    close(app);
    expect(await ask(app, 'POST', '/silent/x')).toEqual(missing);
    expect(await ask(app, 'POST', '/v1/speaking/deep/x')).toEqual(refused('GET, HEAD'));
    // The path within the mounted app counts, not what it would be without the mount path.
    expect(await ask(app, 'POST', '/v1/speaking/x')).toEqual(missing);
    expect(await ask(app, 'POST', '/v1/x')).toEqual(missing);
    expect(await ask(app, 'POST', '/deep/x')).toEqual(refused('GET, HEAD'));
  });

  it('knows the whole app from within a nested router, also one of a mounted app', async () => {
    const nested = Router();
    nested.get('/', answer);
    nested.get('/x', answer);
    nested.use(methodNotAllowedHandler());
    const inner = createApp();
    inner.use('/api/:v', nested);
    inner.delete('/api/:v/x', answer);
    const app = createApp();
    app.use('/mounted', inner);
    app.use('/api/:v', nested);
    app.put('/api/:v/x', answer);
    app.get('/x', answer);
    app.use(errorHandler({ logger: false }));
    expect(await ask(app, 'POST', '/api/1/x')).toEqual(refused('GET, HEAD, PUT'));
    expect((await ask(app, 'PUT', '/api/1/x')).status).toBe(200);
    expect(await ask(app, 'POST', '/api/1')).toEqual(refused('GET, HEAD'));
    expect(await ask(app, 'POST', '/mounted/api/1/x')).toEqual(refused('DELETE, GET, HEAD'));
    expect((await ask(app, 'POST', '/x')).status).toBe(404);
  });

  it('tells the slash that Express adds at a mount path from one of the request', async () => {
    const nested = Router();
    nested.use(methodNotAllowedHandler());
    const app = createApp({ strict: true });
    app.use('/api', nested);
    app.get('/api', answer);
    app.put('/api/', answer);
    close(app);
    expect(await ask(app, 'POST', '/api')).toEqual(refused('GET, HEAD'));
    expect(await ask(app, 'POST', '/api/')).toEqual(refused('PUT'));
  });

  it('may have a path, and may be mounted twice', async () => {
    const handler = methodNotAllowedHandler();
    const nested = Router();
    nested.use('/a', handler);
    const app = createApp();
    app.get('/x', answer);
    app.get('/api/a/x', answer);
    app.use('/api', nested);
    close(app, handler);
    expect(await ask(app, 'POST', '/api/a/x')).toEqual(refused('GET, HEAD'));
    expect(await ask(app, 'POST', '/x')).toEqual(refused('GET, HEAD'));
    expect(await ask(app, 'POST', '/api/x')).toEqual(missing);
    expect(await ask(app, 'POST', '/api/a/api/a/x')).toEqual(missing);
  });

  it('is found through wrappers that keep its properties: asyncRouter, and what APMs put around handlers', async () => {
    const app = asyncRouter(createApp());
    app.get('/x', answer);
    close(app);
    expect(await ask(app, 'POST', '/x')).toEqual(refused('GET, HEAD'));

    const traced = createApp();
    const handler = methodNotAllowedHandler();
    const around: RequestHandler = (request, response, next) => handler(request, response, next);
    for (const key in handler) Object.defineProperty(around, key, { get: () => Reflect.get(handler, key) });
    traced.get('/x', answer);
    traced.use(around);
    close(traced);
    expect(await ask(traced, 'POST', '/x')).toEqual(refused('GET, HEAD'));
  });

  it('says nothing where it cannot be found: of another app, or behind a wrapper that hides it', async () => {
    // Mounted past app.use(), an app leaves itself behind as request.app.
    const stray = createApp();
    stray.get('/:any/x', answer);
    const app = createApp();
    app.use(Router().use('/stray', stray));
    const hidden = methodNotAllowedHandler();
    app.use((request, response, next) => hidden(request, response, next));
    close(app);
    expect(await ask(app, 'POST', '/stray/x')).toEqual(missing);
    app.get('/x', answer);
    expect(await ask(createApp().use(app), 'POST', '/x')).toMatchObject({ status: 405, allow: 'GET, HEAD' });
  });
});

describe.each(hosts)('what is left alone on $name', ({ createApp, Router }) => {
  it('no handler, middleware or param callback of the app is called', async () => {
    const calls: string[] = [];
    const note =
      (name: string): RequestHandler =>
      (_request, _response, next) => {
        calls.push(name);
        next();
      };
    const nested = Router();
    nested.param('id', note('param'));
    nested.use(note('nested'));
    nested.get('/:id', note('get'));
    const app = createApp();
    app.use(methodNotAllowedHandler());
    app.use(note('app'));
    app.use('/orders', nested);
    app.use(errorHandler({ logger: false }));
    expect(await ask(app, 'POST', '/orders/1')).toEqual(refused('GET, HEAD'));
    expect(calls).toEqual([]);
  });

  it('the request and the layers keep what they had', async () => {
    const seen: object[] = [];
    const app = createApp();
    const handler = methodNotAllowedHandler();
    const state = (request: Parameters<RequestHandler>[0]): object => ({
      ...{
        url: request.url,
        baseUrl: request.baseUrl,
        params: { ...request.params },
        route: Reflect.get(request, 'route'),
      },
      layers: layersOf(app).map((layer) => [Reflect.get(layer, 'params'), Reflect.get(layer, 'path')]),
    });
    app.get('/orders/:id', answer);
    app.use(
      Object.assign(
        ((request, response, next) => {
          const before = state(request);
          handler(request, response, (error) => {
            seen.push(before, state(request));
            next(error);
          });
        }) satisfies RequestHandler,
        handler,
      ),
    );
    app.put('/orders/:other', answer);
    app.use(errorHandler({ logger: false }));
    expect((await ask(app, 'PUT', '/orders/1')).status).toBe(200);
    expect(await ask(app, 'POST', '/orders/2')).toEqual(refused('GET, HEAD, PUT'));
    const [, , before, after] = seen;
    expect(after).toEqual(before);
  });

  it('a response that has begun is not written to', async () => {
    const app = createApp();
    app.get('/x', answer);
    app.use((_request, response, next) => {
      response.write('begun');
      next();
      response.end();
    });
    app.use(methodNotAllowedHandler());
    app.use((_request, response, _next) => void response.write(' on'));
    const { status, allow, text } = await ask(app, 'OPTIONS', '/x');
    expect({ status, allow, text }).toEqual({ status: 200, allow: undefined, text: 'begun on' });
  });
});

it('Express 4: a RegExp of the app with the flag g is read from its start and left where it was', async () => {
  const pattern = /^\/x$/g;
  const app = express4();
  app.put(pattern, answer);
  close(app);
  expect(await ask(app, 'POST', '/x')).toEqual(refused('PUT'));
  expect(pattern.lastIndex).toBe(2); // Express has matched it before
  const early = express4().use(methodNotAllowedHandler()).put(pattern, answer);
  pattern.lastIndex = 0;
  // An answer: Express, which would go on to match with an error, has no more layers to look at.
  expect(await ask(early, 'OPTIONS', '/x')).toEqual({ status: 200, allow: 'PUT', text: 'PUT' });
  expect(pattern.lastIndex).toBe(0);
});

function routerOf(app: Express): object {
  return (Reflect.get(app, '_router') ?? app.router) as object;
}

function layersOf(app: Express): object[] {
  return Reflect.get(routerOf(app), 'stack') as object[];
}

/** The first route of an app loses its sense for us; Express goes on with what it has. */
function breakRoute(app: Express, change: (layer: object) => void): void {
  const layer = layersOf(app).find((one) => Reflect.get(one, 'route') !== undefined) ?? {};
  Object.defineProperty(layer, 'match', { value: () => false });
  change(layer);
}

function setMatcher(layer: object, matcher: unknown): void {
  if (Reflect.has(layer, 'matchers')) Reflect.set(layer, 'matchers', [matcher]);
  else Reflect.set(layer, 'regexp', matcher);
}

const unknownShapes: Readonly<Record<string, (app: Express) => void>> = {
  'a layer without a matcher': (app) =>
    breakRoute(app, (layer) => {
      Reflect.deleteProperty(layer, 'matchers');
      Reflect.deleteProperty(layer, 'regexp');
    }),
  'a matcher that is no function': (app) => breakRoute(app, (layer) => setMatcher(layer, 'no function')),
  'a matcher that answers something else': (app) => breakRoute(app, (layer) => setMatcher(layer, () => ({ at: '/x' }))),
  'a route without methods': (app) =>
    breakRoute(app, (layer) => Reflect.set(Reflect.get(layer, 'route') as object, 'methods', undefined)),
  'a layer without a handler': (app) => breakRoute(app, (layer) => Reflect.deleteProperty(layer, 'handle')),
  'a layer that is nothing': (app) => void layersOf(app).push(null as unknown as object),
  'more matchers than anybody writes': (app) =>
    breakRoute(app, (layer) => {
      setMatcher(layer, 'no function');
      if (Reflect.has(layer, 'matchers'))
        Reflect.set(
          layer,
          'matchers',
          new Array(1001).fill(() => false),
        );
    }),
  'a connect app, whose layers have no routes': (app) => {
    app.use(Object.assign(pass.bind(undefined), { stack: [{ route: '', handle: pass }] }));
    layersOf(app).unshift(...layersOf(app).splice(-1));
  },
  'a stack that is no list': (app) => void Reflect.set(routerOf(app), 'stack', unlistedStack(layersOf(app))),
};

/** Works for Express, which reads by index and length, and is not known to be read further. */
function unlistedStack(layers: readonly object[]): object {
  return { ...layers, length: layers.length };
}

describe.each(hosts)('a router of an unknown shape on $name', ({ createApp }) => {
  test.each(Object.entries(unknownShapes))('gives a 404, never a wrong Allow: %s', async (_name, change) => {
    const app = createApp();
    app.get('/x', answer);
    app.put('/x', answer);
    close(app);
    expect(await ask(app, 'POST', '/x')).toEqual(refused('GET, HEAD, PUT'));
    change(app);
    const { status, allow } = await ask(app, 'POST', '/x');
    expect({ status, allow }).toEqual({ status: 404, allow: undefined });
  });
});

const askRaw = shareServer();

describe.each(hosts)('targets on $name', ({ createApp, Router }) => {
  it('absolute-form, fragments and the asterisk are read as Express reads them', async () => {
    const app = createApp();
    app.use('/api', Router().get('/x', answer));
    app.get('/', answer);
    close(app);
    expect(await askRaw(app, 'POST', 'http://shop.example/api/x?y')).toEqual({ status: 405, allow: 'GET, HEAD' });
    expect(await askRaw(app, 'POST', 'http://shop.example?y')).toEqual({ status: 405, allow: 'GET, HEAD' });
    expect(await askRaw(app, 'POST', '/api/x#y')).toEqual({ status: 405, allow: 'GET, HEAD' });
    expect(await askRaw(app, 'POST', '//api/x')).toEqual({ status: 404, allow: undefined });
    expect(await askRaw(app, 'OPTIONS', '*')).toEqual({ status: 404, allow: undefined });
  });

  it('a rewritten url and an overridden method count', async () => {
    const app = createApp();
    app.use((request, _response, next) => {
      request.url = request.url.replace('/v1', '');
      if (request.method === 'TRACE') request.method = 'put';
      next();
    });
    app.get('/x', answer);
    app.put('/y', pass);
    close(app);
    expect(await askRaw(app, 'POST', '/v1/x')).toEqual({ status: 405, allow: 'GET, HEAD' });
    expect(await askRaw(app, 'TRACE', '/y')).toEqual({ status: 404, allow: undefined });
  });
});

describe.each(hosts)('bounds on $name', ({ createApp, Router }) => {
  it('a router mounted in itself is followed as far as the path goes', async () => {
    const replies = Router();
    replies.get('/', answer);
    replies.use('/:id/replies', replies);
    const app = createApp();
    app.use('/comments', replies);
    close(app);
    expect(await ask(app, 'POST', '/comments/1/replies/2/replies')).toEqual(refused('GET, HEAD'));
    expect(await ask(app, 'POST', '/comments/1/replies/2')).toEqual(missing);
  });

  it('routers nested beyond any sense, and layers beyond count, give a 404', async () => {
    const app = createApp();
    let inner = Router().get('/x', answer);
    for (let depth = 0; depth < 70; depth += 1) inner = Router().use(inner);
    app.use(inner);
    app.get('/x', answer);
    close(app);
    expect(await ask(app, 'POST', '/x')).toEqual(missing);

    const wide = createApp();
    wide.get('/x', answer);
    close(wide);
    expect(await ask(wide, 'POST', '/x')).toEqual(refused('GET, HEAD'));
    const [first] = layersOf(wide).filter((layer) => Reflect.get(layer, 'route') !== undefined);
    for (let count = 0; count < 20_000; count += 1) layersOf(wide).push(first ?? {});
    expect(await ask(wide, 'POST', '/x')).toEqual(missing);
  });
});

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
const verbs = ['get', 'head', 'post', 'put', 'patch', 'delete', 'options'] as const;
const paths = [
  '/',
  '/a',
  '/A/',
  '/b',
  '/a/',
  '/a/b',
  '/a/b/',
  '/a/a',
  '/b/a/b',
  '/a/b/a/b',
  '/a/b/b/a/b',
  '/c',
  '//a',
  '/%61',
];

type Verb = (typeof verbs)[number];
type Item =
  | { readonly kind: 'route'; readonly path: string; readonly verbs: readonly Verb[]; readonly guarded: boolean }
  | { readonly kind: 'all' | 'middleware' | 'handler'; readonly path: string }
  | {
      readonly kind: 'router';
      readonly path: string;
      readonly options: RouterOptions;
      readonly items: readonly Item[];
    };

const optionsOf = fc.record({ strict: fc.boolean(), caseSensitive: fc.boolean(), mergeParams: fc.boolean() });
const mountPath = fc.constantFrom('/', '/a', '/:m', '/a/b', '/a/', '/b');
const routePath = fc.constantFrom('/', '/a', '/b', '/a/b', '/:id', '/a/:id', '/a/');
const { items } = fc.letrec<{ items: Item[]; item: Item; router: Item; leaf: Item }>((tie) => ({
  items: fc.array(tie('item'), { maxLength: 6 }),
  item: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { arbitrary: tie('leaf'), weight: 3 },
    { arbitrary: tie('router'), weight: 2 },
  ),
  router: fc.record({ kind: fc.constant('router' as const), path: mountPath, options: optionsOf, items: tie('items') }),
  leaf: fc.oneof(
    {
      arbitrary: fc.record({
        kind: fc.constant('route' as const),
        path: routePath,
        verbs: fc.uniqueArray(fc.constantFrom(...verbs), { minLength: 1, maxLength: 3 }),
        guarded: fc.boolean(),
      }),
      weight: 4,
    },
    {
      arbitrary: fc.record({
        kind: fc.constantFrom('all' as const, 'middleware' as const, 'handler' as const),
        path: routePath,
      }),
      weight: 1,
    },
  ),
}));

function mount(router: Router, list: readonly Item[], host: Host, handler: RequestHandler): void {
  for (const item of list) {
    if (item.kind === 'router') {
      const nested = host.Router(item.options);
      mount(nested, item.items, host, handler);
      router.use(item.path, nested);
    } else if (item.kind === 'route') {
      const route = router.route(item.path);
      if (item.guarded) route.all(pass);
      for (const verb of item.verbs) route[verb](answer);
    } else if (item.kind === 'all') router.all(item.path, pass);
    else router.use(item.path, item.kind === 'handler' ? handler : pass);
  }
}

function listed(answers: ReadonlyMap<string, RawAnswer>): string[] {
  return [...answers].filter(([, { status }]) => status !== 404 && status !== 405).map(([method]) => method);
}

describe.each(hosts)('every app of $name', (host) => {
  it('ME-1: Allow is what the app answers otherwise than by 404 and 405', { timeout: 120_000 }, async () => {
    let refusals = 0;
    const checkPath = async (app: Express, path: string): Promise<void> => {
      const answers = new Map<string, RawAnswer>();
      for (const method of methods) answers.set(method, await askRaw(app, method, path));
      const supported = listed(answers).sort();
      for (const [method, { status, allow }] of answers) {
        if (supported.includes(method)) continue;
        const members = allow?.split(', ').filter((one) => one !== 'OPTIONS');
        expect({ method, path, status, members }).toEqual(
          supported.length === 0
            ? { method, path, status: 404, members: undefined }
            : { method, path, status: 405, members: supported },
        );
        refusals += status === 405 ? 1 : 0;
      }
      if (supported.length > 0) expect((await askRaw(app, 'OPTIONS', path)).status).toBe(200);
    };
    await fc.assert(
      fc.asyncProperty(items, optionsOf, async (list, options) => {
        const app = host.createApp(options);
        const handler = methodNotAllowedHandler();
        mount(app, list, host, handler as RequestHandler);
        close(app, handler);
        for (const path of paths) await checkPath(app, path);
      }),
      { numRuns: 100 },
    );
    expect(refusals).toBeGreaterThan(500);
  });
});
