import { beforeAll, describe, expect, test } from 'vitest';
import { ensureBuilt } from './built-package.ts';
import { type Script, startScript } from './script.ts';

const demo = 'examples/gateway/demo.js';

/** What a reader must find in the block of an exchange. Kept apart from the demo's own table on purpose. */
interface Expected {
  readonly request: string;
  readonly status: string;
  readonly body: string;
  readonly fields?: readonly string[];
  readonly record: readonly (string | RegExp)[];
}

const badGateway = { status: '502 Bad Gateway', body: '{"error":{"code":502,"message":"Bad Gateway"}}' };
const serverError = {
  status: '500 Internal Server Error',
  body: '{"error":{"code":500,"message":"Internal Server Error"}}',
};
const unavailable = {
  status: '503 Service Unavailable',
  body: '{"error":{"code":503,"message":"Service Unavailable"}}',
};

const expectedBlocks: readonly Expected[] = [
  { request: 'GET /fetch/works', status: '200 OK', body: '{"order":42,"total":"9.90"}', record: [] },
  { request: 'GET /fetch/refused', ...badGateway, record: ['ECONNREFUSED'] },
  { request: 'HEAD /fetch/refused', ...badGateway, body: '', record: ['ECONNREFUSED'] },
  { request: 'GET /fetch/malformed', ...badGateway, record: ['HTTPParserError'] },
  { request: 'GET /fetch/cut', ...badGateway, record: ['other side closed'] },
  {
    request: 'GET /fetch/hangs',
    status: '504 Gateway Timeout',
    body: '{"error":{"code":504,"message":"Gateway Timeout"}}',
    record: ['TimeoutError'],
  },
  { request: 'GET /axios/unauthorized', ...badGateway, record: ['401'] },
  { request: 'GET /axios/missing', ...badGateway, record: ['404'] },
  { request: 'GET /axios/limited', ...unavailable, fields: ['Retry-After: 7'], record: ['429'] },
  { request: 'GET /axios/unavailable', ...unavailable, fields: ['Retry-After: 30'], record: ['503'] },
  { request: 'GET /fetch/invalid-json', ...serverError, record: ['SyntaxError'] },
  { request: 'GET /upstream/invalid-json', ...badGateway, record: ['SyntaxError', 'failwell.upstream.name'] },
  { request: 'GET /upstream/unauthorized', ...badGateway, record: ['failwell.upstream.status: 401'] },
  { request: 'GET /orders/42', ...serverError, record: ['TypeError', "reading 'total'"] },
  {
    request: 'POST /orders/42/cancel',
    status: '409 Conflict',
    body: '{"error":{"code":409,"message":"order 42 has been packed already","reason":"ORDER_LOCKED"}}',
    record: [],
  },
  {
    request: 'POST /orders',
    status: '429 Too Many Requests',
    body: '{"error":{"code":429,"message":"20 orders a minute are enough"}}',
    fields: ['Retry-After: 30'],
    record: [],
  },
  {
    request: 'DELETE /orders',
    status: '405 Method Not Allowed',
    body: '{"error":{"code":405,"message":"Method Not Allowed"}}',
    fields: ['Allow: POST'],
    record: [],
  },
  {
    request: 'GET /nowhere',
    status: '404 Not Found',
    body: '{"error":{"code":404,"message":"Not Found"}}',
    record: [],
  },
];

interface Block {
  readonly request: string;
  readonly received: readonly string[];
  readonly record: string;
}

