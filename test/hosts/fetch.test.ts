import { describe, expect, it } from 'vitest';
import { errorHandler } from '../../src/fetch.ts';
import { BadGateway, createError, planErrorResponse, RequestTimeout } from '../../src/index.ts';
import type { ErrorReport } from '../../src/report/error-report.ts';

const quiet = { logger: false } as const;
const request = new Request('http://x/orders?token=secret', { headers: { 'x-request-id': 'r-1' } });

describe('errorHandler', () => {
  it('gives a Response with the envelope and its fields', async () => {
    const response = errorHandler({ ...quiet, server: 'httperrors.com' })(new BadGateway('secret'), request);
    expect(response.status).toBe(502);
    expect(response.statusText).toBe('Bad Gateway');
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'cache-control': 'no-store',
      'content-length': '46',
      'content-type': 'application/json',
      server: 'httperrors.com',
      'x-content-type-options': 'nosniff',
    });
    expect(await response.text()).toBe('{"error":{"code":502,"message":"Bad Gateway"}}');
  });

  it('ST-1, ST-2: prior headers are cleaned, and repeated cookies stay apart', () => {
    const prior = new Headers([
      ['ETag', '"v1"'],
      ['Access-Control-Allow-Origin', '*'],
      ['Set-Cookie', 'a=1'],
      ['Set-Cookie', 'b=2'],
    ]);
    const { headers } = errorHandler(quiet)(new BadGateway(), request, prior);
    expect(headers.has('etag')).toBe(false);
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(prior.get('etag')).toBe('"v1"');
  });

  it('CO-4: a 408 asks for the end of the connection, a 426 names its option', () => {
    const fail = errorHandler(quiet);
    expect(fail(new RequestTimeout(), request).headers.get('connection')).toBe('close');
    const upgrade = fail(createError(426, { upgrade: 'websocket' }), request);
    expect(upgrade.headers.get('connection')).toBe('Upgrade');
  });

  it('FR-5: HEAD gets no content', async () => {
    const response = errorHandler(quiet)(new BadGateway(), new Request('http://x/', { method: 'HEAD' }));
    expect(response.headers.get('content-length')).toBe('46');
    expect(response.body).toBeNull();
  });

  it.each([null, undefined, 'text', Symbol('x'), 1n])('SE-3: %s is a 500', async (thrown) => {
    const response = errorHandler(quiet)(thrown, request);
    expect(await response.json()).toEqual({ error: { code: 500, message: 'Internal Server Error' } });
  });

  it.each([null, undefined, {}, 'no request'])('a request that is none (%s) is answered all the same', (broken) => {
    expect(errorHandler(quiet)(new BadGateway(), broken as never).status).toBe(502);
  });

  it('CO-10: the record of a client that has left says 499', () => {
    const reports: ErrorReport[] = [];
    const gone = new AbortController();
    const left = new Request('http://x/', { signal: gone.signal });
    gone.abort();
    errorHandler({ ...quiet, onError: (report) => void reports.push(report) })(new BadGateway(), left);
    expect(reports.map((report) => [report['http.response.status_code'], report['failwell.outcome']])).toEqual([
      [499, 'client_gone'],
    ]);
  });
});

it('a plan of planErrorResponse is a ResponseInit', async () => {
  const plan = planErrorResponse(new BadGateway(), request);
  const response = new Response(plan.body, plan);
  expect([response.status, response.statusText, await response.text()]).toEqual([502, 'Bad Gateway', plan.body]);
});
