import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { statusTable } from '../../src/error/status.ts';
import { createError, type ErrorHandlerOptions, type HttpError, planErrorResponse } from '../../src/index.ts';
import { components, responses } from '../../src/openapi.ts';
import { hostileText } from '../hostile/texts.ts';
import { createChecker } from './openapi-document.ts';

const statuses = [...statusTable.values()].filter(({ registered }) => registered).map(({ code }) => code);

function checkerOf(options: ErrorHandlerOptions): ReturnType<typeof createChecker> {
  const paths = { '/any': { get: { responses: responses([...statuses, 'default'], options) } } };
  return createChecker({ openapi: '3.1.0', paths, components: components([...statuses, 'default'], options) });
}

const include = ['status', 'retry', 'requestId', 'traceId'] as const;
const handlers: readonly ErrorHandlerOptions[] = [
  {},
  { include, help: '/errors', server: 'orders.example' },
  { format: 'problem' },
  { format: 'problem', include, help: 'https://errors.example', server: false, debug: true },
  { format: 'negotiate' },
  { format: 'negotiate', include, debug: true, retry: false, proxyStatus: { id: 'gw' } },
  { message: () => ({ text: 'Kaputt', language: 'de' }), include: ['requestId'] },
  { body: ({ error }) => ({ fault: error }), include: ['traceId'] },
  { unregistered: 'allow', retry: { delays: { 500: 3 } } },
];
const contracts = handlers.map((options) => ({ options, checker: checkerOf(options) }));

const textOption = fc.constantFrom('reason', 'type', 'title', 'instance', 'cacheControl', 'blockedBy');
/** Options that are right, wrong and hostile; those that a status must have are there, or the error is a bug of its own. */
const anyError: fc.Arbitrary<HttpError> = fc
  .record({
    status: fc.oneof(fc.constantFrom(...statuses), fc.integer({ min: 390, max: 610 })),
    message: hostileText,
    details: fc.oneof(fc.anything({ withBigInt: true, withDate: true, withMap: true }), fc.jsonValue()),
    texts: fc.dictionary(textOption, hostileText),
    extensions: fc.dictionary(hostileText, fc.jsonValue()),
    retryAfter: fc.oneof(fc.double(), fc.integer({ min: -5, max: 200_000 }), fc.constant(undefined)),
    expose: fc.constantFrom(undefined, true, false),
    transient: fc.boolean(),
    accept: hostileText,
  })
  .map(({ status, message, texts, ...more }) =>
    createError(status, message, {
      ...texts,
      ...more,
      challenges: ['Bearer realm="api"'],
      allow: ['GET'],
      upgrade: 'websocket',
      range: { length: 7 },
      proxy: { error: 'dns_timeout', nextHop: 'db' },
    } as never),
  );

const anyRequest = fc.record({
  method: fc.constantFrom('GET', 'POST', 'PUT'),
  headers: fc.record(
    {
      accept: fc.constantFrom('text/html', 'text/plain', 'application/problem+json', 'application/json', '*/*'),
      'x-request-id': fc.oneof(fc.constant('r-1'), hostileText),
      traceparent: fc.oneof(fc.constant('00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'), hostileText),
    },
    { requiredKeys: [] },
  ),
});

describe('what openapi says of a response holds for every response', () => {
  test.each(contracts)('any error under $options', ({ options, checker }) => {
    fc.assert(
      fc.property(anyError, anyRequest, (error, request) => {
        const plan = planErrorResponse(error, { url: '/x', ...request }, options);
        const documented = checker.find('/any', 'get', plan.status);
        const arrived = { headers: new Headers(plan.headers), body: plan.body };
        expect(checker.check(documented, arrived)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test('and so it does for what is no error of ours', () => {
    for (const { options, checker } of contracts) {
      for (const thrown of [
        null,
        'text',
        new Error('x'),
        Object.assign(new Error('x'), { code: 'ECONNREFUSED', syscall: 'connect' }),
      ]) {
        const plan = planErrorResponse(thrown, { url: '/x' }, options);
        const arrived = { headers: new Headers(plan.headers), body: plan.body };
        expect(checker.check(checker.find('/any', 'get', plan.status), arrived)).toEqual([]);
      }
    }
  });
});
