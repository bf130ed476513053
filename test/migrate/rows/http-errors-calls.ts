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

/** What http-errors makes of a name, computed from its table: the row compares against this on both sides. */
function expectedOf(name: string): unknown {
  const one = factsOf(new (constructorOf(createOf('peer'), name))('x'));
  return [one, one, true, true, [one['name'], 1]];
}

/** Call forms and named constructors. */
export const httpErrorsCallRows: readonly Row[] = [
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
];
