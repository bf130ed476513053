import { afterEach, describe, expect, it, vi } from 'vitest';
import { findLeak } from '../../../src/cli/audit/leaks.ts';
import { parseRoute, readJsonRoutes, readRoutes } from '../../../src/cli/audit/route.ts';
import { type AuditReport, runAudit } from '../../../src/cli/audit/run-audit.ts';
import { isMethodList } from '../../../src/cli/audit/syntax.ts';
import { resolveTarget } from '../../../src/cli/audit/target.ts';
import { renderReport } from '../../../src/cli/audit-text.ts';
import { brokenIds, limits, probesOf } from './audit-server.ts';
import { type Answer, forMethod, type Parts, respond, serveRaw } from './raw-server.ts';

const addresses = vi.hoisted(() => ({ lookup: undefined as readonly string[] | undefined }));
vi.mock('node:dns/promises', async (original) => {
  const real = await original<typeof import('node:dns/promises')>();
  const lookup = (name: string, options: { readonly all: true }): Promise<unknown> =>
    addresses.lookup === undefined
      ? real.lookup(name, options)
      : Promise.resolve(addresses.lookup.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })));
  return { ...real, lookup };
});
afterEach(() => {
  addresses.lookup = undefined;
});

async function audit(url: string, probes: readonly string[], jsonRoutes: readonly string[] = []): Promise<AuditReport> {
  const options = { ...limits, timeoutMs: 200, routes: [], jsonRoutes: readJsonRoutes(jsonRoutes) };
  const target = await resolveTarget(url, { allowRemote: false, insecure: false });
  return runAudit(target, options, ({ name }) => probes.includes(name));
}

const always =
  (parts: Parts): Answer =>
  ({ method }) =>
    forMethod(method, respond(parts));

describe('a list of methods', () => {
  it.each(['', 'GET', 'GET, HEAD', ' GET ,,HEAD, '])('%j is one', (text) => expect(isMethodList(text)).toBe(true));
  it.each(['GET HEAD', 'GET; HEAD', 'G@T', '"GET"'])('%j is none', (text) => expect(isMethodList(text)).toBe(false));

  it('takes no more time than its length', () => {
    const started = performance.now();
    expect(isMethodList(`${', '.repeat(50_000)}@`)).toBe(false);
    expect(performance.now() - started).toBeLessThan(500);
  });
});

describe('SE-3: every request gets an answer', () => {
  it.each(['POST /json: malformed JSON', 'unknown method'])('%s that hangs is a finding', async (probe) => {
    const answer: Answer = (request) => (/^(?:POST|BREW)$/.test(request.method) ? undefined : respond());
    const report = await audit(await serveRaw(answer), ['unknown path', probe], ['/json']);
    expect(probesOf(report, 'SE-3')).toEqual([probe]);
  });

  it('a server that answers and is gone is a finding of that request', async () => {
    const url = await serveRaw(({ target, server, socket }) => {
      if (target !== '/robots.txt') return respond();
      server.close();
      socket.end(respond());
      return undefined;
    });
    const report = await audit(url, ['unknown path', 'robots.txt', 'no Host']);
    expect(report.incomplete).toBe(true);
    expect(probesOf(report, 'SE-3')).toEqual(['robots.txt']);
  });

  it('a large body is the matter of CO-3', async () => {
    const answer: Answer = ({ method }) => (method === 'POST' ? undefined : respond());
    const report = await audit(await serveRaw(answer), ['unknown path', 'POST /json: body too large'], ['/json']);
    expect(probesOf(report, 'SE-3')).toEqual([]);
    expect(brokenIds(report)).toContain('CO-3');
  });
});

describe('what common pages hold is no leak', () => {
  it.each([
    '<script src="/app/main.js"></script>',
    "<link href='/opt/site/theme.json'>",
    '<script src=/home/assets/main.js></script>',
    'See https://cdn.example.com/static/app/x.js',
    '<a href="https://example.com/node_modules/x/index.js">x</a>',
    '{"path":"/app/orders.json"}',
  ])('%s', (text) => expect(findLeak(text, '/')).toBeUndefined());

  it.each([
    ['Cannot open /home/deploy/api/server.js', 'path of a source file'],
    ['<a href="http://10.0.0.5/">', 'private address'],
    ['at run (/app/dist/server.js:10:5)', 'stack frame of JavaScript'],
    ['Cannot find /srv/x/node_modules/pg', 'path into node_modules'],
  ])('%s is one', (text, what) => expect(findLeak(text, '/')?.what).toBe(what));
});

