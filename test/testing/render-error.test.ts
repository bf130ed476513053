import { createServer } from 'node:http';
import supertest from 'supertest';
import { describe, expect, test, vi } from 'vitest';
import { BadGateway, NotFound, RequestTimeout, UpgradeRequired } from '../../src/index.ts';
import { errorHandler } from '../../src/node.ts';
import { renderError } from '../../src/testing.ts';

describe('renderError', () => {
  test('status, headers, body, retry and record of one failure', () => {
    const { status, statusText, json, retry, record, error, header } = renderError(
      new NotFound('no order 7', { reason: 'NO_ORDER' }),
      '/orders/7?token=abc',
      { server: 'orders' },
    );
    expect({ status, statusText }).toEqual({ status: 404, statusText: 'Not Found' });
    expect(json).toEqual({ error: { code: 404, message: 'no order 7', reason: 'NO_ORDER' } });
    expect(retry).toEqual({ retryable: false });
    expect(header('SERVER')).toBe('orders');
    expect(header('x-none')).toBeUndefined();
    expect(record).toMatchObject({ 'url.path': '/orders/7', 'failwell.reason': 'NO_ORDER', severity_text: 'INFO' });
    expect(error).toBeInstanceOf(NotFound);
  });

  test('says what a server says', async () => {
    const fail = errorHandler({ include: ['retry'], retry: false, logger: false });
    const server = createServer((req, res) => {
      res.setHeader('Access-Control-Allow-Origin', '*');
      res.setHeader('ETag', '"1"');
      fail(new BadGateway(), req, res);
    });
    const live = await supertest(server).get('/x');
    const rendered = renderError(
      new BadGateway(),
      '/x',
      { include: ['retry'], retry: false },
      { ETag: '"1"', 'Access-Control-Allow-Origin': '*' },
    );
    expect(rendered.body).toBe(live.text);
    const own = Object.fromEntries(rendered.headers.map(([name, value]) => [name.toLowerCase(), value]));
    const { connection: _, 'keep-alive': __, date: ___, ...rest } = live.headers as Record<string, string>;
    expect({ ...own, date: undefined }).toEqual({ ...rest, date: undefined });
  });

  test('HEAD has the same fields and no body; names of request fields in any case; a Web Request', () => {
    const head = renderError(new BadGateway(), { method: 'HEAD' });
    expect([head.body, head.json, head.header('content-length')]).toEqual(['', undefined, '46']);
    const page = renderError(new BadGateway(), { headers: { ACCEPT: 'text/html' } }, { format: 'negotiate' });
    expect(page.header('content-type')).toBe('text/html; charset=utf-8');
    const asked = new Request('http://x/orders/9', { headers: { accept: 'text/plain' } });
    const text = renderError(new BadGateway(), asked, { format: 'negotiate' });
    expect(text.header('content-type')).toBe('text/plain; charset=utf-8');
    expect(text.record['url.path']).toBe('/orders/9');
  });

  test('CO-4, ME-3: Connection as HTTP/1.1 has it', () => {
    expect(renderError(new RequestTimeout()).header('connection')).toBe('close');
    expect(renderError(new UpgradeRequired({ upgrade: 'websocket' })).header('connection')).toBe('Upgrade');
    expect(renderError(new NotFound()).header('connection')).toBeUndefined();
  });

  test('logs nothing by itself, calls the hook, and is wrong where options are', () => {
    const onError = vi.fn();
    const print = vi.spyOn(console, 'error');
    const { record } = renderError(new Error('boom'), '/', { onError });
    expect(onError).toHaveBeenCalledOnce();
    expect(onError.mock.calls[0]?.[0]).toEqual(record);
    expect(print).not.toHaveBeenCalled();
    expect(() => renderError(new Error('boom'), '/', { formt: 1 } as never)).toThrow('did you mean "format"');
  });

  test('a record is kept whatever levels, dedupe and failing hooks say', () => {
    const options = {
      dedupe: true,
      level: () => 'silent' as const,
      onError: () => {
        throw new Error('hook');
      },
    };
    for (const _ of [1, 2])
      expect(renderError(new Error('boom'), '/', options).record['error.type']).toBe('InternalServerError');
  });
});
