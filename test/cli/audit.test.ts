import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { join } from 'node:path';
import express from 'express';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AuditReport } from '../../src/cli/audit/run-audit.ts';
import { errorHandler, methodNotAllowedHandler, notFoundHandler } from '../../src/express.ts';
import { BadGateway, NotFound } from '../../src/index.ts';
import { handleServerErrors, errorHandler as nodeErrorHandler } from '../../src/node.ts';
import { ensureBuilt } from '../examples/built-package.ts';
import { startScript } from '../examples/script.ts';
import { serve } from '../support/servers.ts';
import { forMethod, respond, serveRaw } from './audit/raw-server.ts';
import { failwell, launch, root } from './command.ts';

beforeAll(ensureBuilt, 120_000);

/** Everything in order, but for what the fields say. */
function serveError(parts: Parameters<typeof respond>[0]): Promise<string> {
  return serveRaw(({ method }) =>
    forMethod(method, respond({ ...parts, add: [...(parts?.add ?? []), 'Connection: close'] })),
  );
}

async function serveSound(): Promise<string> {
  const app = express();
  app.get('/fails', () => {
    throw new BadGateway();
  });
  app.get('/works', (_request, response) => void response.json({}));
  app.use(methodNotAllowedHandler());
  app.use(notFoundHandler());
  app.use(errorHandler({ logger: false }));
  const server = createServer(app);
  handleServerErrors(server, { logger: false });
  return (await serve(server)).url;
}

type JsonReport = AuditReport & { readonly exitCode: number; readonly broken: Readonly<Record<string, number>> };