/** The blocks of one host, in order: what was sent (>), what came (<), what was logged. */
function readBlocks(output: string, host: string): Block[] {
  return output
    .split(/^# /m)
    .filter((block) => block.startsWith(`${host}: `))
    .map((block) => {
      const lines = block.split('\n');
      const received = lines.filter((line) => /^ {2}<(?: |$)/.test(line)).map((line) => line.slice(4));
      const sent = lines.find((line) => line.startsWith('  > '))?.slice(4) ?? '';
      const at = lines.findIndex((line) => line.startsWith('  log '));
      return { request: sent.replace(/ HTTP\/1\.1$/, ''), received, record: at < 0 ? '' : lines.slice(at).join('\n') };
    });
}

beforeAll(ensureBuilt, 60_000);

async function runDemo(
  env: NodeJS.ProcessEnv = {},
): Promise<{ readonly output: string; readonly code: number | null }> {
  const script: Script = startScript([demo], env);
  const { code } = await script.ended;
  return { output: script.output(), code };
}

let firstRun: ReturnType<typeof runDemo> | undefined;

/** One run serves the tests that only read. */
function readDemo(): ReturnType<typeof runDemo> {
  firstRun ??= runDemo();
  return firstRun;
}

// Two of the upstreams hang for a second each, and other test files want the processor too.
describe('npm run demo', { timeout: 40_000 }, () => {
  test('shows every failure on Express and on Koa, and exits with 0', async () => {
    const { output, code } = await readDemo();
    expect(output).not.toMatch(/^ {2}!/m);
    expect(code).toBe(0);
    for (const host of ['Express', 'Koa']) {
      const blocks = readBlocks(output, host);
      expect(blocks.map(({ request }) => request)).toEqual(expectedBlocks.map(({ request }) => request));
      blocks.forEach((block, index) => {
        const expected = expectedBlocks[index] as Expected;
        const end = block.received.indexOf('');
        const [statusLine, ...fields] = end < 0 ? block.received : block.received.slice(0, end);
        expect(statusLine).toBe(`HTTP/1.1 ${expected.status}`);
        expect(end < 0 ? '' : block.received.slice(end + 1).join('\n')).toBe(expected.body);
        expect(fields).toEqual(expect.arrayContaining([...(expected.fields ?? [])]));
        for (const part of expected.record) expect(block.record).toMatch(part);
        if (expected.status === '200 OK') return;
        expect(block.record).toContain(`http.response.status_code: ${expected.status.slice(0, 3)}`);
        expect(fields.map((line) => line.split(':', 1)[0]).slice(0, 3)).toEqual(['Date', 'Server', 'Content-Type']);
        expect(fields).toEqual(
          expect.arrayContaining([
            'Server: httperrors.com',
            'Content-Type: application/json',
            'Cache-Control: no-store',
          ]),
        );
      });
    }
  });

  test('says at the start what comes and at the end where to read on, without colour outside a terminal', async () => {
    const { output } = await readDemo();
    expect(output.split('\n', 1)[0]).toContain('A gateway whose handlers neither catch nor classify anything');
    expect(output.trimEnd().split('\n').slice(-4).join('\n')).toMatch(
      /express-gateway\.js[\s\S]*examples\/README\.md[\s\S]*README\.md[\s\S]*npm run demo -- --serve$/,
    );
    expect(output.includes('\u001b')).toBe(false);
  });

  test('tells neither a client nor the log what the upstream or our own request kept secret', async () => {
    const { output } = await readDemo();
    expect(output).not.toMatch(/upstream-secret|gateway-token|WWW-Authenticate|Set-Cookie/i);
  });

  test('exits with 1 and says what was expected when an answer is wrong', async () => {
    const fault = `
      import { ServerResponse } from 'node:http';
      const { end } = ServerResponse.prototype;
      ServerResponse.prototype.end = function (...rest) {
        if (this.statusCode === 504) this.statusCode = 503;
        return end.apply(this, rest);
      };`;
    const { output, code } = await runDemo({
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(fault)}`,
    });
    expect(code).toBe(1);
    expect(output.match(/^ {2}! .*$/gm)).toEqual([
      '  ! expected the status line HTTP/1.1 504 Gateway Timeout',
      '  ! expected the status line HTTP/1.1 504 Gateway Timeout',
    ]);
    expect(output).toContain('2 answers NOT as expected');
  });
});
