import { inspect } from 'node:util';
import express from 'express';
import express4 from 'express4';
import { describe, expect, test, vi } from 'vitest';
import { asyncHandler, asyncRouter, errorHandler, notFoundHandler } from '../../src/express.ts';
import { Conflict, createError, MethodNotAllowed, ServiceUnavailable, TooManyRequests } from '../../src/index.ts';
import { request } from '../support/checked-request.ts';

type Create = typeof express;
const versions: readonly (readonly [string, Create])[] = [
  ['Express 5', express],
  ['Express 4', express4],
];

const silent = { logger: false } as const;

function appThat(create: Create, fail: () => never): ReturnType<Create> {
  const app = create();
  app.get('/', fail);
  app.use(notFoundHandler());
  app.use(errorHandler(silent));
  return app;
}

describe.each(versions)('%s', (_name, create) => {
  test('a typed error leaves with its status, text and reason', async () => {
    const app = appThat(create, () => {
      throw new Conflict('Order 7 is locked', { reason: 'ORDER_LOCKED', details: { by: 'billing' } });
    });
    const response = await request(app).get('/').expect(409).expect('Content-Type', 'application/json');
    expect(response.body).toEqual({
      error: { code: 409, message: 'Order 7 is locked', reason: 'ORDER_LOCKED', details: { by: 'billing' } },
    });
  });

  test('a bug is a 500 that says nothing of it (CT-5)', async () => {
    const app = appThat(create, () => {
      throw new TypeError('cannot read secret of undefined');
    });
    const response = await request(app).get('/').expect(500);
    expect(response.text).toBe('{"error":{"code":500,"message":"Internal Server Error"}}');
  });

  test('an error of http-errors keeps status and exposed text (SE-8)', async () => {
    const app = appThat(create, () => {
      throw createError(404, 'No such user');
    });
    await request(app)
      .get('/')
      .expect(404, { error: { code: 404, message: 'No such user' } });
  });

  test('nobody answered: 404 by notFoundHandler, without the path', async () => {
    const app = appThat(create, () => {
      throw new Error('unused');
    });
    const response = await request(app).get('/<script>').expect(404);
    expect(response.text).toBe('{"error":{"code":404,"message":"Not Found"}}');
  });

  test('a malformed JSON body is the 400 of the body parser, its excerpt of the body is not repeated', async () => {
    const app = create();
    app.use(create.json());
    app.post('/', (_req, res) => {
      res.end('unreachable');
    });
    app.use(errorHandler(silent));
    const response = await request(app).post('/').set('Content-Type', 'application/json').send('{"password":"hunter2"');
    expect(response.status).toBe(400);
  });

  test('Allow and Retry-After go out with the error that knows them (ME-1, RA-1)', async () => {
    const app = create();
    app.get('/allow', () => {
      throw new MethodNotAllowed({ allow: ['GET', 'HEAD'] });
    });
    app.get('/retry', () => {
      throw new TooManyRequests('Slow down', { retryAfter: 1.2 });
    });
    app.use(errorHandler(silent));
    await request(app).get('/allow').expect(405).expect('Allow', 'GET, HEAD');
    await request(app).get('/retry').expect(429).expect('Retry-After', '2');
  });

  test('HEAD has the fields of GET and no content (FR-5, FR-6)', async () => {
    const app = appThat(create, () => {
      throw new ServiceUnavailable();
    });
    const get = await request(app).get('/').expect(503);
    const head = await request(app).head('/').expect(503);
    expect(head.text).toBeUndefined();
    expect(head.headers['content-length']).toBe(get.headers['content-length']);
  });

  test('of two handlers the second does nothing (SL-5)', async () => {
    const reports = vi.fn();
    const app = create();
    app.get('/', () => {
      throw new Conflict();
    });
    app.use(errorHandler({ ...silent, onError: reports }));
    app.use(errorHandler({ ...silent, onError: reports }));
    await request(app).get('/').expect(409);
    expect(reports).toHaveBeenCalledTimes(1);
  });

  test('`res.err` is set, for pino-http and APMs, and holds nothing that may not be logged', async () => {
    const thrown = Object.assign(new TypeError('boom at http://u:hunter2@x/'), {
      code: 'E_BOOM',
      config: { auth: 'hunter2' },
    });
    const seen: unknown[] = [];
    const app = create();
    app.use((_req, res, next) => {
      res.on('finish', () => seen.push(Reflect.get(res, 'err')));
      next();
    });
    app.get('/', () => {
      throw thrown;
    });
    app.use(errorHandler(silent));
    await request(app).get('/').expect(500);
    const [error] = seen as [Error];
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ name: 'TypeError', code: 'E_BOOM' });
    expect(error.stack).toContain('express.test.ts');
    expect(inspect(error, { showHidden: true })).not.toContain('hunter2');
  });

  test.each([
    ['null', null],
    ['undefined', undefined],
    ['0', 0],
    ["'route'", 'route'],
  ])('asyncHandler: a thrown %s is a 500 and no 404 (SE-3)', async (_label, value) => {
    const app = create();
    app.get(
      '/sync',
      asyncHandler(() => {
        throw value;
      }),
    );
    app.get(
      '/async',
      asyncHandler(async () => {
        throw value;
      }),
    );
    app.use(notFoundHandler());
    app.use(errorHandler(silent));
    await request(app).get('/sync').expect(500);
    await request(app).get('/async').expect(500);
  });

  test('asyncRouter wraps what is registered on it', async () => {
    const app = create();
    const router = asyncRouter(create.Router());
    router.get('/', async () => {
      throw new Conflict();
    });
    app.use(router);
    app.use(errorHandler(silent));
    await request(app).get('/').expect(409);
  });
});

test('a misspelt option throws when the handler is made, with a suggestion', () => {
  expect(() => errorHandler({ sever: 'x' } as never)).toThrow('"sever" is not an option; did you mean "server"?');
});
