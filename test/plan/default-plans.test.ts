import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { ErrorHandlerOptions } from '../../src/core/options.ts';
import { BadGateway, NotFound, ServiceUnavailable, statusClasses } from '../../src/error/classes.ts';
import type { HttpErrorOptions } from '../../src/error/error-options.ts';
import { HttpError } from '../../src/error/http-error.ts';
import { createRequestView, type RequestLike } from '../../src/http/request-view.ts';
import type { FieldLine, ResponsePlan } from '../../src/http/response-plan.ts';
import { createDefaultPlans } from '../../src/plan/default-plans.ts';
import { createPlanner, type PlanInput } from '../../src/plan/plan.ts';
import { hostileValues } from '../conformance/hostile-values.ts';
import { faultsOf, planOf, toSettings } from './planning.ts';

/** A message option that declines changes nothing of the answer, and turns prepared plans off. */
const inWhole = { message: (): undefined => undefined };
const steady = { random: (): number => 0.5 };

function toInput(error: HttpError, request: RequestLike = {}, prior: readonly FieldLine[] = []): PlanInput {
  return { error, thrown: error, request: createRequestView(request), prior };
}

function prepared(input: PlanInput, options: ErrorHandlerOptions = {}): ResponsePlan | undefined {
  return createDefaultPlans(toSettings(options))(input);
}

function whole(input: PlanInput, options: ErrorHandlerOptions = {}): ResponsePlan {
  return createPlanner(toSettings({ ...options, ...inWhole }))(input);
}

/** Everything that is sent and recorded, as data. */
function asData({ facts, ...plan }: ResponsePlan): unknown {
  const { exposed, retry, requestId, traceId, warnings } = facts;
  return { ...plan, facts: { exposed, retry, requestId, traceId, warnings: [...warnings] } };
}

const staticOptions: readonly ErrorHandlerOptions[] = [
  { retry: steady },
  { retry: false },
  { retry: { ...steady, delays: { 404: 3, 500: 4 } } },
  { retry: steady, server: false },
  { retry: steady, server: 'edge/1.0' },
  { retry: steady, help: '/errors' },
  { retry: steady, format: 'problem' },
  { retry: steady, format: 'problem', help: 'https://errors.example/' },
  { retry: steady, role: 'origin' },
  { retry: steady, proxyStatus: { id: 'edge', details: true } },
  { retry: steady, unregistered: 'allow' },
  { retry: steady, defaultChallenge: 'Bearer' },
];

const droppedLines: FieldLine[] = [
  ['X-Powered-By', 'Express'],
  ['ETag', '"a"'],
  ['Cache-Control', 'max-age=60'],
  ['Connection', 'close'],
];

describe('a prepared plan is the plan', () => {
  test('of every class, bare and with a message, under every option that allows it', () => {
    let compared = 0;
    for (const options of staticOptions) {
      for (const [code, StatusClass] of Object.entries(statusClasses)) {
        for (const message of [
          undefined,
          '',
          'no order',
          'é漢😀',
          '\ud800',
          'x'.repeat(5000),
          '"message":"Not Found"',
          '\u2028</script>',
        ]) {
          for (const error of [new StatusClass(message), new HttpError(Number(code), message)]) {
            const input = toInput(error);
            const plan = prepared(input, options);
            if (plan === undefined) continue;
            compared += 1;
            expect(asData(plan)).toEqual(asData(whole(input, options)));
          }
        }
      }
    }
    expect(compared).toBeGreaterThan(6000);
  });

  test('whatever the error, the request and the abandoned response', () => {
    const value = fc.oneof(fc.string(), fc.boolean(), fc.integer(), fc.constant(null));
    const anError = fc
      .tuple(
        fc.constantFrom(...Object.values(statusClasses)),
        fc.oneof(fc.string(), fc.constant(undefined)),
        fc.dictionary(
          fc.constantFrom('cause', 'name', 'failureDomain', 'expose', 'reason', 'headers', 'retryAfter'),
          value,
        ),
      )
      .map(([StatusClass, message, options]) => new StatusClass(message, options as HttpErrorOptions));
    const request = fc.record({
      method: fc.constantFrom('GET', 'POST', 'HEAD', 'PUT'),
      headers: fc.dictionary(
        fc.constantFrom('accept', 'x-request-id', 'traceparent', 'idempotency-key'),
        fc.oneof(fc.string(), fc.constant('r-1'), fc.constant(`00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`)),
      ),
    });
    const prior = fc.array(
      fc.oneof(
        fc.constantFrom(...droppedLines),
        fc.constantFrom<FieldLine>(
          ['Vary', 'Origin'],
          ['X-Request-Id', 'app'],
          ['Retry-After', '0'],
          ['Retry-After', '7'],
        ),
      ),
      { maxLength: 10 },
    );
    let fast = 0;
    fc.assert(
      fc.property(anError, request, prior, fc.constantFrom(...staticOptions), (error, asked, lines, options) => {
        const input = toInput(error, asked, lines);
        const plan = prepared(input, options);
        if (plan !== undefined) fast += 1;
        expect(asData(createPlanner(toSettings(options))(input))).toEqual(asData(whole(input, options)));
      }),
      { numRuns: 2000 },
    );
    expect(fast).toBeGreaterThan(100);
  });
});

