import express from 'express';
import { describe, expect, test } from 'vitest';
import { catalogue } from '../../../src/catalogue.ts';
import { statusTable } from '../../../src/error/status.ts';
import { errorHandler } from '../../../src/express.ts';
import { createError } from '../../../src/index.ts';
import { ask } from '../../support/ask.ts';
import { serve } from '../../support/servers.ts';

const helpOf = {
  'application/json': /"help":"([^"]+)"/,
  'application/problem+json': /"help":"([^"]+)"/,
  'text/html': /<a href="([^"]+)">More about/,
  'text/plain': /^Help: (\S+)$/m,
} as const;

describe.each(['/errors', '/errors/', '/docs/http'])('help: %j', (help) => {
  test.each(Object.entries(helpOf))('of every status leads to the page of that status: %s', async (accept, pattern) => {
    const app = express();
    app.use(help, catalogue());
    app.get('/fail/:status', (request) => {
      throw createError(Number(request.params.status));
    });
    app.use(errorHandler({ format: 'negotiate', help, logger: false }));
    const { url, port } = await serve(app);
    for (const { code, phrase } of statusTable.values()) {
      // Not by fetch, which hides a 407 from its caller.
      const failed = await ask(port, `GET /fail/${code} HTTP/1.1\r\nHost: x\r\nAccept: ${accept}\r\n\r\n`);
      const [, address = ''] = pattern.exec(failed) ?? [];
      // 509 has a class, but IANA does not list it: it leaves as 500.
      const sent = Number(failed.split(' ', 2)[1]);
      const page = await fetch(new URL(address, url), { headers: { accept: 'text/html' } });
      expect(page.status, `${code} ${address}`).toBe(200);
      const title = sent === code ? `${code} ${phrase}` : `${sent} `;
      expect((await page.text()).replaceAll('&#39;', "'")).toContain(`<title>${title}`);
    }
  });
});
