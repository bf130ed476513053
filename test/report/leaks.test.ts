import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import { inspect } from 'node:util';
import axios from 'axios';
import fc from 'fast-check';
import pino from 'pino';
import { describe, expect, it } from 'vitest';
import winston from 'winston';
import { BadGateway, InternalServerError } from '../../src/error/classes.ts';
import type { LoggerLike } from '../../src/report/report-options.ts';
import { createReporter } from '../../src/report/reporter.ts';
import { leakyShapes } from './leaky-shapes.ts';
import { type FailureParts, fakeSurroundings, makeFailure, memoryChannel, validRecord } from './support.ts';

/** Everything that leaves: each logger's lines as written, what hooks and subscribers hold, serialised and inspected. */
function everyWayOut(parts: FailureParts): string {
  const out: string[] = [];
  const stream = new Writable({
    write(chunk, _, done) {
      out.push(String(chunk));
      done();
    },
  });
  const keep = (...values: readonly unknown[]): void => {
    for (const value of values) out.push(JSON.stringify(value) ?? '', inspect(value, { depth: 12, showHidden: true }));
  };
  const methods = { error: keep, warn: keep, info: keep, debug: keep };
  const loggers: readonly LoggerLike[] = [
    pino({ level: 'trace' }, stream),
    winston.createLogger({ level: 'silly', transports: [new winston.transports.Stream({ stream })] }),
    methods,
    { ...methods, child: keep, addStream: keep, streams: [] } as LoggerLike,
    { ...methods, log: keep, table: keep, groupEnd: keep } as LoggerLike,
  ];
  const channel = memoryChannel();
  const failure = makeFailure(parts);
  for (const logger of loggers) {
    const surroundings = fakeSurroundings();
    const options = { logger, dedupe: { windowMs: 1000 }, onError: (...values: readonly unknown[]) => keep(...values) };
    const reporter = createReporter(options, channel, surroundings);
    reporter.report(failure);
    reporter.report(failure);
    surroundings.pass(1000);
    out.push(...surroundings.warned);
  }
  for (const [report, context] of channel.published) {
    validRecord(report);
    keep(report, context);
  }
  expect(channel.published).toHaveLength(loggers.length * 2);
  return out.join('\n');
}

/** What stands around a secret that got out: a whole log would bury it. */
function leakOf(core: string, out: string): string | undefined {
  const index = out.indexOf(core);
  return index === -1 ? undefined : out.slice(Math.max(0, index - 120), index + 60);
}

/** The record alone: cheap enough for many secrets. */
function recordText(parts: FailureParts): string {
  const texts: string[] = [];
  const reporter = createReporter({ logger: false, onError: (report) => texts.push(JSON.stringify(report)) });
  reporter.report(makeFailure(parts));
  expect(texts).toHaveLength(1);
  return texts.join();
}

/** A secret that is found in whatever encoding leaves its letters alone: a core, among what its place can hold. */
const secretFor = (alphabet: string) => {
  const around = fc.string({ unit: fc.constantFrom(...`abcXYZ019${alphabet}`), maxLength: 12 });
  return fc
    .tuple(around, around)
    .map(([before, after]) => ({ secret: `${before}Zq9Zq9Kx7Kx7${after}`, core: 'Zq9Zq9Kx7Kx7' }));
};

/** Places in a failure where a thrown value can be. */
const places: readonly (readonly [name: string, place: (thrown: unknown) => FailureParts])[] = [
  ['thrown', (thrown) => ({ thrown, error: new InternalServerError({ cause: thrown }) })],
  ['cause', (thrown) => ({ error: new BadGateway('orders is away', { cause: thrown }) })],
  ['cause of a cause', (thrown) => ({ error: new BadGateway({ cause: new Error('x', { cause: thrown }) }) })],
  ['member', (thrown) => ({ thrown: new AggregateError([new Error('x'), thrown], 'all failed') })],
];

