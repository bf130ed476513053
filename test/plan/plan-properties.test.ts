import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ErrorHandlerOptions } from '../../src/core/options.ts';
import { statusClasses } from '../../src/error/classes.ts';
import { HttpError } from '../../src/error/http-error.ts';
import type { FieldLine } from '../../src/http/response-plan.ts';
import { hostileValues } from '../conformance/hostile-values.ts';
import { faultsOf, linesOf, planOf } from './planning.ts';

/**
 * A plan is a function of error, request, earlier lines and options; whatever they are, it is a valid response. fast-check
 * prints the seed of a failing run.
 */

const secret = 'S3CR3T';

// Recipes and not values: fast-check looks into what it generates, and hostile values do not bear it.
type Recipe = () => unknown;

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.constantFrom(
    'a\r\nX-Evil: 1',
    '\0',
    '\ud800',
    '</script>',
    '',
    '"',
    'é',
    '*',
    'no-store',
    'max-age=60',
    'Bearer',
    'GET',
  ),
);
const anything = fc.oneof(
  text,
  fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true, maxDepth: 2 }),
);
const recipe: fc.Arbitrary<Recipe> = fc.oneof(
  anything.map((value) => (): unknown => value),
  fc.constantFrom(...Object.values(hostileValues)),
);

const fieldName = fc.oneof(
  text,
  fc.constantFrom(
    ...['Content-Length', 'Transfer-Encoding', 'Connection', 'Date', 'Content-Type', 'content-encoding', 'Trailer'],
    ...['Vary', 'Set-Cookie', 'Server', 'Retry-After', 'ETag', 'Location', 'Cache-Control', 'X-A', 'x-a', 'Link'],
    ...['Content-Range', 'Allow', 'WWW-Authenticate', 'Proxy-Status', 'X-Content-Type-Options', '__proto__'],
  ),
);
const fieldValue = fc.oneof(text, fc.integer(), fc.double(), fc.array(text, { maxLength: 3 }), fc.constant(undefined));
const headers = fc.oneof(
  fc.array(fc.tuple(fieldName, fieldValue), { maxLength: 6 }),
  fc.array(fc.tuple(fieldName, fieldValue), { maxLength: 6 }).map((pairs): object => Object.fromEntries(pairs)),
);

const sane: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  headers,
  expose: fc.boolean(),
  reason: text,
  details: fc.jsonValue(),
  retryAfter: fc.oneof(fc.double(), fc.date({ noInvalidDate: false })),
  cacheControl: text,
  type: fc.oneof(fc.webUrl(), text),
  title: text,
  instance: text,
  extensions: fc.dictionary(text, fc.jsonValue()),
  challenges: fc.array(fc.oneof(text, fc.record({ scheme: text, params: fc.dictionary(text, text) })), {
    maxLength: 3,
  }),
  allow: fc.array(text, { maxLength: 3 }),
  range: fc.record({ unit: text, length: fc.integer() }),
  upgrade: fc.array(text, { maxLength: 2 }),
  accept: fc.array(text, { maxLength: 2 }),
  acceptEncoding: text,
  acceptPatch: text,
  blockedBy: fc.oneof(fc.webUrl(), text),
  transient: fc.boolean(),
  proxy: fc.dictionary(
    fc.constantFrom('error', 'nextHop', 'nextProtocol', 'receivedStatus', 'details', 'params'),
    anything,
  ),
};

const members = fc.array(
  fc
    .constantFrom(...Object.keys(sane), 'status', 'message', 'name')
    .chain((name) =>
      fc.tuple(
        fc.constant(name),
        fc.oneof(
          { weight: 4, arbitrary: (sane[name] ?? anything).map((value) => (): unknown => value) },
          { weight: 1, arbitrary: recipe },
        ),
      ),
    ),
  { maxLength: 5 },
);

type Member = readonly [string, Recipe];

/** Half of the members as options, half assigned to the finished error, where nothing checks them. */
function buildError(status: number, message: unknown, given: readonly Member[]): HttpError {
  const options: Record<string, unknown> = {};
  for (const [name, build] of given.slice(0, given.length / 2)) options[name] = build();
  const StatusClass = statusClasses[status];
  const error =
    StatusClass === undefined
      ? new HttpError(status, message as never, options)
      : new StatusClass(message as never, options);
  for (const [name, build] of given.slice(given.length / 2)) {
    Object.defineProperty(error, name, { value: build(), enumerable: true, configurable: true, writable: true });
  }
  return error;
}

const request = fc.record({
  method: fc.oneof(fc.constantFrom('GET', 'HEAD', 'POST', 'PUT'), text),
  url: text,
  headers: fc.dictionary(
    fc.constantFrom('accept', 'x-request-id', 'traceparent', 'idempotency-key', 'accept-language'),
    fc.oneof(text, fc.constantFrom('text/html', 'application/problem+json', 'text/plain', 'req-1', '*/*')),
  ),
});