describe('routes', () => {
  it.each([
    ['/fails=502', '/fails', 502],
    ['/fails =502', '/fails', 502],
    ['/search?limit=200', '/search?limit=200', undefined],
    ['/search?limit=200 =400', '/search?limit=200', 400],
    ['/a=b', '/a=b', undefined],
  ])('%s', (text, path, expected) => expect(parseRoute(text, 'GET')).toEqual({ method: 'GET', path, expected }));

  it('a repeated one is one; two statuses are refused, and any of a JSON route', () => {
    expect(readRoutes(['/a=500', '/a', 'POST /a'])).toEqual([
      { method: 'GET', path: '/a', expected: 500 },
      { method: 'POST', path: '/a', expected: undefined },
    ]);
    expect(() => readRoutes(['/a=500', '/a=502'])).toThrow('--route GET /a is said to answer 500 and 502');
    expect(() => readJsonRoutes(['/a=400'])).toThrow('--json-route takes no status');
  });
});

describe('a name with several addresses', () => {
  it('is audited at the first that answers', async () => {
    const url = await serveRaw(always({}));
    addresses.lookup = ['127.0.0.9', '127.0.0.1'];
    const report = await audit(url.replace('127.0.0.1', 'localhost'), ['unknown path']);
    expect(report.requests).toBe(1);
    expect(report.held).toContain('DT-1');
  });

  it('is refused where one of them is another machine', async () => {
    addresses.lookup = ['127.0.0.1', '192.0.2.1'];
    const options = { allowRemote: false, insecure: false };
    await expect(resolveTarget('http://orders/', options)).rejects.toThrow('"orders" (192.0.2.1) is not this machine');
  });
});

it('CO-5: Content-Length with Transfer-Encoding is judged by the close alone', async () => {
  const probes = ['Content-Length and Transfer-Encoding'];
  const report = await audit(await serveRaw(always({ status: 200, add: ['Connection: close'] })), probes);
  expect(brokenIds(report)).not.toContain('CO-5');
  expect(report.held).toContain('CO-5a');
});

it('PD-5: an older phrase, another case and another language are no finding', async () => {
  const problem = (title: string, more: Parts): Parts => ({
    ...more,
    set: { 'Content-Type': 'application/problem+json' },
    body: JSON.stringify({ title }),
  });
  const kept = [
    problem('Payload Too Large', { status: 413, reason: 'Content Too Large' }),
    problem('not found', {}),
    problem('Nicht gefunden', { add: ['Content-Language: de'] }),
  ];
  for (const parts of kept)
    expect(brokenIds(await audit(await serveRaw(always(parts)), ['unknown path']))).not.toContain('PD-5');
  const broken = problem('Nicht gefunden', { add: ['Content-Language: en'] });
  expect(brokenIds(await audit(await serveRaw(always(broken)), ['unknown path']))).toContain('PD-5');
});

it('CO-9: another fault of the answer is not its matter', async () => {
  const report = await audit(await serveRaw(always({ add: ['X-Order: a\x01b'] })), ['two requests at once']);
  expect(brokenIds(report)).not.toContain('CO-9');
});

describe('what the reader is told', () => {
  it('bytes of a server do not drive the terminal', async () => {
    const url = await serveRaw(() => '\x9b31mno\x85HTTP\r\n\r\n');
    await expect(audit(url, ['unknown path'])).rejects.toThrow(/begins with "\ufffd31mno\ufffdHTTP/);
  });

  it('an audit that did not come to its end says so', async () => {
    const sound = await audit(await serveRaw(always({})), ['robots.txt']);
    const report = { ...sound, violations: [], incomplete: true };
    expect(renderReport(report, true)).toContain('Incomplete, no rule is broken so far');
    expect(renderReport(report, true)).not.toContain('\x1b[32m');
    expect(renderReport({ ...report, incomplete: false }, true)).toContain('\x1b[32mNo rule is broken');
  });
});