describe('exit codes and output', () => {
  it('0 where nothing is broken; in words, without colour in a pipe', async () => {
    const { code, out, err } = await failwell(['audit', await serveSound(), '--policy', '--route', '/fails=502']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^failwell audit http:\/\/127\.0\.0\.1:\d+ \(experimental\)\n\d+ requests in [\d.]+ s\n/);
    expect(out).toMatch(/\nNo rule is broken; \d+ kept, \d+ not met with\.\n$/);
    expect(out).not.toContain('\x1b');
  });

  it('1 for a broken MUST; the report says what was sent, seen and how to fix it, in 80 columns', async () => {
    const url = await serveSound();
    const { code, out } = await failwell(['audit', url, '--route', '/fails=503', '--route', '/works']);
    expect(code).toBe(1);
    expect(out).toContain('\nMUST\n\nRT-1    A given route answers the status');
    expect(out).toMatch(/\n {2}sent {6}GET \/fails HTTP\/1\.1 \| Host: /);
    expect(out).toMatch(/\n {2}seen {6}502, not 503\n {2}fix {7}Look at/);
    expect(out).toContain('Note: GET /works answered 200: nothing failed there');
    expect(out).toMatch(/\nBroken: 1 MUST; \d+ kept/);
    expect(out.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it.each([
    [[], 0],
    [['--strict'], 1],
    [['--policy'], 1],
  ])('a broken SHOULD with %j: %i', async (flags, expected) => {
    const { code, out } = await failwell(['audit', await serveVersioned(), ...flags]);
    expect(code).toBe(expected);
    expect(out).toMatch(/\nBroken: 1 SHOULD; /);
  });

  it('--json parses, and has every case', async () => {
    const url = await serveError({ set: { Date: undefined } });
    const { code, out } = await failwell(['audit', url, '--json']);
    const report = JSON.parse(out) as JsonReport;
    expect(code).toBe(1);
    expect(report).toMatchObject({ target: url, exitCode: 1, incomplete: false });
    const rule = report.violations.find(({ id }) => id === 'DT-1');
    expect(rule).toMatchObject({ level: 'MUST', source: 'RFC 9110 section 6.6.1' });
    expect(rule?.cases[0]).toEqual({
      probe: 'unknown path',
      sent: expect.stringContaining('GET /failwell-audit/no-such-page HTTP/1.1'),
      seen: '404 without Date',
    });
    expect(report.violations.length + report.held.length + report.notApplicable.length).toBeGreaterThan(80);
  });

  it('a budget of requests is kept, and what was not sent is named', async () => {
    let heads = 0;
    const url = await serveRaw(({ method }) => {
      heads += 1;
      return forMethod(method, respond());
    });
    const { code, out } = await failwell(['audit', url, '--max-requests', '5', '--json']);
    const report = JSON.parse(out) as JsonReport;
    expect(heads).toBe(5);
    expect(report.requests).toBe(5);
    expect(report.unsent).toContain('two Host fields');
    expect(code).toBe(report.exitCode);
  });

  it('time over before the end is no success: 2', async () => {
    const url = await serveRaw(() => undefined);
    const started = performance.now();
    const { code, out } = await failwell(['audit', url, '--timeout', '100', '--total-timeout', '250', '--json']);
    expect(performance.now() - started).toBeLessThan(5_000);
    // Nothing was answered at all, and that is a finding.
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ incomplete: true, broken: { SECURITY: 1 } });
    const slow = await failwell(['audit', await serveSound(), '--total-timeout', '1', '--json']);
    expect(JSON.parse(slow.out)).toMatchObject({ incomplete: true, exitCode: 2 });
    expect(slow.code).toBe(2);
  });
});

/** A sound service behind something that names its version: SHOULD, and nothing else. */
async function serveVersioned(): Promise<string> {
  const app = express();
  app.use((_request, response, next) => {
    response.setHeader('Server', 'orders/1.2.3');
    next();
  });
  app.use(notFoundHandler());
  app.use(errorHandler({ logger: false }));
  const server = createServer(app);
  handleServerErrors(server, { logger: false });
  return (await serve(server)).url;
}

describe('what is not audited', () => {
  it.each([
    [['audit'], /URL is missing/],
    [['audit', 'localhost:3000'], /"localhost:3000" is no http or https URL/],
    [['audit', 'ftp://127.0.0.1/'], /is no http or https URL/],
    [['audit', 'http://me:secret@127.0.0.1/'], /the URL holds credentials/],
    [['audit', 'http://127.0.0.1/?a=b'], /no query/],
    [['audit', 'http://192.0.2.1:81/'], /is not this machine.*--allow-remote/],
    [['audit', 'http://no-such-host.invalid/'], /the host "no-such-host\.invalid" was not found/],
    [['audit', 'http://127.0.0.1:1/', '--route', 'fails'], /"fails" is no route/],
    [['audit', 'http://127.0.0.1:1/', '--route', '/fails=9000'], /is no route/],
    [['audit', 'http://127.0.0.1:1/', '--timeout', '-1'], /timeout/],
    [['audit', 'http://127.0.0.1:1/', '--max-requests', '0'], /--max-requests takes a whole number/],
    [['audit', 'http://127.0.0.1:1/', '--fast'], /Unknown option '--fast'/],
    [
      ['audit', 'http://127.0.0.1:1/'],
      /cannot connect to http:\/\/127\.0\.0\.1:1 \(ECONNREFUSED\): nothing listens there/,
    ],
  ])('%j: words, no stack, exit code 2', async (args, words) => {
    const { code, out, err } = await failwell(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(words);
    expect(err).not.toMatch(/\n {4}at /);
    expect(err).not.toContain('secret@');
  });

  it('TLS where there is none, and something that is no HTTP', async () => {
    const plain = (await serveSound()).replace('http:', 'https:');
    expect(await failwell(['audit', plain])).toMatchObject({
      code: 2,
      err: expect.stringContaining('does not speak TLS'),
    });

    const mail = createTcpServer((socket) => {
      socket.on('error', () => undefined);
      socket.end('220 mail ESMTP\r\n');
    }).listen(0, '127.0.0.1');
    await once(mail, 'listening');
    const { port } = mail.address() as AddressInfo;
    const { code, err } = await failwell(['audit', `http://127.0.0.1:${port}`]);
    mail.close();
    expect(code).toBe(2);
    expect(err).toContain('does not speak HTTP/1.1 there');
  });

  it('a certificate that nobody vouches for, unless --insecure accepts it', async () => {
    const read = (name: string): Buffer => readFileSync(join(root, `test/fixtures/tls/self-signed.${name}.pem`));
    const fail = nodeErrorHandler({ logger: false });
    const server = createTlsServer({ cert: read('cert'), key: read('key') }, (request, response) => {
      fail(new NotFound(), request, response);
    });
    handleServerErrors(server, { logger: false });
    const { port } = await serve(server as unknown as Server);
    for (const host of ['127.0.0.1', 'localhost']) {
      const url = `https://${host}:${port}`;
      expect(await failwell(['audit', url])).toMatchObject({
        code: 2,
        err: expect.stringContaining(
          '(DEPTH_ZERO_SELF_SIGNED_CERT): its certificate is self-signed. --insecure accepts it',
        ),
      });
      const { code, out } = await failwell(['audit', url, '--insecure', '--json']);
      // A limit of handleServerErrors: TLS cuts the target into records, and Node shows the last one alone.
      expect(JSON.parse(out)).toMatchObject({ target: url, violations: [{ id: 'CO-5b' }], incomplete: false });
      expect(code).toBe(1);
    }
  });

  it('a redirect is not followed', async () => {
    const url = await serveRaw(({ method }) =>
      forMethod(
        method,
        respond({ status: 302, reason: 'Found', add: ['Location: http://192.0.2.1/', 'Connection: close'] }),
      ),
    );
    const { code } = await failwell(['audit', url, '--json']);
    expect(code).not.toBe(2);
  });
});

describe('a server that one request ends', () => {
  it('is told by the last probe that it answered', async () => {
    // Express puts the fields of an error on the response; a line end in one of them ends the process.
    const script = startScript(['test/cli/audit/crashing-server.js']);
    const [, url = ''] = await script.until(/(http:\S+)/);
    const { code, out } = await failwell(['audit', url, '--route', '/crash=500', '--json']);
    const report = JSON.parse(out) as JsonReport;
    expect(code).toBe(1);
    expect(report.incomplete).toBe(true);
    expect(report.notes.join()).toContain('after "GET /crash" the server could not be reached any more');
    expect(report.violations.find(({ id }) => id === 'SE-3')?.cases[0]?.probe).toBe('GET /crash');
  });
});

/** The report that docs/audit.md prints below its command, of which the middle is left out. */
function documentedReport(): string {
  const page = readFileSync(join(root, 'docs/audit.md'), 'utf8');
  const [, block = ''] = /\n {4}\$ npx failwell audit .*\n((?: {4}.*\n|\n)+)/.exec(page) ?? [];
  return block.replaceAll(/^ {4}/gm, '');
}

describe('the examples', () => {
  it('examples/audit.js: sound with failwell, broken without', async () => {
    expect(await launch(process.execPath, ['examples/audit.js'])).toMatchObject({ code: 0 });
    const stock = await launch(process.execPath, ['examples/audit.js', '--stock']);
    expect(stock.code).toBe(1);
    expect(stock.out).toContain('FR-6a');
    const [beginning = '', end = ''] = documentedReport().split('…\n');
    expect(beginning).toMatch(/^failwell audit [\s\S]*FR-6a[\s\S]*\n {2}fix /);
    expect(end).toMatch(/^Broken: /);
    const printed = stock.out.replace(/127\.0\.0\.1:\d+/g, '127.0.0.1:3000').replace(/ in [\d.]+ s\n/, ' in 4.1 s\n');
    expect(printed.slice(0, beginning.length)).toBe(beginning);
    expect(printed.trimEnd().endsWith(end.trim())).toBe(true);
  });
});