const prior: fc.Arbitrary<readonly FieldLine[]> = fc.array(
  fc.tuple(fieldName, text).map(([name, value]): FieldLine => [name, value]),
  { maxLength: 6 },
);

const hooks: readonly Partial<ErrorHandlerOptions>[] = [
  {},
  { message: () => ({ text: 'Weg\r\n\0\ud800', language: 'de' }) },
  {
    message: () => {
      throw new Error(secret);
    },
  },
  { body: (envelope) => ({ ...envelope, more: 1n }) },
  {
    body: () => {
      throw new Error(secret);
    },
  },
  { include: ['status', 'retry', 'requestId', 'traceId'], help: '/errors' },
  { proxyStatus: { id: 'edge', details: true } },
  { retry: false, server: false },
  { defaultChallenge: { scheme: 'Basic', params: { realm: 'a' } }, unregistered: 'allow', server: 'edge' },
];
const options = fc
  .tuple(fc.constantFrom(...hooks), fc.constantFrom('envelope', 'problem', 'negotiate'))
  .filter(([hook, format]) => !(hook.body !== undefined && format === 'problem'))
  .map(([hook, format]): ErrorHandlerOptions => ({ ...hook, format: format as 'envelope' }));

const status = fc.oneof(fc.constantFrom(...Object.keys(statusClasses).map(Number)), fc.integer({ min: -1, max: 1000 }));

describe('for any error, request, earlier lines and options', () => {
  test('SL-1, SE-1, SE-2, FR-1, ST-5: the plan is a valid response', () => {
    fc.assert(
      fc.property(status, recipe, members, request, prior, options, (code, message, given, asked, lines, chosen) => {
        const error = buildError(code, message(), given);
        const plan = planOf(error, { request: asked, prior: lines, options: chosen });
        expect(faultsOf(plan)).toEqual([]);
        expect(plan.facts.warnings.every(({ message: line }) => line.length < 500)).toBe(true);
        const response = new Response(plan.body, plan);
        expect(response.status).toBe(plan.status);
        const type = linesOf(plan, 'Content-Type')[0] ?? '';
        expect(type).toMatch(/^(application\/(problem\+)?json|text\/(html|plain); charset=utf-8)$/);
        if (type.includes('json')) expect(typeof JSON.parse(plan.body)).toBe('object');
      }),
      { numRuns: 3000 },
    );
  });

  test('CT-5: no secret of an unexposed error is in any byte', () => {
    const hidden = fc.constantFrom(
      'message',
      'name',
      'stack',
      'cause',
      'code',
      'sql',
      'config',
      'request',
      'response',
      'user',
    );
    const holder = fc.constantFrom<(value: string) => unknown>(
      (value) => value,
      (value) => new Error(value, { cause: value }),
      (value) => ({ headers: { authorization: value }, [value]: value }),
      (value) => [value],
    );
    const secrets = fc.array(fc.tuple(hidden, holder), { maxLength: 6 });
    const code = fc.constantFrom(...Object.keys(statusClasses).map(Number));
    fc.assert(
      fc.property(code, secrets, request, options, fc.boolean(), (wanted, given, asked, chosen, assigned) => {
        const build = (name: string, hold: (value: string) => unknown): unknown =>
          name === 'message' ? secret : hold(secret);
        const own = Object.fromEntries(given.map(([name, hold]) => [name, build(name, hold)]));
        const base = { expose: false, proxy: { nextHop: secret, details: secret } };
        const error = new HttpError(wanted, secret, { ...base, ...(assigned ? {} : own) });
        if (assigned) for (const [name, value] of Object.entries(own)) Object.assign(error, { [name]: value });
        const hiding = chosen.proxyStatus === undefined ? chosen : { ...chosen, proxyStatus: { id: 'edge' } };
        const plan = planOf(error, { request: asked, options: hiding, thrown: new Error(secret, { cause: error }) });
        expect(JSON.stringify(plan)).not.toContain(secret);
      }),
      { numRuns: 1500 },
    );
  });

  test('ID-1: nobody is told when to repeat a POST on 502 and 504, unless the error says a time itself', () => {
    fc.assert(
      fc.property(fc.constantFrom(502, 504), fc.boolean(), request, options, (code, transient, asked, chosen) => {
        const plan = planOf(new HttpError(code, { transient, proxy: {} }), {
          request: { ...asked, method: 'POST' },
          options: chosen,
        });
        expect(linesOf(plan, 'Retry-After')).toEqual([]);
        expect(plan.body).not.toContain('"after"');
      }),
      { numRuns: 500 },
    );
  });

  test('the same question has the same answer: nothing is kept between plans', () => {
    fc.assert(
      fc.property(status, members, request, prior, (code, given, asked, lines) => {
        const fixed = { retry: { random: () => 0.3 } };
        const exchange = { request: asked, prior: lines, options: fixed };
        expect(planOf(buildError(code, undefined, given), exchange)).toEqual(
          planOf(buildError(code, undefined, given), exchange),
        );
      }),
      { numRuns: 300 },
    );
  });
});
