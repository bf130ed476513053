import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import pino from 'pino';
import { describe, expect, it } from 'vitest';
import { errorHandler } from '../../src/express.ts';
import { validRecord } from './support.ts';

/** A port where nobody listens. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<unknown>((resolve) => server.close(resolve));
  return port;
}

describe('the record of a live request', () => {
  it('a refused upstream behind Express: one valid line in pino that says what, where and whose turn it is', async () => {
    const lines: string[] = [];
    const port = await closedPort();
    const app = express();
    app.get('/orders/:id', async () => {
      await fetch(`http://127.0.0.1:${port}/?api_key=zoo-s3cret`, { headers: { authorization: 'Bearer zoo-s3cret' } });
    });
    app.use(errorHandler({ logger: pino({ base: null }, { write: (line: string) => void lines.push(line) }) }));
    const server = app.listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
    const response = await fetch(
      `http://127.0.0.1:${(server.address() as AddressInfo).port}/orders/7?token=zoo-s3cret`,
      {
        headers: {
          traceparent: `00-${traceId}-00f067aa0ba902b7-01`,
          'x-request-id': 'req-7',
          cookie: 'sid=zoo-s3cret',
        },
      },
    );
    expect(response.status).toBe(502);
    await response.text();
    await new Promise<unknown>((resolve) => server.close(resolve));

    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain('zoo-s3cret');
    const { level, time, msg, err, ...fields } = JSON.parse(lines[0] as string) as Record<string, unknown>;
    expect([level, typeof time]).toEqual([50, 'number']);
    expect(err).toMatchObject({ type: 'TypeError', message: 'fetch failed' });
    expect(validRecord({ ...fields, message: msg })).toMatchObject({
      message: `GET /orders/7 502 BadGateway: fetch failed: connect ECONNREFUSED 127.0.0.1:${port}`,
      'http.request.method': 'GET',
      'url.path': '/orders/7',
      'http.route': '/orders/:id',
      'http.response.status_code': 502,
      'error.type': 'BadGateway',
      'exception.type': 'TypeError',
      trace_id: traceId,
      span_id: '00f067aa0ba902b7',
      trace_flags: '01',
      'failwell.request_id': 'req-7',
      'failwell.domain': 'upstream',
      'failwell.rule': expect.stringContaining('transport'),
      'failwell.proxy.error': 'connection_refused',
      'failwell.retry.retryable': true,
      'failwell.causes': [expect.objectContaining({ code: 'ECONNREFUSED' })],
    });
  });
});
