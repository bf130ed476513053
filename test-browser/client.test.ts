import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import express, { type Express } from 'express';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { errorHandler, notFoundHandler } from '../src/express.ts';
import { Conflict, ServiceUnavailable } from '../src/index.ts';
import { ensureBuilt } from '../test/examples/built-package.ts';
import { serve } from '../test/support/servers.ts';
import { useBrowser } from './support/use-browser.ts';

const browser = useBrowser();
beforeAll(ensureBuilt, 120_000);

const dist = join(import.meta.dirname, '../dist');

/** A service that fails, with CORS or without; Retry-After is exposed to nobody. */
function service({ cors }: { readonly cors: boolean }): Express {
  const app = express();
  if (cors) app.use((_req, res, next) => void next(void res.set('Access-Control-Allow-Origin', '*')));
  app.get('/locked', () => {
    throw new Conflict('Order 7 is locked', { reason: 'ORDER_LOCKED', details: { by: ['billing', 'für Zoë'] } });
  });
  app.get('/busy', () => {
    throw new ServiceUnavailable({ retryAfter: 7 });
  });
  app.get('/page', (_req, res) => void res.status(502).send('<h1>502 <b>Bad</b> Gateway</h1>'));
  app.get('/ok', (_req, res) => void res.json({ ok: true }));
  app.get('/endless', (_req, res) => {
    res.status(503);
    const timer = setInterval(() => res.write('x'.repeat(65_536)), 5);
    res.on('close', () => clearInterval(timer));
  });
  // The page, and the published file as it is.
  app.get('/', (_req, res) => void res.send('<!doctype html><title>client</title>'));
  app.get('/client.js', (_req, res) => void res.type('js').send(readFileSync(join(dist, 'client.js'))));
  return app.use(notFoundHandler()).use(errorHandler({ include: ['retry', 'requestId'], logger: false }));
}

const decodeInPage = `async (url) => {
  const { errorFromResponse, isHttpError, retryAdvice } = await import('/client.js');
  const response = await fetch(url);
  const seen = response.headers.get('retry-after');
  const error = await errorFromResponse(response);
  if (!error) return { error: typeof error };
  const { status, name, message, reason, details, requestId, retryAfter, response: { format } } = error;
  const hasId = typeof requestId === 'string';
  const advice = retryAdvice(error, { method: 'GET' });
  const is = [error instanceof Error, isHttpError(error), isHttpError(error, status), isHttpError(error, 418)];
  return { status, name, message, reason, details, hasId, retryAfter, format, advice, is, seen };
}`;

interface Decoded {
  readonly [member: string]: unknown;
}

const decode = (page: Page, url: string): Promise<Decoded> =>
  page.evaluate(`(${decodeInPage})(${JSON.stringify(url)})`);

// Chromium writes a line for every response with an error status, whoever asked for it.
const ofStatus = /^console error: Failed to load resource: the server responded with a status of/;
// Seen now and then under load, of responses whose body was read to its end; what was decoded shows that nothing is missing.
const ofStream = /^request failed: GET \S+ net::ERR_ABORTED$/;

async function openClient() {
  const own = await serve(service({ cors: false }) as never);
  const opened = await browser.open();
  await opened.page.goto(own.url);
  return {
    ...opened,
    own: own.url,
    surprises: () => opened.troubles.filter((trouble) => !ofStatus.test(trouble) && !ofStream.test(trouble)),
  };
}

const isAnError = [true, true, true, false];

describe('failwell/client as published, loaded by a page as a module', () => {
  it('decodes what a failwell server of the same origin answers', async () => {
    const { page, own, surprises } = await openClient();
    expect(await decode(page, `${own}/locked`)).toMatchObject({
      status: 409,
      name: 'ConflictError',
      message: 'Order 7 is locked',
      reason: 'ORDER_LOCKED',
      details: { by: ['billing', 'für Zoë'] },
      hasId: true,
      format: 'json',
      is: isAnError,
    });
    expect(await decode(page, `${own}/busy`)).toMatchObject({
      status: 503,
      retryAfter: 7,
      advice: { retryable: true, after: 7, afterMs: 7000, idempotentOnly: false, source: 'header' },
      seen: '7',
    });
    expect(await decode(page, `${own}/nowhere`)).toMatchObject({ status: 404, name: 'NotFoundError', is: isAnError });
    expect(await decode(page, `${own}/ok`)).toEqual({ error: 'undefined' });
    expect(surprises()).toEqual([]);
  });

  it('reads the page of a proxy, and gives up an endless body', async () => {
    const { page, own, surprises } = await openClient();
    expect(await decode(page, `${own}/page`)).toMatchObject({
      status: 502,
      message: '502 Bad Gateway',
      format: 'html',
    });
    expect(await decode(page, `${own}/endless`)).toMatchObject({ status: 503, format: 'text' });
    expect(surprises()).toEqual([]);
  });

  it('finds the time to come back in the body where another origin hides Retry-After', async () => {
    const other = await serve(service({ cors: true }) as never);
    const { page, surprises } = await openClient();
    expect(await decode(page, `${other.url}/busy`)).toMatchObject({
      status: 503,
      seen: null,
      retryAfter: 7,
      advice: { retryable: true, after: 7, source: 'body' },
    });
    expect(await decode(page, `${other.url}/locked`)).toMatchObject({ status: 409, reason: 'ORDER_LOCKED' });
    expect(surprises()).toEqual([]);
  });

  it('takes what fetch itself throws for a failure of the network, and an abort of the page for none', async () => {
    const other = await serve(service({ cors: false }) as never);
    const { page } = await openClient();
    const found = await page.evaluate(`(async () => {
      const { errorFromCaught, retryAdvice } = await import('/client.js');
      const caught = (url, init) => fetch(url, init).then(() => undefined, errorFromCaught);
      const refused = await caught(${JSON.stringify(other.url)} + '/ok'); // no CORS: "Failed to fetch"
      const late = await caught('/endless', { signal: AbortSignal.timeout(0) });
      const left = await caught('/ok', { signal: AbortSignal.abort() });
      return { refused: [refused?.status, retryAdvice(refused, { method: 'POST' }).retryable], late: late?.status, left: typeof left };
    })()`);
    expect(found).toEqual({ refused: [502, false], late: 504, left: 'undefined' });
  });
});
