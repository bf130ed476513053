import { describe, expect, test } from 'vitest';
import { describeStatus, statusCatalogue } from '../../../src/catalogue.ts';
import { connectRaw } from '../../support/raw-http.ts';
import { serve } from '../../support/servers.ts';
import { pagesHosts } from './hosts.ts';

const browserAccept = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8';

/** Every line of a response beside those that differ from one moment to the next. */
function fieldsOf({ headers }: Response): Readonly<Record<string, string>> {
  const { date, connection, 'keep-alive': alive, 'x-powered-by': powered, ...rest } = Object.fromEntries(headers);
  return rest;
}

/** A target that fetch would normalise, byte for byte. */
async function statusOf(port: number, target: string): Promise<number | undefined> {
  const connection = await connectRaw(port);
  connection.expect('GET');
  connection.send(`GET ${target} HTTP/1.1\r\nHost: x\r\n\r\n`);
  await connection.responses(1, 2_000);
  const { responses } = connection.exchange();
  connection.destroy();
  return responses[0]?.status;
}

describe.each(pagesHosts)('catalogue pages, $name', ({ create }) => {
  test('the list and the page of a status are HTML for a browser and for whoever asks for nothing', async () => {
    const { url } = await serve(await create());
    for (const accept of [browserAccept, '*/*', 'text/*', 'image/png'])
      for (const [path, title] of [
        ['/errors', '<title>HTTP errors</title>'],
        ['/errors/502', '<title>502 Bad Gateway – HTTP errors</title>'],
      ] as const) {
        const response = await fetch(url + path, { headers: { accept } });
        expect(response.status).toBe(200);
        expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
        expect(response.headers.get('vary')?.toLowerCase()).toContain('accept');
        expect(await response.text()).toContain(title);
      }
  });

  test('both are JSON where Accept prefers it: the page is what describeStatus gives', async () => {
    const { url } = await serve(await create());
    for (const accept of ['application/json', 'application/problem+json', 'text/html;q=0.5, application/json']) {
      const page = await fetch(`${url}/errors/502`, { headers: { accept } });
      expect(page.headers.get('content-type')).toBe('application/json');
      expect(page.headers.get('vary')?.toLowerCase()).toContain('accept');
      expect(await page.json()).toEqual(JSON.parse(JSON.stringify(describeStatus(502))));
      const list = (await (await fetch(`${url}/errors`, { headers: { accept } })).json()) as {
        statuses: { code: number; href: string }[];
      };
      expect(list.statuses.map(({ code }) => code)).toEqual(statusCatalogue.map(({ code }) => code));
      expect(new URL(list.statuses[0]?.href ?? '', `${url}/errors`).href).toBe(`${url}/errors/400`);
    }
  });

  test('CT-10: the fields of a page, a closed policy among them', async () => {
    const { url } = await serve(await create());
    const page = await fetch(`${url}/errors/502`);
    const body = await page.text();
    expect(fieldsOf(page)).toMatchObject({
      'cache-control': 'max-age=3600',
      etag: expect.stringMatching(/^"[0-9a-z]+-[0-9a-z]+"$/),
      'content-language': 'en',
      'content-length': String(Buffer.byteLength(body)),
      'content-security-policy': expect.stringMatching(
        /^default-src 'none'; style-src 'sha256-[\w+/]{43}='; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
      ),
      'x-content-type-options': 'nosniff',
    });
    const list = await fetch(`${url}/errors`);
    expect(list.headers.get('content-security-policy')).toMatch(/ script-src 'sha256-[\w+/]{43}=';/);
    expect(list.headers.get('content-security-policy')).not.toContain('unsafe');
  });

  test('RFC 9110 15.4.5: the same page again is a 304 without content, also weakly and in a list', async () => {
    const { url } = await serve(await create());
    for (const path of ['/errors', '/errors/502']) {
      const tag = (await fetch(url + path)).headers.get('etag') ?? '';
      for (const named of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
        const response = await fetch(url + path, { headers: { 'if-none-match': named } });
        expect(response.status).toBe(304);
        expect(await response.text()).toBe('');
        expect(fieldsOf(response)).toMatchObject({ etag: tag, 'cache-control': 'max-age=3600' });
        expect(response.headers.get('vary')?.toLowerCase()).toContain('accept');
        expect(response.headers.has('content-type')).toBe(false);
      }
      const accept = 'application/json';
      expect((await fetch(url + path, { headers: { accept, 'if-none-match': tag } })).status).toBe(200);
      expect((await fetch(url + path, { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
    }
  });

  test('FR-5: HEAD has the fields of GET and no content', async () => {
    const { url } = await serve(await create());
    for (const path of ['/errors', '/errors/502']) {
      const head = await fetch(url + path, { method: 'HEAD' });
      expect(head.status).toBe(200);
      expect(await head.text()).toBe('');
      expect(fieldsOf(head)).toEqual(fieldsOf(await fetch(url + path)));
    }
  });

  test.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])('ME-1: %s is a 405 with Allow', async (method) => {
    const { url } = await serve(await create());
    for (const path of ['/errors', '/errors/502']) {
      const response = await fetch(url + path, { method });
      expect(response.status).toBe(405);
      expect(response.headers.get('allow')).toBe('GET, HEAD');
      expect(await response.json()).toMatchObject({ error: { code: 405, help: '/errors/405' } });
    }
  });

  test.each(['/errors/999', '/errors/399', '/errors/600', '/errors/0502', '/errors/5', '/errors/5020'])(
    '%s, a number without an entry, is a 404 by the error handler of the app',
    async (path) => {
      const { url } = await serve(await create());
      const response = await fetch(url + path, { headers: { accept: browserAccept } });
      expect(response.status).toBe(404);
      const message = `the catalogue has no status ${path.slice('/errors/'.length)}`;
      expect(await response.json()).toEqual({ error: { code: 404, message, help: '/errors/404' } });
    },
  );

  test('what else is below belongs to the app', async () => {
    const { url, port } = await serve(await create());
    expect(await (await fetch(`${url}/errors/order-locked`)).text()).toBe('a page of the app');
    for (const target of ['/errors/502/504', '/errors/502.html', '/errorsx', '/', '/errors/%35%30%2F2', '/errors/%'])
      expect(await statusOf(port, target), target).toBeGreaterThanOrEqual(400);
  });

  test('a slash at the end, percent-encoding, case and a query name the same page', async () => {
    const { url, port } = await serve(await create());
    for (const target of [
      '/errors/',
      '/errors/502/',
      '/errors/50%32',
      '/Errors/502',
      '/errors?a=/1',
      '/errors/502?x#y',
    ])
      expect(await statusOf(port, target), target).toBe(200);
    expect(await (await fetch(`${url}/errors/502/`)).text()).toContain('<title>502 Bad Gateway');
  });

  test('every link of every page leads to a page, with and without a slash at the end', async () => {
    const { url } = await serve(await create());
    const seen = new Set<string>();
    const waiting = [`${url}/errors`, `${url}/errors/`, `${url}/errors/502/`, `${url}/errors/599/`];
    for (let address = waiting.pop(); address !== undefined; address = waiting.pop()) {
      if (seen.has(address)) continue;
      seen.add(address);
      const response = await fetch(address);
      expect(response.status, address).toBe(200);
      for (const [, href = ''] of (await response.text()).matchAll(/href="([^"#]+)"/g)) {
        const { origin, href: target } = new URL(href, address);
        if (origin === url) waiting.push(target);
        else expect(target).toMatch(/^https:\/\/(?:datatracker\.ietf|www\.(?:rfc-editor|iana))\.org\//);
      }
    }
    expect([...seen].filter((one) => /\d$/.test(one))).toHaveLength(statusCatalogue.length);
  });
});
