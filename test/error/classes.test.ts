import fc from 'fast-check';
import createError from 'http-errors';
import { describe, expect, test } from 'vitest';
import { statusCatalogue } from '../../src/catalogue.ts';
import { isOwnError } from '../../src/error/brand.ts';
import * as classes from '../../src/error/classes.ts';
import { creationWarnings, HttpError } from '../../src/error/http-error.ts';
import { statusTable } from '../../src/error/status.ts';

const { statusClasses } = classes;
const rows = [...statusTable.values()];
const exported: Readonly<Record<string, unknown>> = classes;

/** The registrations from 400 to 599 of the IANA HTTP Status Code Registry, 418 "(Unused)" included. */
const ianaCodes = [
  400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417, 418, 421, 422, 423, 424,
  425, 426, 428, 429, 431, 451, 500, 501, 502, 503, 504, 505, 506, 507, 508, 510, 511,
];

/** http-errors exports each class by its name and by its number, beside HttpError and isHttpError. */
const peerNames = Object.keys(createError).filter((key) => !/^\d/.test(key) && !/httperror$/i.test(key));
const peers = createError as unknown as Readonly<Record<string, new (message?: string) => createError.HttpError>>;

describe('the set of classes', () => {
  test('has every status that IANA lists from 400 to 599, and 509 as the only other one', () => {
    expect(ianaCodes).toHaveLength(40);
    expect(Object.keys(statusClasses).map(Number)).toEqual([...ianaCodes, 509].sort((a, b) => a - b));
  });

  test('has exactly the names that http-errors exports', () => {
    expect(rows.map(({ className }) => className).sort()).toEqual([...peerNames].sort());
  });

  test('exports each class by its name, and under its status in statusClasses', () => {
    for (const { code, className } of rows) expect(exported[className], className).toBe(statusClasses[code]);
  });

  test.each([
    ['ContentTooLarge', 'PayloadTooLarge', 413],
    ['UnprocessableContent', 'UnprocessableEntity', 422],
  ])('%s and %s are one constructor', (alias, className, code) => {
    expect(exported[alias]).toBe(exported[className]);
    expect(statusTable.get(code)?.aliases).toEqual([alias]);
  });

  test('exports nothing else', () => {
    const names = rows.flatMap(({ className, aliases }) => [className, ...aliases]);
    expect(Object.keys(exported).sort()).toEqual([...names, 'statusClasses'].sort());
  });

  test('cannot be changed by a caller', () => {
    expect(Object.isFrozen(statusClasses)).toBe(true);
  });
});

describe.each(rows)('$className', ({ code, phrase, className, errorName, failureDomain }) => {
  const StatusClass = statusClasses[code] as classes.StatusErrorClass;

  test('follows from its status when it is made without arguments, and does not throw', () => {
    const error = new StatusClass();
    expect(error).toMatchObject({
      status: code,
      statusCode: code,
      name: errorName,
      message: phrase,
      expose: code < 500,
      failureDomain,
    });
    expect(error).toBeInstanceOf(StatusClass);
    expect(error).toBeInstanceOf(HttpError);
    expect(error).toBeInstanceOf(Error);
    expect(isOwnError(error)).toBe(true);
    expect(error.constructor.name).toBe(className);
  });

  test('has the name, status and exposure that http-errors gives', () => {
    const Peer = peers[className] as new (message?: string) => createError.HttpError;
    const theirs = new Peer();
    const { name, status, statusCode, expose } = new StatusClass();
    expect({ name, status, statusCode, expose }).toEqual({
      name: theirs.name,
      status: theirs.status,
      statusCode: theirs.statusCode,
      expose: theirs.expose,
    });
  });

  test('takes a message, options, both, or null and options', () => {
    const options = { reason: 'WHY', cause: new Error('root') };
    expect(new StatusClass('text').message).toBe('text');
    expect(new StatusClass(options)).toMatchObject({ message: phrase, ...options });
    expect(new StatusClass('text', options)).toMatchObject({ message: 'text', ...options });
    expect(new StatusClass(null, options)).toMatchObject({ message: phrase, ...options });
  });

  test('is told apart from every other class by instanceof', () => {
    const error = new StatusClass();
    const matching = Object.keys(statusClasses).filter(
      (other) => error instanceof (statusClasses[Number(other)] as never),
    );
    expect(matching).toEqual([String(code)]);
  });
});

test('a constructor never throws, whatever it is given', () => {
  const hostile = new Proxy(
    {},
    {
      get(): never {
        throw new Error('trap');
      },
      ownKeys(): never {
        throw new Error('trap');
      },
    },
  );
  const anyArgument = fc.oneof(fc.anything({ withBigInt: true, withNullPrototype: true }), fc.constant(hostile));
  fc.assert(
    fc.property(fc.constantFrom(...rows), anyArgument, anyArgument, ({ code }, first, second) => {
      const StatusClass = statusClasses[code] as classes.StatusErrorClass;
      expect(new StatusClass(first as never, second as never).status).toBe(code);
    }),
  );
});

test.each(statusCatalogue.filter(({ example }) => example !== undefined))(
  'the example of $code runs, throws $className and uses no option wrongly',
  ({ code, example }) => {
    const thrown = catchThrown(() =>
      new Function(...Object.keys(exported), String(example))(...Object.values(exported)),
    );
    expect(thrown).toBeInstanceOf(statusClasses[code] as never);
    expect(creationWarnings(thrown as HttpError)).toEqual([]);
  },
);

function catchThrown(run: () => unknown): unknown {
  try {
    run();
  } catch (thrown) {
    return thrown;
  }
  throw new Error('nothing was thrown');
}
