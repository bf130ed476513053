import { Console } from 'node:console';
import { Writable } from 'node:stream';
import pino from 'pino';
import { afterEach, describe, expect, it, vi } from 'vitest';
import winston from 'winston';
import { BadGateway, InternalServerError, NotFound, ServiceUnavailable } from '../../src/error/classes.ts';
import type { LoggerLike, ReportOptions } from '../../src/report/report-options.ts';
import { createReporter } from '../../src/report/reporter.ts';
import { type FailureParts, fakeSurroundings, makeFailure, validRecord } from './support.ts';

/** An in-memory destination: what was written, line by line. */
function memory(): { readonly stream: Writable; readonly lines: () => readonly string[] } {
  const chunks: string[] = [];
  const stream = new Writable({
    write(chunk, _, done) {
      chunks.push(String(chunk));
      done();
    },
  });
  return {
    stream,
    lines: () =>
      chunks
        .join('')
        .split('\n')
        .filter((line) => line !== ''),
  };
}

function log(options: ReportOptions, ...failures: readonly FailureParts[]) {
  const surroundings = fakeSurroundings();
  const reporter = createReporter(options, undefined, surroundings);
  for (const parts of failures) reporter.report(makeFailure(parts));
  return surroundings;
}

const axiosLike = (): Error =>
  Object.assign(new Error('Request failed'), {
    name: 'AxiosError',
    code: 'ERR_BAD_RESPONSE',
    config: { headers: { authorization: 'Bearer zoo-s3cret' } },
  });

describe('logger: pino 10', () => {
  function withPino(settings: pino.LoggerOptions = {}) {
    const { stream, lines } = memory();
    const logger = pino({ base: null, ...settings }, stream);
    return { logger, lines: () => lines().map((line) => JSON.parse(line) as Record<string, unknown>) };
  }

  it('gets (fields, message): its own level, msg, err by its serialiser, and the record', () => {
    const { logger, lines } = withPino();
    const thrown = axiosLike();
    log({ logger }, { error: new BadGateway('orders', { cause: thrown }), thrown });
    const [line, ...others] = lines();
    expect(others).toEqual([]);
    const { level, time, msg, err, ...fields } = line as Record<string, unknown>;
    expect(level).toBe(50);
    expect(time).toEqual(expect.any(Number));
    expect(msg).toBe('GET /orders/7 502 BadGateway: Request failed');
    expect(err).toEqual({
      type: 'AxiosError',
      message: 'Request failed',
      code: 'ERR_BAD_RESPONSE',
      stack: expect.stringMatching(/^AxiosError: Request failed\n {4}at /),
    });
    expect(fields).not.toHaveProperty('exception.stacktrace');
    expect(validRecord({ ...fields, message: msg })['exception.type']).toBe('AxiosError');
    expect(JSON.stringify(line)).not.toContain('zoo-s3cret');
  });

  it('writes each level by its own method', () => {
    const { logger, lines } = withPino({ level: 'trace' });
    log(
      { logger },
      { error: new InternalServerError() },
      { error: new ServiceUnavailable(), facts: { retry: { retryable: true, after: 5 } } },
      { error: new NotFound() },
      { error: new InternalServerError(), outcome: 'client_gone', status: 499 },
    );
    expect(lines().map(({ level }) => level)).toEqual([50, 40, 30, 20]);
    expect(lines().map(({ severity_text }) => severity_text)).toEqual(['ERROR', 'WARN', 'INFO', 'DEBUG']);
  });

  it('makes no record for a level that the logger would throw away', () => {
    const { logger, lines } = withPino({ level: 'warn' });
    const thrown = new Error('never read');
    const read = vi.fn(() => 'stack');
    Object.defineProperty(thrown, 'stack', { get: read });
    log({ logger }, { error: new NotFound(), thrown });
    expect(lines()).toEqual([]);
    expect(read).not.toHaveBeenCalled();
  });

  it('"%s" in a message stays as it is', () => {
    const { logger, lines } = withPino();
    log({ logger }, { error: new BadGateway('100%% of %s and %d') });
    expect(lines()[0]?.['msg']).toBe('GET /orders/7 502 BadGateway: 100%% of %s and %d');
  });

  it('other names of message, error and level keys do no harm', () => {
    const { logger, lines } = withPino({
      messageKey: 'message',
      errorKey: 'error',
      formatters: { level: (label) => ({ level: label }) },
    });
    log({ logger }, {});
    expect(lines()[0]).toMatchObject({
      level: 'error',
      message: 'GET /orders/7 502 BadGateway: orders is away',
      err: { type: 'BadGateway', message: 'orders is away' },
    });
  });

  it("an explicit logger: the request's child of it is used, which adds its bindings", () => {
    const { logger, lines } = withPino();
    const child = logger.child({ req: { id: 7 } }).child({ user: 'u' });
    log({ logger }, { host: { requestLogger: () => child } });
    expect(lines()[0]).toMatchObject({ req: { id: 7 }, user: 'u', 'failwell.domain': 'upstream' });
  });

  it("an explicit logger wins over a request's logger that writes elsewhere", () => {
    const mine = withPino();
    const other = withPino();
    log({ logger: mine.logger }, { host: { requestLogger: () => other.logger.child({}) } });
    expect([mine.lines().length, other.lines().length]).toEqual([1, 0]);
  });

  it("no logger given: the request's own pino gets every level, also under NODE_ENV=test", () => {
    const { logger, lines } = withPino();
    const surroundings = fakeSurroundings('test');
    const reporter = createReporter({}, undefined, surroundings);
    reporter.report(makeFailure({ error: new NotFound(), host: { requestLogger: () => logger } }));
    expect(lines()[0]).toMatchObject({ level: 30, 'http.response.status_code': 404 });
    expect(surroundings.printed).toEqual([]);
  });

  it('a pino without the usual levels is no reason to fail', () => {
    const { logger, lines } = withPino({ customLevels: { panic: 60 }, useOnlyCustomLevels: true, level: 'panic' });
    const { warned } = log({ logger: logger as unknown as LoggerLike }, {});
    expect(lines()).toEqual([]);
    expect(warned).toEqual([]);
  });
});