describe('redaction: no secret in any way out', () => {
  it.each(leakyShapes.map((shape) => [shape.name, shape] as const))('%s', (_, { alphabet = '', make }) => {
    fc.assert(
      fc.property(secretFor(alphabet), fc.constantFrom(...places), ({ secret, core }, [, place]) => {
        expect(leakOf(core, recordText(place(make(secret))))).toBeUndefined();
      }),
      { numRuns: 150 },
    );
    fc.assert(
      fc.property(secretFor(alphabet), fc.constantFrom(...places), ({ secret, core }, [, place]) => {
        expect(leakOf(core, everyWayOut(place(make(secret))))).toBeUndefined();
      }),
      { numRuns: 4 },
    );
  });

  it('the request: query, fields and body', () => {
    fc.assert(
      fc.property(secretFor('-._~%+=&:/@'), ({ secret, core }) => {
        const request = {
          method: 'POST',
          url: `/orders/7?token=${secret}`,
          headers: {
            authorization: `Bearer ${secret}`,
            cookie: secret,
            'x-request-id': `${secret} x`,
            traceparent: secret,
          },
          body: { password: secret },
        };
        expect(leakOf(core, everyWayOut({ request, host: { request, response: { locals: secret } } }))).toBeUndefined();
      }),
      { numRuns: 15 },
    );
  });

  it("our own error: details, headers, extensions, challenges and the application's members", () => {
    fc.assert(
      fc.property(secretFor(' -._~%+=&:/@"'), ({ secret, core }) => {
        const error = new BadGateway('orders is away', {
          details: { secret },
          headers: { 'x-token': secret },
          extensions: { secret },
          type: `https://e.test/${secret}`,
          instance: secret,
          cause: secret.length > 0 ? { secret } : undefined,
        });
        Object.assign(error, { customer: { secret }, upstream: { name: 'orders', url: `http://u.test/?${secret}` } });
        expect(leakOf(core, everyWayOut({ error }))).toBeUndefined();
      }),
      { numRuns: 15 },
    );
  });

  it('finds a secret that does leave: the test can fail', () => {
    expect(everyWayOut({ error: new BadGateway('the word is Zq9Zq9Kx7Kx7') })).toContain('Zq9Zq9Kx7Kx7');
  });
});

describe('redaction: real errors', () => {
  const core = 'Zq9Zq9Kx7Kx7';
  const rejection = async (call: () => Promise<unknown>): Promise<unknown> =>
    call().then(
      () => expect.unreachable(),
      (thrown: unknown) => thrown,
    );

  it('axios: refused, and answered 401', async () => {
    const server = createServer((_, response) => response.writeHead(401, { 'set-cookie': `sid=${core}` }).end(core));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/?api_key=${core}`;
    const config = { headers: { authorization: `Bearer ${core}` }, auth: { username: 'u', password: core } };
    const answered = await rejection(() => axios.post(url, { pin: core }, config));
    await new Promise<unknown>((resolve) => server.close(resolve));
    const refused = await rejection(() => axios.post(url, { pin: core }, config));
    for (const thrown of [answered, refused]) {
      const out = everyWayOut({ thrown, error: new BadGateway({ cause: thrown }) });
      expect(leakOf(core, out)).toBeUndefined();
      expect(out).toContain('AxiosError');
    }
  });

  it.each<[string, () => Promise<unknown>]>([
    ['fetch: credentials', () => fetch(`http://u:${core}@127.0.0.1:1/`)],
    ['fetch: bad URL', () => fetch(`http://[${core}?x=${core}`)],
    [
      'fetch: bad header',
      () => fetch('http://127.0.0.1:1/', { headers: { authorization: `Bearer ${core}\r\nx: ${core}` } }),
    ],
    ['JSON.parse', async () => JSON.parse(`{"password":${core}}`) as unknown],
    [
      'child_process',
      async () => execFileSync(process.execPath, ['-e', `console.error('${core}');process.exit(1)`], { stdio: 'pipe' }),
    ],
    ['fs argument', async () => readFileSync(`/tmp/${core}\0`)],
  ])('%s', async (_, call) => {
    const thrown = await rejection(call);
    expect(leakOf(core, everyWayOut({ thrown, error: new InternalServerError({ cause: thrown }) }))).toBeUndefined();
  });
});
