import { errorWith } from '../express-side.ts';
import type { Case, Row } from '../row.ts';
import {
  asks,
  constructorNames,
  constructorOf,
  createOf,
  factsOf,
  factsOfCall,
  upstreamError,
} from './http-errors-forms.ts';

const props = { code: 'E_ORDER', orderId: 7, headers: { 'X-A': 'b' } };

const wanted = (status: number, message: string, name: string, expose = status < 500, own: object = {}) => ({
  ...{ status, statusCode: status, expose, message, name, own },
  text: message === '' ? name : `${name}: ${message}`,
  isError: true,
  isHttpError: [true, true],
});

const form = (name: string, args: () => readonly unknown[], both: unknown): Case => ({
  name,
  run: async (side) => factsOfCall(side, args()),
  both,
});

const statusOf = (name: string, args: () => readonly unknown[], peer: number, ours: number): Case =>
  asks(name, (create) => create(...args())['status'], { peer, ours });

/** Whether the first frame of the stack is in the function that made the error, which is in this file. */
const madeAt = (make: () => Error): boolean => make().stack?.split('\n')[1]?.includes('rows/http-errors.ts') === true;

export const httpErrorsRows: readonly Row[] = [
  {
    id: 'H1',
    wish: 'keep',
    expectation: 'same',
    theirs:
      'Status, message, properties and an error to wrap, in any sensible order. (A property test runs generated forms.)',
    compared: 'status, statusCode, expose, message, name, own properties, text, isHttpError of both libraries',
    cases: [
      form('()', () => [], wanted(500, 'Internal Server Error', 'InternalServerError')),
      form('(404)', () => [404], wanted(404, 'Not Found', 'NotFoundError')),
      form('(404, text)', () => [404, 'no order'], wanted(404, 'no order', 'NotFoundError')),
      form('(404, text, props)', () => [404, 'no order', props], wanted(404, 'no order', 'NotFoundError', true, props)),
      form('(404, props, text)', () => [404, props, 'no order'], wanted(404, 'no order', 'NotFoundError', true, props)),
      form('(404, props)', () => [404, props], wanted(404, 'Not Found', 'NotFoundError', true, props)),
      form('(text)', () => ['no order'], wanted(500, 'no order', 'InternalServerError')),
      form('(text, props)', () => ['no order', props], wanted(500, 'no order', 'InternalServerError', false, props)),
      form('(props)', () => [props], wanted(500, 'Internal Server Error', 'InternalServerError', false, props)),
      form('(502, text, { expose })', () => [502, 'x', { expose: true }], wanted(502, 'x', 'BadGatewayError', true)),
      form('(404, { message })', () => [404, { message: 'x' }], wanted(404, 'x', 'NotFoundError')),
      form('(499, text)', () => [499, 'x'], wanted(499, 'x', 'BadRequestError')),
      form('(600)', () => [600], wanted(500, 'Internal Server Error', 'InternalServerError')),
    ],
  },
  {
    id: 'H2',
    wish: 'keep',
    expectation: 'same',
    theirs: 'Named constructors, by name and by code, with and without `new`.',
    compared: 'the same of what they make; their own name and length; instanceof themselves and `HttpError`',
    cases: constructorNames.map((name) =>
      asks(
        name,
        (create) => {
          const Constructor = constructorOf(create, name);
          const made = [new Constructor('x'), Constructor('x')];
          const isOne = (one: Error): boolean =>
            one instanceof Constructor && one instanceof constructorOf(create, 'HttpError');
          return [...made.map(factsOf), ...made.map(isOne), [Constructor.name, Constructor.length]];
        },
        { both: expectedOf(name) },
      ),
    ),
  },
  {
    id: 'H3',
    wish: 'keep',
    expectation: 'same',
    theirs: 'An error that is given lends its status, and its message.',
    compared: 'status, expose, message',
    cases: [404, 503].flatMap((status) =>
      ['status', 'statusCode'].map((member) =>
        asks(
          `(an application's error with ${member} ${status})`,
          (create) => {
            const { status: own, expose, message } = create(errorWith('no order', { [member]: status }));
            return [own, expose, message];
          },
          { both: [status, status < 500, 'no order'] },
        ),
      ),
    ),
  },
  {
    id: 'H3 upstream',
    wish: 'mend',
    expectation: 'improved',
    theirs:
      "An upstream client's error lends its status too, even over an explicit one: `createError(404, error)` is a 401.",
    ours: 'An explicit status wins, and the status that an upstream gave is never ours. `toHttpError(error)` makes a 502 of it.',
    compared: 'the status',
    cases: [
      statusOf('(an axios error with 401)', () => [upstreamError()], 401, 500),
      statusOf('(404, an axios error with 401)', () => [404, upstreamError()], 401, 404),
      statusOf('(404, an error with status 409)', () => [404, errorWith('x', { status: 409 })], 409, 404),
    ],
  },
  {
    id: 'H4',
    wish: 'keep',
    expectation: 'improved',
    theirs: 'The given error itself comes back, changed: same identity, class and name.',
    ours: 'A new error with the given one, unchanged, as `cause`.',
    compared: 'whether it is the given one, its name, whether the given one has a status afterwards',
    decision: '027',
    cases: [
      asks(
        '(404, a TypeError)',
        (create) => {
          const given = new TypeError('x') as TypeError & { status?: number };
          const made = create(404, given);
          return [made === given, made.name, made.cause === given, given.status];
        },
        { peer: [true, 'TypeError', false, 404], ours: [false, 'NotFoundError', true, undefined] },
      ),
    ],
  },
  {
    id: 'H5',
    wish: 'keep',
    expectation: 'improved',
    theirs: 'A message beside a given error is ignored, and so is a status among the properties.',
    ours: 'Both count.',
    compared: 'message and status',
    decision: '027',
    cases: [
      asks('(404, error, text)', (create) => create(404, new Error('inner'), 'outer').message, {
        peer: 'inner',
        ours: 'outer',
      }),
      statusOf('(text, { status: 404 })', () => ['x', { status: 404 }], 500, 404),
    ],
  },
  {
    id: 'H6',
    wish: 'keep',
    expectation: 'improved',
    theirs: 'A status that is no error passes, with a deprecation that is printed once.',
    ours: '500, with a warning in the record.',
    compared: 'the status',
    decision: '024',
    cases: [statusOf('(200)', () => [200], 200, 500), statusOf('(302, text)', () => [302, 'x'], 302, 500)],
  },
  {
    id: 'H7',
    wish: 'keep',
    expectation: 'improved',
    theirs: 'An argument of another type throws a TypeError in the place of your error.',
    ours: 'It is passed over: what you meant to report is reported.',
    compared: 'the name of what comes',
    decision: '027',
    cases: [true, Symbol('s'), undefined, 7n].map((argument) =>
      asks(
        `(404, ${String(argument)})`,
        (create) => {
          try {
            return create(404, argument).name;
          } catch (error) {
            return (error as Error).name;
          }
        },
        { peer: 'TypeError', ours: 'NotFoundError' },
      ),
    ),
  },
  {
    id: 'H8',
    wish: 'keep',
    expectation: 'improved',
    theirs: '`message` is enumerable: `JSON.stringify(error)` is `{"message":"…"}`, of a 500 too.',
    ours: 'JSON is what a client may read: the envelope.',
    compared: 'the JSON',
    decision: '020',
    cases: [
      asks('a 404', (create) => JSON.stringify(create(404, 'x')), {
        peer: '{"message":"x"}',
        ours: '{"error":{"code":404,"message":"x"}}',
      }),
      asks('a 500', (create) => JSON.stringify(create(500, 'secret')), {
        peer: '{"message":"secret"}',
        ours: '{"error":{"code":500,"message":"Internal Server Error"}}',
      }),
    ],
  },
  {
    id: 'H9',
    wish: 'mend',
    expectation: 'improved',
    theirs: '`HttpError` cannot be constructed, and what extends `NotFound` is not an instance of itself.',
    ours: 'Both work.',
    compared: 'the status of `new HttpError(404)`; instanceof of a subclass',
    cases: [
      asks(
        'new HttpError(404)',
        (create) => {
          const Base = constructorOf(create, 'HttpError');
          try {
            return new Base(404)['status'];
          } catch (error) {
            return (error as Error).name;
          }
        },
        { peer: 'TypeError', ours: 404 },
      ),
      asks(
        'class OrderNotFound extends createError.NotFound',
        (create) => {
          class OrderNotFound extends constructorOf(create, 'NotFound') {}
          return new OrderNotFound() instanceof OrderNotFound;
        },
        { peer: false, ours: true },
      ),
    ],
  },
  {
    id: 'H10',
    wish: 'keep',
    expectation: 'same',
    theirs: 'The stack begins where the error was made.',
    compared: 'whether the first frame is that of the caller',
    cases: [
      asks('createError(404)', (create) => madeAt(() => create(404)), { both: true }),
      asks('new createError.NotFound()', (create) => madeAt(() => new (constructorOf(create, 'NotFound'))()), {
        both: true,
      }),
      asks('createError.NotFound()', (create) => madeAt(() => constructorOf(create, 'NotFound')()), { both: true }),
    ],
  },
  {
    id: 'H11',
    wish: 'keep',
    expectation: 'same',
    theirs:
      '`isHttpError` accepts errors with a boolean `expose` and equal `status` and `statusCode`, whoever made them.',
    compared: 'its answer',
    cases: [
      ...[null, undefined, 'x', 404, { status: 404, statusCode: 404, expose: true }].map((value, index) =>
        asks(`no Error (${index})`, (create) => create.isHttpError(value), { both: false }),
      ),
      asks('a plain Error', (create) => create.isHttpError(new Error('x')), { both: false }),
      asks('a status alone', (create) => create.isHttpError(errorWith('x', { status: 404 })), { both: false }),
      asks(
        'the shape',
        (create) => create.isHttpError(errorWith('x', { status: 404, statusCode: 404, expose: true })),
        { both: true },
      ),
      asks(
        "the other library's",
        () =>
          (['peer', 'ours'] as const).map((side) =>
            createOf(side === 'peer' ? 'ours' : 'peer').isHttpError(createOf(side)(404)),
          ),
        {
          both: [true, true],
        },
      ),
    ],
  },
  {
    id: 'H11 success',
    wish: 'mend',
    expectation: 'improved',
    theirs: 'Of any number, 200 too.',
    ours: 'Of 400 to 599.',
    compared: 'its answer',
    cases: [
      asks(
        'status 200',
        (create) => create.isHttpError(errorWith('x', { status: 200, statusCode: 200, expose: true })),
        {
          peer: true,
          ours: false,
        },
      ),
    ],
  },
  {
    id: 'H12',
    wish: 'mend',
    expectation: 'improved',
    theirs:
      'Inherited properties are copied, so a polluted `Object.prototype` is on every error; a null behind the properties takes them away; `headers` may be anything.',
    ours: 'Own properties; an option of a wrong type is left out, with a warning in the record.',
    compared: 'the own members of the error',
    cases: [
      asks('an inherited property', (create) => Object.hasOwn(create(404, Object.create({ role: 'admin' })), 'role'), {
        peer: true,
        ours: false,
      }),
      asks('(404, props, null)', (create) => create(404, { orderId: 7 }, null)['orderId'], {
        peer: undefined,
        ours: 7,
      }),
      asks("headers: 'X-A: b'", (create) => create(404, { headers: 'X-A: b' })['headers'], {
        peer: 'X-A: b',
        ours: undefined,
      }),
    ],
  },
];

/** What http-errors makes of a name, computed from its table: the row compares against this on both sides. */
function expectedOf(name: string): unknown {
  const one = factsOf(new (constructorOf(createOf('peer'), name))('x'));
  return [one, one, true, true, [one['name'], 1]];
}