describe('logger: winston 3', () => {
  function withWinston(settings: winston.LoggerOptions = {}) {
    const { stream, lines } = memory();
    const logger = winston.createLogger({ transports: [new winston.transports.Stream({ stream })], ...settings });
    return { logger, lines: () => lines().map((line) => JSON.parse(line) as Record<string, unknown>) };
  }

  it('gets one object: level, message and the whole record', () => {
    const { logger, lines } = withWinston();
    log({ logger }, { thrown: axiosLike() });
    const { level, ...record } = lines()[0] as Record<string, unknown>;
    expect(level).toBe('error');
    expect(validRecord(record)).toMatchObject({
      message: 'GET /orders/7 502 BadGateway: Request failed',
      'exception.stacktrace': expect.stringContaining('AxiosError: Request failed\n    at '),
    });
    expect(JSON.stringify(record)).not.toContain('zoo-s3cret');
  });

  it('keeps the fields where the message holds "%s", which (message, meta) would lose', () => {
    const { logger, lines } = withWinston({
      format: winston.format.combine(winston.format.splat(), winston.format.json()),
    });
    log({ logger }, { error: new BadGateway('50%s %d') });
    expect(lines()[0]).toMatchObject({
      message: 'GET /orders/7 502 BadGateway: 50%s %d',
      'failwell.domain': 'upstream',
    });
  });

  it("speaks the logger's own levels: syslog says warning", () => {
    const { logger, lines } = withWinston({ levels: winston.config.syslog.levels });
    log({ logger }, { error: new ServiceUnavailable(), facts: { retry: { retryable: true, after: 5 } } });
    expect(lines()[0]).toMatchObject({ level: 'warning', severity_text: 'WARN' });
  });

  it('levels of its own that fit nothing are no reason to fail', () => {
    const { logger, lines } = withWinston({ levels: { panic: 0 }, level: 'panic' });
    expect(log({ logger: logger as unknown as LoggerLike }, {}).warned).toEqual([]);
    expect(lines()).toEqual([]);
  });

  it('merges defaultMeta and the bindings of a child, and leaves the record alone', () => {
    const { logger, lines } = withWinston({ defaultMeta: { service: 'orders' } });
    const onError = vi.fn();
    log({ logger, onError }, { host: { requestLogger: () => logger.child({ requestId: 'r' }) } });
    expect(lines()[0]).toMatchObject({ service: 'orders', requestId: 'r', 'http.response.status_code': 502 });
    expect(onError.mock.calls[0]?.[0]).not.toHaveProperty('service');
    expect(onError.mock.calls[0]?.[0]).not.toHaveProperty('level');
  });

  it('the module itself is a logger too', () => {
    const { stream, lines } = memory();
    const transport = new winston.transports.Stream({ stream });
    winston.add(transport);
    log({ logger: winston as unknown as LoggerLike }, {});
    winston.remove(transport);
    expect(JSON.parse(lines()[0] ?? '{}')).toMatchObject({ level: 'error', 'failwell.outcome': 'sent' });
  });
});

