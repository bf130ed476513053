import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startNginx } from '../scripts/real-parts/nginx.ts';
import { blockUnder } from '../test/docs/markdown.ts';
import { check } from './support/check.ts';
import { useFleet } from './support/fleet.ts';

const fleet = useFleet();

/** The configuration that docs/retry.md gives. */
function readAdvice(): string {
  return blockUnder('docs/retry.md', 'Proxies', 'nginx');
}

function writePage(directory: string): string {
  mkdirSync(join(directory, 'html'));
  writeFileSync(join(directory, 'html/unavailable.html'), '<p>own page</p>');
  return '';
}

/** What a client of nginx reads of a 503 with a hint of 2 s. */
async function ask(server: string): Promise<{ status: number; retryAfter: string | null; text: string }> {
  const upstream = fleet.origin('Express 5');
  const nginx = await startNginx({ http: writePage, server: `${server}\nlocation / { proxy_pass ${upstream}; }` });
  onTestFinished(nginx.stop);
  const response = await fetch(`http://127.0.0.1:${nginx.port}/explicit-503/${fleet.newKey()}`);
  return { status: response.status, retryAfter: response.headers.get('retry-after'), text: await response.text() };
}

describe('nginx and the field of a 503', () => {
  it('passes it on', async (context) => {
    check(context, 'nginx', 'hint kept');
    expect(await ask('')).toMatchObject({ status: 503, retryAfter: '2', text: expect.stringContaining('"after":2') });
  });

  it('loses it to proxy_intercept_errors', async () => {
    const advice = readAdvice().replace(/add_header.*;/, '');
    expect(await ask(advice)).toEqual({ status: 503, retryAfter: null, text: '<p>own page</p>' });
  });

  it('keeps it as docs/retry.md advises', async (context) => {
    check(context, 'nginx', 'hint kept');
    expect(await ask(readAdvice())).toEqual({ status: 503, retryAfter: '2', text: '<p>own page</p>' });
  });
});
