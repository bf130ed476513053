import { describe, expect, test } from 'vitest';
import { decode } from './decode.ts';

const page = (title: string, h1 = title): string =>
  `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${h1}</h1></center>\r\n<hr>\r\n</body>\r\n</html>\r\n`;

const pages: readonly (readonly [server: string, status: number, body: string, message: string])[] = [
  [
    'nginx',
    502,
    `${page('502 Bad Gateway')}<!-- a padding to disable MSIE and Chrome friendly error page -->`,
    '502 Bad Gateway',
  ],
  [
    'HAProxy',
    503,
    '<html><body><h1>503 Service Unavailable</h1>\nNo server is available to handle this request.\n</body></html>\n',
    '503 Service Unavailable',
  ],
  ['an AWS load balancer', 504, page('504 Gateway Time-out'), '504 Gateway Time-out'],
  [
    'Cloudflare',
    521,
    '<!DOCTYPE html>\n<html><head><title>example.com | 521: Web server is down</title></head><body><h1 class="a">\n<span>Web server is down</span>\n<span class="b">Error code 521</span></h1></body></html>',
    'Web server is down Error code 521',
  ],
  [
    'Express',
    404,
    '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Error</title>\n</head>\n<body>\n<pre>Cannot GET /x<br> &nbsp; at y</pre>\n</body>\n</html>\n',
    'Cannot GET /x',
  ],
  ['an entity', 500, '<TITLE>it&#39;s &lt;b&gt; &amp; &unknown;</TITLE>', "it's <b> & &unknown;"],
  ['nothing that could be read', 500, '<p>hello</p>', 'Internal Server Error'],
  ['an h1 that never ends', 500, '<h1>abc', 'Internal Server Error'],
];

/** The best of some runs: what else the machine does makes a run slower, never faster. */
async function fastestMs(text: string): Promise<number> {
  let fastest = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 5; run += 1) {
    const started = performance.now();
    await decode(text, 502, 'text/html');
    await decode(`<h1>${text}</h1>`, 502, 'text/html');
    fastest = Math.min(fastest, performance.now() - started);
  }
  return fastest;
}

describe('pages of proxies', () => {
  test('letters that grow in lower case move nothing', async () => {
    const error = await decode(`<p>${'İ'.repeat(50)}</p><h1>Away</h1>`, 502, 'text/html');
    expect(error.message).toBe('Away');
  });

  test.each(pages)('%s', async (_server, status, body, message) => {
    for (const type of ['text/html', 'application/json', '']) {
      const error = await decode(body, status, type);
      expect([error.status, error.message, error.response.format]).toEqual([status, message, 'html']);
      expect(error.reason).toBeUndefined();
    }
  });

  test('a title is a hint of at most 200 characters, without controls', async () => {
    const error = await decode(`<title>a\u0007b\u202e\n${'x'.repeat(5000)}</title>`, 502, 'text/html');
    expect(error.message).toMatch(/^a b x{190,}$/);
    expect(error.message.length).toBeLessThanOrEqual(200);
  });

  test.each([
    ['<', 60_000],
    ['<h1', 20_000],
    ['<h1><title>', 6_000],
    ['<h1>&', 12_000],
    ['<h1>&#39', 8_000],
    ['<h1>< ', 8_000],
    ['<!--', 16_000],
    ['<br', 20_000],
  ])('%s repeated %i times takes no more than linear time', async (piece, times) => {
    const quarter = await fastestMs(piece.repeat(times / 4));
    // Four times the text: sixteen times as long would be quadratic. Below 5 ms the clock measures the machine.
    expect(await fastestMs(piece.repeat(times))).toBeLessThan(6 * Math.max(quarter, 5));
  });
});
