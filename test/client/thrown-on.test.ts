import express from 'express';
import Koa from 'koa';
import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { errorFromCaught, errorFromResponse } from '../../src/client.ts';
import { errorHandler } from '../../src/express.ts';
import {
  BadGateway,
  createError,
  type ErrorHandlerOptions,
  type ErrorReport,
  isHttpError,
  mapError,
  NotFound,
  toHttpError,
} from '../../src/index.ts';
import { installErrorHandler } from '../../src/koa.ts';
import { upstream } from '../../src/upstream.ts';

const secret = 'the-upstreams-own';

/** What an upstream that uses failwell, too, has answered. */
function answerOf(status: number, headers: Record<string, string> = {}): Response {
  const error = { code: status, message: `${secret} message`, reason: 'SECRET_REASON', details: { secret } };
  return Response.json(
    { error: { ...error, requestId: 'up-1', help: `/${secret}` } },
    {
      status,
      headers: { 'set-cookie': secret, 'www-authenticate': `Basic realm="${secret}"`, ...headers },
    },
  );
}

type Handler = () => unknown;

const hosts: readonly (readonly [
  string,
  (handle: Handler, options: ErrorHandlerOptions) => express.Express | ReturnType<Koa['callback']>,
])[] = [
  [
    'Express 5',
    (handle, options) => {
      const app = express();
      app.get('/', async () => {
        throw await handle();
      });
      return app.use(errorHandler(options));
    },
  ],
  [
    'Koa 3',
    (handle, options) => {
      const app = new Koa();
      app.silent = true;
      installErrorHandler(app, options);
      app.use(async () => {
        throw await handle();
      });
      return app.callback();
    },
  ],
];

describe.each(hosts)('%s: a decoded error that a handler lets escape', (_name, mount) => {
  const ask = async (handle: Handler, options: ErrorHandlerOptions = {}) => {
    const reports: ErrorReport[] = [];
    const app = mount(handle, { logger: false, onError: (report) => void reports.push(report), ...options });
    const { status, text, headers } = await request(app).get('/');
    return { status, text, headers, report: reports[0] };
  };

  test.each([
    [400, 502],
    [401, 502],
    [404, 502],
    [409, 502],
    [499, 502],
    [500, 502],
    [502, 502],
    [520, 502],
    [429, 503],
    [503, 503],
    [408, 504],
    [504, 504],
  ])('an upstream that said %i is our %i, and nothing of it is shown', async (received, answered) => {
    for (const debug of [{}, { format: 'problem', include: ['retry', 'requestId', 'traceId', 'status'] } as const]) {
      const { status, text, headers, report } = await ask(() => errorFromResponse(answerOf(received)), debug);
      expect(status).toBe(answered);
      expect(text).not.toContain('ecret');
      expect(text).not.toContain(secret);
      expect(text).not.toContain('up-1');
      expect(JSON.stringify(headers)).not.toContain(secret);
      // The operator sees what it was.
      expect(report?.['exception.message']).toContain(`${secret} message`);
      expect(report?.['failwell.rule']).toBe(`upstream/${received}`);
      expect(report?.['failwell.domain']).toBe('upstream');
      if (received === 404) expect(report?.['exception.type']).toBe('NotFound');
    }
  });

  test('its Retry-After is taken over where it is valid', async () => {
    const { headers } = await ask(() => errorFromResponse(answerOf(503, { 'retry-after': '7' })));
    expect(headers['retry-after']).toBe('7');
  });

  test('as the cause of an error of ours it is for the record alone', async () => {
    const { status, text, report } = await ask(async () => {
      const cause = await errorFromResponse(answerOf(404));
      return new BadGateway(`orders answered ${cause?.status}, its request ${cause?.requestId}`, { cause });
    });
    expect([status, text]).toEqual([502, '{"error":{"code":502,"message":"Bad Gateway"}}']);
    expect(report?.['exception.message']).toBe('orders answered 404, its request up-1');
    expect(report?.['failwell.causes']).toMatchObject([{ message: `${secret} message` }]);
  });

  test('behind an error of nobody it is an upstream failure too', async () => {
    const wrap = async () => new Error('could not load', { cause: await errorFromResponse(answerOf(404)) });
    expect((await ask(wrap)).status).toBe(502);
  });

  test('it is passed on where you say so: by a map, or by an error of your own', async () => {
    const map = [
      mapError.when(
        (error) => isHttpError(error, 404),
        (error) => new NotFound('No such order', { cause: error }),
      ),
    ];
    const mapped = await ask(() => errorFromResponse(answerOf(404)), { map });
    expect([mapped.status, mapped.text]).toEqual([404, '{"error":{"code":404,"message":"No such order"}}']);
    expect((await ask(() => errorFromResponse(answerOf(409)), { map })).status).toBe(502);
  });

  test('role: origin says 500, as of any upstream', async () => {
    expect((await ask(() => errorFromResponse(answerOf(404)), { role: 'origin' })).status).toBe(500);
  });

  test('a network failure that was decoded is a 502 of ours', async () => {
    const caught = Object.assign(new TypeError('fetch failed'), {
      cause: Object.assign(new Error(secret), { code: 'ECONNREFUSED' }),
    });
    const { status, text, report } = await ask(() => errorFromCaught(caught));
    expect([status, text]).toEqual([502, '{"error":{"code":502,"message":"Bad Gateway"}}']);
    expect(JSON.stringify(report)).toContain('ECONNREFUSED');
  });
});

describe('no way around', () => {
  test('createError does not lend the status of a decoded error', async () => {
    const decoded = await errorFromResponse(answerOf(404));
    expect(createError(decoded as never, { reason: 'X' }).status).toBe(500);
    expect(createError(502, decoded as never).status).toBe(502);
    expect(toHttpError(createError(decoded as never)).status).toBe(502);
  });

  test('toHttpError makes it a 502 with the decoded error as its cause', async () => {
    const decoded = await errorFromResponse(answerOf(404));
    const error = toHttpError(decoded);
    expect(error).toBeInstanceOf(BadGateway);
    expect(error.cause).toBe(decoded);
    expect(JSON.stringify(error)).toBe('{"error":{"code":502,"message":"Bad Gateway"}}');
  });

  test('upstream() takes it for the failure of its call, and passOn lets its status through in words of ours', async () => {
    const call = async () => {
      throw await errorFromResponse(answerOf(404));
    };
    const stopped = await upstream('orders', call).catch((error: unknown) => error);
    expect(stopped).toMatchObject({ status: 502, upstream: { name: 'orders', status: 404 } });
    const passed = await upstream('orders', call, { passOn: [404] }).catch((error: unknown) => error);
    expect(passed).toBeInstanceOf(NotFound);
    expect(JSON.stringify(passed)).toBe('{"error":{"code":404,"message":"Not Found"}}');
  });
});
