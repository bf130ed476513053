import { describe, expect, test } from 'vitest';
import { errorFromResponse, isHttpError, retryAdvice } from '../../src/client.ts';
import { statusTable } from '../../src/error/status.ts';
import { BadGateway, HttpError, NotFound } from '../../src/index.ts';

function respond(body: string | null, status = 502, headers: Record<string, string> = {}): Response {
  return new Response(body, { status, headers });
}

const json = { 'content-type': 'application/json' };

async function decode(body: string | null, status = 502, headers: Record<string, string> = json) {
  const error = await errorFromResponse(respond(body, status, headers));
  if (error === undefined) throw new Error('no error');
  return error;
}

describe('the status on the wire counts', () => {
  test.each([...statusTable.keys()])('%i is an instance of its class, by whichever copy', async (status) => {
    const error = await decode('{"error":{"code":404,"message":"x"},"status":404,"statusCode":404}', status);
    const facts = statusTable.get(status);
    expect(error).toBeInstanceOf(HttpError);
    expect(error).toBeInstanceOf(Error);
    expect(isHttpError(error, status)).toBe(true);
    expect(error).toMatchObject({ status, statusCode: status, name: facts?.errorName });
    expect(error instanceof NotFound).toBe(status === 404);
    expect(error.failureDomain).toBe(facts?.failureDomain);
  });

  test.each([499, 420, 520, 530, 599])('%i has no class and stays what it is', async (status) => {
    const error = await decode('', status);
    expect(error).toBeInstanceOf(HttpError);
    expect(error.status).toBe(status);
    expect(error.response.status).toBe(status);
  });

  test.each([600, 999])('%i counts as 500 and is kept as received', async (status) => {
    const error = await errorFromResponse({ status, headers: {}, data: '' });
    expect(error?.status).toBe(500);
    expect(error?.response.status).toBe(status);
  });

  test.each([100, 200, 204, 301, 304, 399])('%i is no error', async (status) => {
    expect(await errorFromResponse({ status, headers: {}, data: '{"error":{}}' })).toBeUndefined();
  });

  test.each([null, undefined, 404, 'x', {}, [], { status: '404' }, { status: 0 }, Response.error()])(
    'what is no response is no error: %s',
    async (value) => expect(await errorFromResponse(value)).toBeUndefined(),
  );
});

test('everything that failwell sends', async () => {
  const error = await decode(
    JSON.stringify({
      error: {
        code: 502,
        message: 'orders are away',
        status: 'UNAVAILABLE',
        reason: 'ORDERS_DOWN',
        details: { shard: 3 },
        retry: { retryable: true, after: 7, idempotentOnly: true },
        requestId: 'req-1',
        traceId: '0af7651916cd43dd8448eb211c80319c',
        help: '/errors/502',
      },
    }),
    502,
    { ...json, 'retry-after': '7', 'x-request-id': 'proxy-1' },
  );
  expect(error).toBeInstanceOf(BadGateway);
  expect({ ...error, message: error.message }).toEqual({
    message: 'orders are away',
    canonical: 'UNAVAILABLE',
    reason: 'ORDERS_DOWN',
    details: { shard: 3 },
    retry: { retryable: true, after: 7, afterMs: 7000, idempotentOnly: true, source: 'header' },
    retryAfter: 7,
    requestId: 'req-1',
    traceId: '0af7651916cd43dd8448eb211c80319c',
    help: '/errors/502',
  });
  expect(retryAdvice(error, { method: 'POST' }).retryable).toBe(false);
});
