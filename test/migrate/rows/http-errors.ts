import { errorWith } from '../express-side.ts';
import type { Case, Row } from '../row.ts';
import { asks, constructorOf, createOf } from './http-errors-forms.ts';

const statusOf = (name: string, args: () => readonly unknown[], peer: number, ours: number): Case =>
  asks(name, (create) => create(...args())['status'], { peer, ours });

/** Whether the first frame of the stack is in the function that made the error, which is in this file. */
const madeAt = (make: () => Error): boolean => make().stack?.split('\n')[1]?.includes('rows/http-errors.ts') === true;

/** What is made: identity, JSON, stack, recognition. */
export const httpErrorsRows: readonly Row[] = [
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
