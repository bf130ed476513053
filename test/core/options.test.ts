import { describe, expect, test, vi } from 'vitest';
import { OptionError } from '../../src/core/check-options.ts';
import { type ErrorHandlerOptions, resolveOptions } from '../../src/core/options.ts';
import { NotFound } from '../../src/error/classes.ts';
import { createRequestView } from '../../src/http/request-view.ts';
import { createPlanner } from '../../src/plan/plan.ts';

type Name = keyof ErrorHandlerOptions;

const call = (): never => {
  throw new Error('never called');
};
const mapping = { matches: () => false, convert: () => undefined };

const good: { readonly [Option in Name]-?: readonly unknown[] } = {
  format: ['envelope', 'problem', 'negotiate'],
  include: [[], ['status', 'retry', 'requestId', 'traceId']],
  body: [call],
  html: [call],
  message: [call],
  help: ['/errors', '/', 'https://api.example/errors/', 'http://localhost:8080', '/a%20b'],
  server: [false, 'failwell', 'httperrors.com', 'gateway/1.2', 'Apache/2.4 (Unix) OpenSSL/1.1'],
  role: ['gateway', 'origin'],
  proxyStatus: [{ id: 'edge' }, { id: 'my edge "1"', details: true }, { id: 'edge', details: undefined }],
  map: [[], [mapping]],
  validationStatus: [422, 400],
  unregistered: ['class', 'allow'],
  defaultChallenge: ['Bearer', 'Basic realm="a"', { scheme: 'Bearer' }, { scheme: 'Basic', params: { realm: 'a' } }],
  retry: [
    false,
    {},
    { delays: { 503: 10, 429: 30 }, cap: 30, random: Math.random },
    { cap: 86_400, delays: { 503: 86_400 } },
    { cap: 1 },
  ],
  linger: [{}, { totalMs: 0, idleMs: 0, bytes: 0 }, { totalMs: 3_600_000, idleMs: 5, bytes: 2 ** 40 }],
  logger: [false, console, { error: call }, { debug: call }],
  onError: [call],
  level: [call, { 404: 'silent', '4xx': 'debug', OrderLocked: 'warn' }, {}],
  redact: [[], ['password'], [/secret/u, 'iban'], { keys: ['iban'], patterns: [/x/u], absolutePaths: true }, {}],
  dedupe: [true, false, {}, { windowMs: 100 }, { windowMs: 3_600_000 }],
  trace: [call],
  debug: [true, false],
};

const bad: { readonly [Option in Name]-?: readonly unknown[] } = {
  format: ['json', '', null, true, ['problem']],
  include: ['status', ['stack'], [''], [null], {}, null],
  body: ['x', {}, null, true],
  html: ['<h1>', {}, null],
  message: ['x', {}, null],
  help: [
    '',
    'errors',
    'ftp://a',
    'javascript:alert(1)',
    '/a b',
    '/a?b',
    '/a#b',
    'https://',
    '/é',
    '/"',
    null,
    `/${'x'.repeat(2000)}`,
  ],
  server: ['', true, null, 5, 'a\r\nX-Evil: 1', 'é', 'a/b/c', 'a ', ' a', '(comment)', 'a (b', 'a@b', 'x'.repeat(300)],
  role: ['proxy', null, true],
  proxyStatus: [
    'edge',
    true,
    null,
    {},
    { id: '' },
    { id: 5 },
    { id: 'é' },
    { id: 'a\nb' },
    { id: 'a', details: 'yes' },
    { id: 'a', detail: true },
  ],
  map: [mapping, [call], [{}], [{ matches: call }], null, 'x'],
  validationStatus: [404, '422', null],
  unregistered: ['keep', true, null],
  defaultChallenge: ['', 'a\nb', 'Basic realm="é"', {}, { scheme: '' }, { scheme: 'a b' }, null, 5, true],
  retry: [
    true,
    null,
    5,
    [],
    { delays: 5 },
    { delays: { 503: 0 } },
    { delays: { 503: 1.5 } },
    { delays: { 200: 5 } },
    { delays: { x: 5 } },
    { cap: 0 },
    { cap: 1.5 },
    { cap: 86_401 },
    { cap: Number.NaN },
    { random: 0.5 },
    { dealys: {} },
  ],
  linger: [
    5,
    null,
    [],
    { totalMs: -1 },
    { totalMs: '5' },
    { idleMs: Number.NaN },
    { idleMs: Number.POSITIVE_INFINITY },
    { bytes: -1 },
    { byts: 5 },
  ],
  logger: [true, null, {}, 'console', { error: 'x' }, { log: call }, 5],
  onError: [true, null, {}, 'x'],
  level: ['error', null, { 404: 'quiet' }, { 404: 1 }, ['error'], 5],
  redact: [
    'password',
    null,
    [''],
    [5],
    { keys: 'x' },
    { keys: [''] },
    { patterns: ['x'] },
    { absolutePaths: 1 },
    { key: [] },
  ],
  dedupe: ['yes', null, 5, { windowMs: 99 }, { windowMs: 3_600_001 }, { windowMs: '5' }, { window: 500 }],
  trace: ['x', {}, null, true],
  debug: ['true', 1, null, 'development'],
};