describe('is used', () => {
  test('for a class of ours with a cause, and for a bare HttpError', () => {
    expect(prepared(toInput(new BadGateway('x', { cause: new Error('x') })))).toBeDefined();
    expect(prepared(toInput(new HttpError(502, 'x')))).toBeDefined();
    expect(prepared(toInput(new NotFound('no order')))).toBeDefined();
  });

  test('where the abandoned response had nothing that stays', () => {
    expect(prepared(toInput(new BadGateway(), {}, droppedLines))?.close).toBe(true);
    expect(prepared(toInput(new BadGateway(), {}, droppedLines.slice(0, 3)))?.close).toBe(false);
  });

  test.each<readonly [string, HttpError]>([
    ['an option', new NotFound({ reason: 'A' })],
    ['a property set later', Object.assign(new NotFound(), { headers: { 'X-A': 'b' } })],
    ['a subclass', new (class OrderUnknown extends NotFound {})()],
    ['a status that must bring a field', new HttpError(401)],
    ['a status without a class', new HttpError(499)],
    ['an unregistered status', new HttpError(509)],
    ['a status changed later', Object.assign(new NotFound(), { status: 410 })],
  ])('not for %s', (_, error) => {
    expect(prepared(toInput(error))).toBeUndefined();
  });

  test.each<readonly [string, ErrorHandlerOptions]>([
    ['negotiate', { format: 'negotiate' }],
    ['include', { include: ['status'] }],
    ['debug', { debug: true }],
    ['body', { body: (envelope) => envelope }],
    ['message', inWhole],
  ])('not with the option %s', (_, options) => {
    expect(prepared(toInput(new NotFound()), options)).toBeUndefined();
  });

  test('not where a line stays, or more than eight have to be looked at', () => {
    expect(prepared(toInput(new NotFound(), {}, [['Vary', 'Origin']]))).toBeUndefined();
    expect(
      prepared(
        toInput(
          new NotFound(),
          {},
          Array.from({ length: 9 }, (): FieldLine => ['ETag', '"a"']),
        ),
      ),
    ).toBeUndefined();
  });
});

describe('plans do not share what changes', () => {
  test('lists of lines are their own', () => {
    const planner = createPlanner(toSettings());
    const first = planner(toInput(new BadGateway()));
    first.headers.push(['X-A', 'b']);
    first.headers.shift();
    expect(planner(toInput(new BadGateway())).headers.map(([name]) => name)).toEqual(
      planOf(new BadGateway()).headers.map(([name]) => name),
    );
  });

  test('date and delay are those of the moment', () => {
    let moment = 0;
    const settings = { ...toSettings({ retry: steady }), clock: () => moment };
    const planner = createPlanner(settings);
    const first = planner(toInput(new ServiceUnavailable())).headers[0];
    moment = 86_400_000;
    expect([first?.[1], planner(toInput(new ServiceUnavailable())).headers[0]?.[1]]).toEqual([
      'Thu, 01 Jan 1970 00:00:00 GMT',
      'Fri, 02 Jan 1970 00:00:00 GMT',
    ]);
  });

  test('each plan draws its own delay', () => {
    const random = vi.fn(() => 0);
    const planner = createPlanner(toSettings({ retry: { random } }));
    planner(toInput(new ServiceUnavailable()));
    planner(toInput(new ServiceUnavailable()));
    expect(random).toHaveBeenCalledTimes(2);
  });
});

describe('SE-3: an error that was tampered with', () => {
  test.each(['message', 'name', 'expose', 'status', 'statusCode', 'headers', 'cause', 'failureDomain'])(
    '%s of any kind',
    (name) => {
      for (const build of Object.values(hostileValues)) {
        const error = new NotFound('no order');
        Object.defineProperty(error, name, { value: build(), enumerable: false, configurable: true });
        const input = toInput(error);
        const options = { retry: steady };
        const plan = createPlanner(toSettings(options))(input);
        if (name !== 'headers') expect(asData(plan)).toEqual(asData(whole(input, options)));
      }
    },
  );

  test('a proxy of one', () => {
    const refuse = (): never => {
      throw new Error('no');
    };
    for (const trap of [{ get: refuse }, { getPrototypeOf: refuse }, { ownKeys: refuse }]) {
      const input = toInput(new Proxy(new NotFound('no order'), trap));
      expect(asData(createPlanner(toSettings())(input))).toEqual(asData(whole(input)));
    }
    const answersAll = toInput(new Proxy(new NotFound('no order'), { get: () => 404 }));
    expect(faultsOf(createPlanner(toSettings())(answersAll))).toEqual([]);
    expect(faultsOf(whole(answersAll))).toEqual([]);
  });
});
