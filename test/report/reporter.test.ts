import { channel } from 'node:diagnostics_channel';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import { BadGateway, Conflict, InternalServerError, NotFound, ServiceUnavailable } from '../../src/error/classes.ts';
import { createDiagnosticsChannel } from '../../src/report/channel.ts';
import type { ErrorReport } from '../../src/report/error-report.ts';
import type { LevelRule, ReportOptions } from '../../src/report/report-options.ts';
import { createReporter } from '../../src/report/reporter.ts';
import { capture, fakeSurroundings, makeFailure, memoryChannel, validRecord } from './support.ts';

/** A failure that counts every look at it. */
function watched() {
  const looks: PropertyKey[] = [];
  const target = makeFailure({ error: new NotFound('x') });
  const thrown = new Proxy(new Error('x'), {
    get: (error, key, receiver) => {
      looks.push(key);
      return Reflect.get(error, key, receiver) as unknown;
    },
  });
  return { looks, failure: { ...target, thrown } };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('reporter: nobody listens', () => {
  it.each<[string, ReportOptions]>([
    ['logger false', { logger: false }],
    ['the default console, for a 4xx', {}],
    ['level silent', { logger: console, level: { 404: 'silent' } }],
  ])('makes no record and does not look at the thrown value: %s', (_, options) => {
    const { looks, failure } = watched();
    const surroundings = fakeSurroundings();
    createReporter(options, { hasSubscribers: false, publish: () => expect.unreachable() }, surroundings).report(
      failure,
    );
    expect(looks).toEqual([]);
    expect(surroundings.printed).toEqual([]);
  });

  it('reads the stack once when somebody does', () => {
    const { looks, failure } = watched();
    createReporter({ logger: false, onError: () => undefined }).report(failure);
    expect(looks.filter((key) => key === 'stack')).toHaveLength(1);
    expect(looks.filter((key) => key === 'message')).toHaveLength(1);
  });
});

describe('reporter: ways out', () => {
  it('logger, channel and hook get the same record, in this order', () => {
    const seen: [string, unknown][] = [];
    const published = { ...memoryChannel(), publish: (report: ErrorReport) => seen.push(['channel', report]) };
    const logger = { error: (_: string, fields: unknown) => seen.push(['logger', fields]) };
    const reporter = createReporter({ logger, onError: (report) => seen.push(['onError', report]) }, published);
    reporter.report(makeFailure());
    expect(seen.map(([name]) => name)).toEqual(['logger', 'channel', 'onError']);
    const { message, ...fields } = (seen[2] as [string, ErrorReport])[1];
    expect(message).toBe('GET /orders/7 502 BadGateway: orders is away');
    expect(seen[0]?.[1]).toEqual(fields);
    expect(seen[1]?.[1]).toBe(seen[2]?.[1]);
  });

  it('the context has the raw things, and writes none of them when it is serialised or inspected', () => {
    const thrown = Object.assign(new Error('x'), { config: { headers: { authorization: 'Bearer zoo-s3cret' } } });
    const error = new BadGateway('y', { cause: thrown });
    const request = { headers: { cookie: 'zoo-s3cret' } };
    const response = { zoo: 'zoo-s3cret' };
    const { report, contexts } = capture();
    report({ thrown, error, host: { request, response } });
    const [context] = contexts;
    expect(context?.thrown).toBe(thrown);
    expect(context?.error).toBe(error);
    expect(context?.request).toBe(request);
    expect(context?.response).toBe(response);
    for (const text of [
      JSON.stringify(context),
      inspect(context, { depth: 9, showHidden: true }),
      JSON.stringify({ ...context }),
    ]) {
      expect(text).not.toContain('zoo-s3cret');
    }
  });

  it('the diagnostics channel failwell:error carries { report, context } while somebody subscribes', () => {
    const reporter = createReporter({ logger: false }, createDiagnosticsChannel());
    const messages: { report: ErrorReport; context: { thrown: unknown } }[] = [];
    const subscriber = (message: unknown) => messages.push(message as (typeof messages)[number]);
    const failure = makeFailure();
    reporter.report(failure);
    channel('failwell:error').subscribe(subscriber);
    reporter.report(failure);
    channel('failwell:error').unsubscribe(subscriber);
    reporter.report(failure);
    expect(messages).toHaveLength(1);
    expect(validRecord(messages[0]?.report)['http.response.status_code']).toBe(502);
    expect(messages[0]?.context.thrown).toBe(failure.thrown);
  });

  it('a channel that throws is noted, and the hook still runs', () => {
    const { reports, report } = (() => {
      const reports: ErrorReport[] = [];
      const broken = {
        hasSubscribers: true,
        publish: () => {
          throw new RangeError('channel');
        },
      };
      const reporter = createReporter(
        { logger: false, onError: (one) => reports.push(one) },
        broken,
        fakeSurroundings(),
      );
      return { reports, report: () => reporter.report(makeFailure()) };
    })();
    report();
    report();
    expect(reports[1]?.['failwell.warnings']).toEqual([
      { code: 'hook_failed', message: 'a diagnostics channel failed once since the last record (RangeError)' },
    ]);
  });
});

describe('reporter: level', () => {
  const levelOf = (level: unknown, parts: Parameters<typeof makeFailure>[0] = {}): string | undefined => {
    const written: string[] = [];
    const logger = Object.fromEntries(
      ['error', 'warn', 'info', 'debug'].map((name) => [
        name,
        (_: string, fields: ErrorReport) => {
          expect(fields.severity_text).toBe(name.toUpperCase());
          written.push(name);
        },
      ]),
    );
    createReporter({ logger, level: level as LevelRule }, undefined, fakeSurroundings()).report(makeFailure(parts));
    return written[0];
  };

  it.each([
    ['error', { error: new BadGateway() }],
    ['error', { error: new ServiceUnavailable() }],
    ['warn', { error: new ServiceUnavailable(), facts: { retry: { retryable: true, after: 5 } } }],
    ['error', { error: new ServiceUnavailable(), facts: { retry: { retryable: true } } }],
    ['info', { error: new NotFound() }],
    ['debug', { error: new BadGateway(), outcome: 'client_gone', status: 499 }],
    ['error', { error: new InternalServerError(), outcome: 'cut', status: 200 }],
  ] as const)('default: %s', (level, parts) => {
    expect(levelOf(undefined, parts)).toBe(level);
  });

  it('a table is looked up by status, class, outcome, class of status', () => {
    class OrderLocked extends Conflict {}
    expect(levelOf({ 404: 'warn', NotFound: 'error', '4xx': 'debug' }, { error: new NotFound() })).toBe('warn');
    expect(levelOf({ OrderLocked: 'error', sent: 'warn', '4xx': 'debug' }, { error: new OrderLocked() })).toBe('error');
    expect(levelOf({ sent: 'warn', '4xx': 'debug' }, { error: new OrderLocked() })).toBe('warn');
    expect(levelOf({ '4xx': 'debug' }, { error: new OrderLocked() })).toBe('debug');
    expect(levelOf({ '4xx': 'loud', toString: 'x' }, { error: new NotFound() })).toBe('info');
    expect(levelOf({ '4xx': 'silent' }, { error: new NotFound() })).toBeUndefined();
  });

  it('a function sees the record and decides; undefined and nonsense keep the default', () => {
    const byPath = (report: ErrorReport) => (report['url.path'] === '/healthz' ? 'silent' : undefined);
    expect(levelOf(byPath, { request: { url: '/healthz' } })).toBeUndefined();
    expect(levelOf(byPath)).toBe('error');
    expect(levelOf(() => 'loud')).toBe('error');
    expect(levelOf(() => 'debug')).toBe('debug');
  });

  it('a function that throws keeps the default and is noted', () => {
    const level = () => {
      throw new TypeError('level');
    };
    const { report, reports } = capture({ level });
    report();
    report();
    expect(reports.map(({ severity_text }) => severity_text)).toEqual(['ERROR', 'ERROR']);
    expect(reports[1]?.['failwell.warnings']?.[0]?.message).toBe(
      'the hook "level" failed once since the last record (TypeError)',
    );
  });

  it('silent is for the logger alone: the hook gets the record at its default level', () => {
    const error = vi.fn();
    const { report, reports } = capture({ logger: { error }, level: { 502: 'silent' } });
    report();
    expect(error).not.toHaveBeenCalled();
    expect(reports[0]?.severity_text).toBe('ERROR');
  });
});

describe('reporter: broken loggers and hooks change nothing', () => {
  const rejected = () => Promise.reject(new RangeError('zoo-s3cret'));
  const thrower = () => {
    throw new RangeError('zoo-s3cret');
  };
  const hostileThen = () => ({
    // biome-ignore lint/suspicious/noThenProperty: the hook's answer is hostile on purpose
    get then() {
      throw new RangeError('then');
    },
  });
  const never = () => new Promise(() => undefined);

  it.each([
    ['throws', thrower],
    ['rejects', rejected],
    ['answers a hostile thenable', hostileThen],
    ['never settles', never],
    ['throws undefined', () => Promise.reject(undefined)],
  ])('report() returns, and nothing is unhandled: the hook %s', async (_, broken) => {
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    const error = vi.fn();
    const reporter = createReporter({ logger: { error }, onError: broken }, undefined, fakeSurroundings());
    expect(reporter.report(makeFailure())).toBeUndefined();
    const other = createReporter(
      { logger: { error: broken }, onError: () => undefined },
      undefined,
      fakeSurroundings(),
    );
    expect(other.report(makeFailure())).toBeUndefined();
    await settled();
    await settled();
    process.off('unhandledRejection', unhandled);
    expect(error).toHaveBeenCalledTimes(1);
    expect(unhandled).not.toHaveBeenCalled();
  });

  it('what failed becomes a warning of the next record, with its class and not its text', async () => {
    const { report, reports } = capture({ logger: { error: rejected, warn: rejected } });
    report();
    await settled();
    report();
    await settled();
    report();
    expect(reports[0]).not.toHaveProperty('failwell.warnings');
    expect(reports[1]?.['failwell.warnings']).toEqual([
      { code: 'hook_failed', message: 'the logger failed once since the last record (RangeError)' },
    ]);
    expect(JSON.stringify(reports)).not.toContain('zoo-s3cret');
  });

  it('is noted on the console at most once a minute, and not at all in tests', () => {
    const surroundings = fakeSurroundings();
    const reporter = createReporter({ logger: { error: thrower } }, undefined, surroundings);
    for (let round = 0; round < 5; round += 1) reporter.report(makeFailure());
    expect(surroundings.warned).toEqual([
      '[failwell] the logger failed (RangeError); further notes of this kind wait a minute',
    ]);
    surroundings.pass(59_999);
    reporter.report(makeFailure());
    expect(surroundings.warned).toHaveLength(1);
    surroundings.pass(1);
    reporter.report(makeFailure());
    expect(surroundings.warned).toHaveLength(2);
  });

  it('the console that takes the note may be broken too', () => {
    const reporter = createReporter({ logger: { error: thrower } }, undefined, {
      ...fakeSurroundings(),
      warn: thrower,
    });
    expect(() => reporter.report(makeFailure())).not.toThrow();
  });

  it('a failure that cannot be recorded is noted', () => {
    const { warned, ...surroundings } = fakeSurroundings();
    const reporter = createReporter({ logger: false, onError: () => undefined }, undefined, {
      ...surroundings,
      now: () => Number.NaN,
    });
    expect(() => reporter.report(makeFailure())).not.toThrow();
    expect(warned[0]).toContain('a failure could not be recorded (RangeError)');
  });

  it('back-pressure: above 1000 pending promises calls are dropped, counted, and shown in the next record', async () => {
    const release: (() => void)[] = [];
    const got: ErrorReport[] = [];
    const onError = (report: ErrorReport) => {
      got.push(report);
      return new Promise<void>((resolve) => release.push(resolve));
    };
    const error = vi.fn();
    const reporter = createReporter({ logger: { error }, onError }, undefined, fakeSurroundings());
    for (let index = 0; index < 1003; index += 1) reporter.report(makeFailure());
    expect(got).toHaveLength(1000);
    expect(error).toHaveBeenCalledTimes(1003);
    for (const resolve of release) resolve();
    await settled();
    reporter.report(makeFailure());
    // The records that were dropped say so as they go to the logger; the last drop shows in the next.
    expect(validRecord(got.at(-1))['failwell.dropped']).toBe(1);
    const logged = error.mock.calls.map(([, fields]) => (fields as ErrorReport)['failwell.dropped'] ?? 0);
    expect(logged.reduce((sum, count) => sum + count, 0)).toBe(3);
  });
});

describe('reporter: the answer comes first', () => {
  /** A server that answers and then reports, as every host does; events in the order in which they happened. */
  async function exchange(options: (events: string[]) => ReportOptions): Promise<readonly string[]> {
    const events: string[] = [];
    const reporter = createReporter(options(events), undefined, fakeSurroundings());
    const server = createServer((_, response) => {
      response.writeHead(502, { 'content-length': '3' }).end('bad');
      events.push('handed over');
      reporter.report(makeFailure());
      events.push('reported');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    events.push(`answered ${response.status} ${await response.text()}`);
    await new Promise<unknown>((resolve) => server.close(resolve));
    return events;
  }

  it('a logger that takes as long as it likes is not waited for', async () => {
    let finish = (): void => undefined;
    const events = await exchange((seen) => ({
      logger: {
        error: async () => {
          seen.push('logger starts');
          await new Promise<void>((resolve) => {
            finish = resolve;
          });
          seen.push('logger ends');
        },
      },
    }));
    expect(events).toEqual(['handed over', 'logger starts', 'reported', 'answered 502 bad']);
    finish();
    await settled();
    expect(events.at(-1)).toBe('logger ends');
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error('logger');
      },
    ],
    ['rejects', () => Promise.reject(new Error('logger'))],
  ])('a logger and a hook that %s', async (_, broken) => {
    const events = await exchange(() => ({ logger: { error: broken }, onError: broken }));
    expect(events).toEqual(['handed over', 'reported', 'answered 502 bad']);
  });
});