/** What html needs beside it. */
const companions: Partial<Record<Name, ErrorHandlerOptions>> = { html: { format: 'negotiate' } };

function refusal(options: unknown): OptionError {
  try {
    resolveOptions(options as ErrorHandlerOptions);
  } catch (error) {
    if (error instanceof OptionError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('resolveOptions', () => {
  test.each(Object.entries(good))('takes %s', (name, values) => {
    for (const value of values) {
      const options = { ...companions[name as Name], [name]: value };
      expect(() => resolveOptions(options)).not.toThrow();
    }
  });

  test.each(Object.entries(bad))('refuses a %s of another kind, with code and path', (name, values) => {
    for (const value of values) {
      const error = refusal({ ...companions[name as Name], [name]: value });
      expect(['FAILWELL_OPTION_TYPE', 'FAILWELL_OPTION_UNKNOWN']).toContain(error.code);
      expect(error.message).toMatch(new RegExp(`^"${name}[".]`));
      expect(error.message).toMatch(/" must be .+, was .+$|" is not an option; (did you mean "\w+"\?|known are .+)$/);
      expect(error.message.length).toBeLessThan(250);
    }
  });

  test.each([null, 'x', 5, true, [], () => undefined, Symbol('s')])(
    'refuses %s in the place of the options',
    (options) => {
      expect(refusal(options)).toMatchObject({ code: 'FAILWELL_OPTION_TYPE' });
      expect(refusal(options).message).toMatch(/^"options" must be an object, was /);
    },
  );

  test.each([
    ['formt', 'format'],
    ['includes', 'include'],
    ['challenge', undefined],
    ['proxystatus', 'proxyStatus'],
    ['loger', 'logger'],
    ['onerror', 'onError'],
    ['maps', 'map'],
    ['severity', undefined],
  ])('an unknown name: %s, meaning %s', (name, meant) => {
    const { code, message } = refusal({ [name]: 1 });
    expect(code).toBe('FAILWELL_OPTION_UNKNOWN');
    expect(message).toContain(`"${name}" is not an option; `);
    expect(message).toContain(meant === undefined ? 'known are format, include, ' : `did you mean "${meant}"?`);
  });

  test('undefined means not given', () => {
    const nothing = Object.fromEntries(Object.keys(good).map((name) => [name, undefined]));
    expect(resolveOptions(nothing)).toEqual(resolveOptions());
    expect(resolveOptions(undefined)).toEqual(resolveOptions({}));
    expect(resolveOptions({ linger: { totalMs: undefined } } as never).linger.totalMs).toBe(30_000);
    expect(resolveOptions({ retry: { cap: undefined } } as never).retry).toEqual({});
  });

  test('the defaults are those of the documentation', () => {
    expect(resolveOptions()).toEqual({
      format: 'envelope',
      include: [],
      server: 'failwell',
      serverChosen: false,
      role: 'gateway',
      unregistered: 'class',
      retry: {},
      debug: false,
      clock: Date.now,
      map: [],
      validationStatus: 422,
      linger: { totalMs: 30_000, idleMs: 5_000, bytes: 268_435_456 },
      report: {},
    });
  });

  test('the settings are frozen', () => {
    expect(Object.isFrozen(resolveOptions())).toBe(true);
  });
});

describe('contradictions', () => {
  test.each<readonly [string, ErrorHandlerOptions, string]>([
    [
      'PX-1: proxyStatus of an origin',
      { proxyStatus: { id: 'edge' }, role: 'origin' },
      '"proxyStatus" is only for a gateway (RFC 9209 section 2), but "role" is \'origin\'',
    ],
    ['a page that is never sent', { html: call }, '"html" is only used with "format": \'negotiate\''],
    ['a page beside problem', { html: call, format: 'problem' }, '"html" is only used with "format": \'negotiate\''],
    [
      'a body beside problem',
      { body: call, format: 'problem' },
      '"body" shapes the envelope and is not used with "format": \'problem\'',
    ],
    [
      'delays above the default cap',
      { retry: { delays: { 503: 60 } } },
      '"retry.delays" must not be above "retry.cap", which is 30 unless it is given',
    ],
    [
      'delays above the cap',
      { retry: { delays: { 503: 5 }, cap: 4 } },
      '"retry.delays" must not be above "retry.cap", which is 30 unless it is given',
    ],
  ])('%s', (_, options, message) => {
    expect(refusal(options)).toMatchObject({ code: 'FAILWELL_OPTION_CONFLICT', message });
  });

  test('what can stand together does', () => {
    expect(() => resolveOptions({ body: call, html: call, format: 'negotiate' })).not.toThrow();
    expect(() => resolveOptions({ proxyStatus: { id: 'edge' }, role: 'gateway' })).not.toThrow();
    expect(() => resolveOptions({ retry: { delays: { 503: 60 }, cap: 60 } })).not.toThrow();
  });
});

describe("the options object stays the app's", () => {
  test('it is not changed', () => {
    const options = Object.freeze({
      include: Object.freeze(['status']),
      retry: Object.freeze({ delays: Object.freeze({}) }),
    });
    expect(() => resolveOptions(options as never)).not.toThrow();
  });

  test('what the app does to it later has no effect', () => {
    const options = {
      format: 'envelope',
      include: ['status'],
      server: 'first',
      proxyStatus: { id: 'edge', details: false },
      defaultChallenge: { scheme: 'Bearer', params: { realm: 'a' } },
      retry: { delays: { 503: 5 }, cap: 30 },
      linger: { totalMs: 1 },
      redact: { keys: ['iban'] },
      level: { 404: 'warn' },
      dedupe: { windowMs: 200 },
      map: [mapping],
    };
    const settings = resolveOptions(options as never);
    const before = structuredClone({ ...settings, clock: 0, map: settings.map.length });
    options.format = 'problem';
    options.include.push('bad');
    options.server = 'a\r\nb';
    options.proxyStatus.id = 'a\r\nb';
    options.defaultChallenge.params.realm = 'changed';
    options.retry.delays[503] = -1;
    options.retry.cap = -1;
    options.linger.totalMs = -1;
    options.redact.keys.push('x');
    options.level[404] = 'x';
    options.dedupe.windowMs = -1;
    options.map.push(null as never);
    expect({ ...settings, clock: 0, map: settings.map.length }).toEqual(before);
    expect(settings.map[0]).toBe(mapping);
  });

  test('a logger stays the same object: it has a this, and tests spy on it', () => {
    const logger = { error: vi.fn() };
    expect(resolveOptions({ logger }).report.logger).toBe(logger);
  });

  test('a plan after the change is that of before', () => {
    const options = { proxyStatus: { id: 'edge' }, include: ['status'] as const };
    const planner = createPlanner(resolveOptions(options));
    options.proxyStatus.id = 'other';
    const error = new NotFound({ proxy: { error: 'dns_error' } });
    const plan = planner({ error, thrown: error, request: createRequestView({}), prior: [] });
    expect(plan.headers).toContainEqual(['Proxy-Status', 'edge;error=dns_error']);
  });
});
