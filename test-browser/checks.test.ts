import type { RequestListener } from 'node:http';
import { expect, test } from 'vitest';
import { serve } from '../test/support/servers.ts';
import { findBarriers, sidewaysScroll } from './support/accessibility.ts';
import { dark, phone, useBrowser } from './support/use-browser.ts';

const browser = useBrowser();

const badPage = `<!doctype html><html lang="en"><head><meta name="viewport" content="width=device-width"><title>Bad</title>
<style>p{color:#bbb;background:#fff;width:900px} @media(prefers-color-scheme:dark){h1{display:none}}</style></head>
<body><main><h1>Bad</h1><p>Pale text</p><img src="/missing.png" width="9" height="9"><input></main>
<script>console.error('said'); setTimeout(() => { throw new Error('thrown') });</script></body></html>`;

const listener: RequestListener = (request, response) => {
  if (request.url !== '/') {
    response.writeHead(404).end();
    return;
  }
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  response.setHeader('Content-Security-Policy', "default-src 'self' 'unsafe-inline'");
  response.end(badPage);
};

test('the checks of this folder find what is wrong with a bad page, and say where', async () => {
  const { url } = await serve(listener);
  const { page, troubles } = await browser.open(phone, dark);
  await page.goto(url, { waitUntil: 'networkidle' });
  const barriers = (await findBarriers(page)).join('\n');
  for (const rule of ['color-contrast', 'image-alt', 'label']) expect(barriers).toContain(`violation ${rule} (`);
  expect(barriers).toContain('<p>Pale text</p>');
  expect(await sidewaysScroll(page)).toBeGreaterThan(500);
  expect(troubles).toEqual(
    expect.arrayContaining(['console error: said', 'uncaught: thrown', expect.stringContaining('status of 404')]),
  );
  expect(await page.getByRole('heading').count()).toBe(0);
});
