import { createReadStream } from 'node:fs';
import { PassThrough } from 'node:stream';
import Koa from 'koa';
import Koa2 from 'koa2';
import { describe, expect, test, vi } from 'vitest';
import { installErrorHandler, type KoaApp } from '../../src/koa.ts';
import { ask, getRequest } from '../support/ask.ts';
import { connectRaw } from '../support/raw-http.ts';
import { serve } from '../support/servers.ts';

const error500 =
  /^HTTP\/1\.1 500 Internal Server Error\r\n[\s\S]*\{"error":\{"code":500,"message":"Internal Server Error"\}\}$/;

/** An app with one body; what it reported. */
async function start(
  App: typeof Koa,
  createBody: () => unknown,
): Promise<{ port: number; onError: ReturnType<typeof vi.fn> }> {
  const onError = vi.fn();
  const app = new App();
  installErrorHandler(app as unknown as KoaApp, { logger: false, onError });
  app.use((context) => {
    context.body = createBody();
  });
  return { port: (await serve(app.callback())).port, onError };
}

function createPart(then?: (body: PassThrough) => void): PassThrough {
  const body = new PassThrough();
  body.write('part');
  if (then !== undefined) setTimeout(then, 20, body);
  return body;
}

const fail = (body: PassThrough): void => void body.destroy(new Error('disk'));

describe.each([
  ['Koa 3', Koa],
  ['Koa 2', Koa2],
])('the body stream of %s', (_name, App) => {
  test('a file that is not there is a 500, reported once as such', async () => {
    const { port, onError } = await start(App, () => createReadStream('/nonexistent'));
    expect(await ask(port, getRequest)).toMatch(error500);
    expect(onError.mock.calls.map(([report]) => report['http.response.status_code'])).toEqual([500]);
  });

  test('a failure behind bytes on HTTP/1.0 resets: nothing else would tell that the message is cut (TR-3)', async () => {
    const { port, onError } = await start(App, () => createPart(fail));
    const connection = await connectRaw(port, '1.0');
    connection.expect('GET');
    connection.send('GET / HTTP/1.0\r\n\r\n');
    expect(await connection.closed(1_500)).toBe(true);
    expect(connection.exchange()).toMatchObject({ reset: true, responses: [{ complete: false }] });
    expect(onError).toHaveBeenCalledTimes(1);
  });

  test('a stream that ends is sent whole', async () => {
    const { port, onError } = await start(App, () => createPart((body) => void body.end(' two')));
    expect(await ask(port, getRequest)).toMatch(/part[\s\S]* two\r\n0\r\n\r\n$/);
    expect(onError).not.toHaveBeenCalled();
  });

  test('a client that leaves is no failure of the stream', async () => {
    const bodies: PassThrough[] = [];
    const { port, onError } = await start(App, () => {
      const body = createPart();
      bodies.push(body);
      return body;
    });
    const connection = await connectRaw(port);
    connection.send(getRequest);
    await vi.waitFor(() => expect(connection.exchange().bytes.toString()).toContain('part'));
    connection.destroy();
    await vi.waitFor(() => expect(bodies[0]?.destroyed).toBe(true));
    for (const [report] of onError.mock.calls) expect(report).toMatchObject({ 'http.response.status_code': 499 });
  });
});

describe('what Koa 3 turns into a stream', () => {
  const createWebStream = (): ReadableStream =>
    new ReadableStream({ pull: (controller) => controller.error(new Error('disk')) });

  test.each([
    ['a Web stream', createWebStream],
    ['a Web Response', () => new Response(createWebStream())],
  ])('%s that fails is a 500', async (_name, createBody) => {
    const { port, onError } = await start(Koa, createBody);
    expect(await ask(port, getRequest)).toMatch(error500);
    expect(onError).toHaveBeenCalledTimes(1);
  });
});

test('a destroy of somebody else still destroys', async () => {
  const app = new Koa();
  installErrorHandler(app as unknown as KoaApp, { logger: false });
  app.use((context) => {
    context.body = createPart();
    setTimeout(() => context.res.destroy(), 20);
  });
  const { port } = await serve(app.callback());
  expect(await ask(port, getRequest)).not.toContain('0\r\n\r\n');
});