describe('logger: other shapes', () => {
  it('bunyan gets (fields, message)', () => {
    const error = vi.fn();
    log({ logger: { error, child: () => 0, addStream: () => 0, streams: [] } as LoggerLike }, {});
    expect(error).toHaveBeenCalledWith(
      expect.objectContaining({ err: expect.objectContaining({ type: 'BadGateway' }), 'failwell.count': 1 }),
      'GET /orders/7 502 BadGateway: orders is away',
    );
    const [fields] = error.mock.calls[0] as [{ err: { name: string } }];
    // bunyan's own serialiser reads `name`; others would print it beside `type`.
    expect(fields.err.name).toBe('BadGateway');
    expect(Object.keys(fields.err)).not.toContain('name');
  });

  it('an unknown logger gets (message, fields): a text first is never unreadable', () => {
    const error = vi.fn();
    log({ logger: { error } }, {});
    const [message, fields] = error.mock.calls[0] as [string, object];
    expect(message).toBe('GET /orders/7 502 BadGateway: orders is away');
    expect(validRecord({ ...fields, message })['failwell.domain']).toBe('upstream');
  });

  it('methods are called on their logger', () => {
    class Own {
      readonly lines: string[] = [];
      error(message: string): void {
        this.lines.push(message);
      }
    }
    const logger = new Own();
    log({ logger }, {});
    expect(logger.lines).toHaveLength(1);
  });

  it.each([
    ['error', ['warn', 'info'], 'warn'],
    ['error', ['info'], 'info'],
    ['error', ['log'], 'log'],
    ['warn', ['warning', 'error'], 'warning'],
    ['warn', ['error', 'log'], 'error'],
    ['info', ['log', 'error', 'warn'], 'log'],
    ['info', ['error', 'warn'], undefined],
    ['debug', ['trace', 'info'], 'trace'],
    ['debug', ['info', 'error'], undefined],
  ] as const)('a half-shaped logger: %s with only %j goes to %s', (level, names, expected) => {
    const called: string[] = [];
    const logger = Object.fromEntries(names.map((name) => [name, () => called.push(name)]));
    log({ logger, level: () => level }, {});
    expect(called).toEqual(expected === undefined ? [] : [expected]);
  });

  it('an object without any method is silent', () => {
    expect(log({ logger: {} }, {}).warned).toEqual([]);
  });
});

describe('logger: consoles', () => {
  const record = {
    error: new ServiceUnavailable('down', { cause: new Error('pool exhausted') }),
    rule: 'dependency/pool',
    warnings: [{ code: 'header_dropped' as const, message: 'the field "x" was dropped' }],
    facts: { requestId: 'req-7', retry: { retryable: true, after: 5 } },
    host: { route: () => '/orders/:id' },
  };

  it('a console gets one readable text of several lines', () => {
    const { stream, lines } = memory();
    log({ logger: new Console(stream) }, { ...record, error: new InternalServerError('50%s') });
    const [first, second] = lines();
    expect(first).toBe('2026-03-22T12:00:00.000Z ERROR GET /orders/7 500 InternalServerError: 50%s');
    expect(second).toBe('  InternalServerError: 50%s');
    expect(lines().at(-2)).toMatch(
      /^ {2}route=\/orders\/:id {2}domain=server {2}rule=dependency\/pool {2}retry after=5 {2}request=req-7 {2}fingerprint=[0-9a-f]{16}$/,
    );
    expect(lines().at(-1)).toBe('  warning header_dropped: the field "x" was dropped');
  });

  it('by default 5xx go to the console of the process, by level, and nothing else does', () => {
    const { printed } = log(
      {},
      { error: new InternalServerError() },
      record,
      { error: new NotFound() },
      {
        error: new InternalServerError(),
        outcome: 'client_gone',
        status: 499,
      },
    );
    expect(printed.map(({ method }) => method)).toEqual(['error', 'warn']);
    expect(printed[1]?.text).toContain('Caused by: Error: pool exhausted');
  });

  it('by default a message that was cut behind a 200 is printed', () => {
    expect(log({}, { error: new InternalServerError(), outcome: 'cut', status: 200 }).printed).toHaveLength(1);
  });

  it('by default nothing is printed when NODE_ENV is test', () => {
    const surroundings = fakeSurroundings('test');
    createReporter({}, undefined, surroundings).report(makeFailure());
    expect(surroundings.printed).toEqual([]);
  });

  it('logger: false prints nothing', () => {
    expect(log({ logger: false, onError: () => undefined }, {}).printed).toEqual([]);
  });

  it("a request's logger of no known shape (Fastify's, when logging is off) does not silence the default", () => {
    const own = vi.fn();
    const { printed } = log({}, { host: { requestLogger: () => ({ error: own, child: () => own }) } });
    expect(printed).toHaveLength(1);
    expect(own).not.toHaveBeenCalled();
  });

  it('a request logger that refuses every question is none', () => {
    const revoked = Proxy.revocable({}, {});
    revoked.revoke();
    expect(log({}, { host: { requestLogger: () => revoked.proxy } }).printed).toHaveLength(1);
    const error = vi.fn();
    log({ logger: { error } }, { host: { requestLogger: () => revoked.proxy } });
    expect(error).toHaveBeenCalledTimes(1);
  });

  it('a pino whose levels cannot be asked is written to', () => {
    const error = vi.fn();
    const isLevelEnabled = () => {
      throw new Error('level');
    };
    log({ logger: { error, isLevelEnabled, child: error, bindings: error } as LoggerLike }, {});
    expect(error).toHaveBeenCalledTimes(1);
  });

  it('a request logger that throws is none', () => {
    const requestLogger = () => {
      throw new Error('no log');
    };
    expect(log({}, { host: { requestLogger } }).printed).toHaveLength(1);
  });
});

describe('logger: the process it finds', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  });

  it('NODE_ENV is read when the reporter is created', () => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    vi.stubEnv('NODE_ENV', 'production');
    const production = createReporter();
    vi.stubEnv('NODE_ENV', 'test');
    createReporter().report(makeFailure());
    expect(error).not.toHaveBeenCalled();
    production.report(makeFailure());
    expect(error).toHaveBeenCalledTimes(1);
  });

  it('a note about a broken logger goes to the console of the process, not under NODE_ENV=test', () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const error = () => {
      throw new RangeError('logger');
    };
    createReporter({ logger: { error } }).report(makeFailure());
    expect(warn).not.toHaveBeenCalled();
    vi.stubEnv('NODE_ENV', 'production');
    createReporter({ logger: { error } }).report(makeFailure());
    expect(warn).toHaveBeenCalledWith(expect.stringContaining('the logger failed (RangeError)'));
  });

  it('a working directory that is gone costs nothing but the relative path', () => {
    vi.spyOn(process, 'cwd').mockImplementation(() => {
      throw new Error('ENOENT: uv_cwd');
    });
    const onError = vi.fn();
    createReporter({ logger: false, onError }).report(makeFailure());
    expect(onError).toHaveBeenCalledTimes(1);
  });

  it('without process, as in a Worker, the console is the default', () => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    vi.stubGlobal('process', undefined);
    const reporter = createReporter();
    vi.unstubAllGlobals();
    reporter.report(makeFailure());
    expect(error).toHaveBeenCalledTimes(1);
  });
});
