import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { safeText, toPointer } from '../../src/normalize/issues.ts';
import { errorOfClass, errorWith, judge, statusOf, visible } from './support.ts';

const secret = 's3cret-Passw0rd';

function detailsOf(thrown: unknown): unknown {
  return judge(thrown).error.details;
}

function ajvErrors(verbose = false): readonly unknown[] {
  const schema = {
    type: 'object',
    required: ['email'],
    additionalProperties: false,
    properties: { age: { type: 'integer' }, password: { type: 'string', maxLength: 3 }, email: { type: 'string' } },
  };
  const validate = new Ajv({ allErrors: true, verbose }).compile(schema);
  validate({ age: secret, password: secret, [`x/y`]: 1 });
  return validate.errors ?? [];
}

/** One line a library: its error with a rejected secret, and where it stands. */
const libraries: readonly (readonly [library: string, thrown: unknown, pointers: readonly string[]])[] = [
  [
    'Ajv',
    errorWith({ errors: ajvErrors(), validation: true, ajv: true }),
    ['#/email', '#/x~1y', '#/age', '#/password'],
  ],
  [
    'Ajv, verbose',
    errorWith({ errors: ajvErrors(true), validation: true, ajv: true }),
    ['#/email', '#/x~1y', '#/age', '#/password'],
  ],
  ['Ajv, the bare list', ajvErrors(), ['#/email', '#/x~1y', '#/age', '#/password']],
  [
    'Ajv 6',
    errorWith({
      errors: [
        { keyword: 'type', dataPath: '.items[0].age', schemaPath: '#', params: {}, message: 'should be integer' },
      ],
    }),
    ['#/items/0/age'],
  ],
  [
    'Ajv with a keyword of its own',
    errorWith({
      errors: [{ keyword: 'errorMessage', instancePath: '/password', schemaPath: '#', message: `${secret} is bad` }],
    }),
    ['#/password'],
  ],
  [
    'Zod 4',
    errorWith({
      name: 'ZodError',
      issues: [
        {
          code: 'too_small',
          origin: 'string',
          minimum: 10,
          inclusive: true,
          path: ['password'],
          message: `${secret} is too short`,
        },
        { code: 'invalid_type', expected: 'number', path: ['items', 0, 'age'], message: 'Invalid input' },
        { code: 'custom', path: [], message: `${secret} is taken` },
      ],
    }),
    ['#/password', '#/items/0/age', '#'],
  ],
  [
    'Zod 3',
    errorWith({
      name: 'ZodError',
      issues: [
        {
          code: 'invalid_enum_value',
          received: secret,
          options: ['a'],
          path: ['role'],
          message: `Invalid enum value. Expected 'a', received '${secret}'`,
        },
      ],
    }),
    ['#/role'],
  ],
  [
    'Valibot',
    errorWith({
      name: 'ValiError',
      issues: [
        {
          kind: 'schema',
          type: 'number',
          input: secret,
          expected: 'number',
          received: `"${secret}"`,
          message: `Invalid type: Expected number but received "${secret}"`,
          path: [{ type: 'object', key: 'age', value: secret }],
        },
      ],
    }),
    ['#/age'],
  ],
  [
    'Standard Schema',
    errorWith({ name: 'SchemaError', issues: [{ message: `${secret} is no number`, path: [{ key: 'user' }, 'age'] }] }),
    ['#/user/age'],
  ],
  [
    'Joi',
    errorWith({
      name: 'ValidationError',
      _original: { password: secret },
      details: [
        {
          message: `"password" with value "${secret}" fails to match`,
          path: ['password'],
          type: 'string.pattern.base',
          context: { value: secret, label: 'password' },
        },
      ],
    }),
    ['#/password'],
  ],
  [
    'celebrate',
    errorOfClass('CelebrateError', {
      details: new Map([
        [
          'body',
          {
            details: [
              { message: '"age" must be a number', path: ['age'], type: 'number.base', context: { value: secret } },
            ],
          },
        ],
      ]),
    }),
    ['#/age'],
  ],
  [
    'Yup, all errors',
    errorWith({
      name: 'ValidationError',
      inner: [
        {
          path: 'user.age',
          type: 'typeError',
          errors: ['x'],
          message: `age must be a number, was ${secret}`,
          params: { value: Number.NaN, originalValue: secret, type: 'number' },
        },
      ],
    }),
    ['#/user/age'],
  ],
  [
    'Yup, the first error',
    errorWith(
      { name: 'ValidationError', inner: [], path: 'password', type: 'min', errors: ['x'], params: { value: secret } },
      `${secret} is too short`,
    ),
    ['#/password'],
  ],
  [
    'ArkType',
    errorWith(
      {
        name: 'TraversalError',
        arkErrors: [
          {
            code: 'domain',
            path: ['age'],
            expected: 'a number',
            actual: `"${secret}"`,
            data: secret,
            message: `age must be a number (was "${secret}")`,
          },
        ],
      },
      secret,
    ),
    ['#/age'],
  ],
  [
    'superstruct',
    errorWith(
      { name: 'StructError', failures: () => [], path: ['password'], branch: [{}], type: 'string', value: secret },
      `At path: password -- received "${secret}"`,
    ),
    ['#/password'],
  ],
  [
    'express-validator',
    errorWith({
      errors: [{ type: 'field', msg: `${secret} is no e-mail`, path: 'user.email', location: 'body', value: secret }],
    }),
    ['#/user/email'],
  ],
  [
    'express-validator, the bare list',
    [{ type: 'field', msg: 'Invalid value', path: 'age', location: 'query', value: secret }],
    ['#/age'],
  ],
  [
    'class-validator',
    [
      {
        target: { password: secret },
        property: 'user',
        value: {},
        children: [
          {
            property: 'age',
            value: secret,
            constraints: { isInt: `age must be an integer, was ${secret}`, min: 'age must not be less than 0' },
          },
        ],
      },
    ],
    ['#/user/age', '#/user/age'],
  ],
  [
    'mongoose',
    errorWith(
      {
        name: 'ValidationError',
        errors: {
          'user.age': {
            name: 'ValidatorError',
            kind: 'min',
            path: 'user.age',
            value: secret,
            message: `Path (${secret}) is less`,
          },
        },
      },
      secret,
    ),
    ['#/user/age'],
  ],
  [
    'TypeBox',
    errorOfClass('AssertError', {
      error: { type: 25, schema: {}, path: '/user/age', value: secret, message: `Expected integer, was ${secret}` },
    }),
    ['#/user/age'],
  ],
  [
    'VineJS',
    errorWith({
      status: 422,
      code: 'E_VALIDATION_ERROR',
      messages: [{ message: `${secret} is short`, rule: 'minLength', field: 'user.password' }],
    }),
    ['#/user/password'],
  ],
  [
    'Effect',
    errorWith(
      {
        name: 'ParseError',
        _tag: 'ParseError',
        issue: {
          _tag: 'Composite',
          actual: secret,
          issues: [{ _tag: 'Pointer', path: 'age', issue: { _tag: 'Missing' } }],
        },
      },
      secret,
    ),
    ['#/age'],
  ],
  [
    'Sequelize',
    errorWith({
      name: 'SequelizeValidationError',
      errors: [
        { path: 'email', validatorKey: 'isEmail', value: secret, message: `Validation isEmail failed for ${secret}` },
      ],
    }),
    ['#/email'],
  ],
  [
    'jsonschema',
    errorWith({
      errors: [
        {
          property: 'instance.user.age',
          argument: ['number'],
          name: 'type',
          instance: secret,
          message: 'is not of a type(s) number',
        },
      ],
    }),
    ['#/user/age'],
  ],
];

describe('a broken schema is 422 with pointers, never with the rejected value', () => {
  test.each(libraries)('%s', (_library, thrown, pointers) => {
    const { error } = judge(thrown);
    const details = error.details as readonly { pointer: string; message: string }[];
    expect([error.status, error.failureDomain, details.map(({ pointer }) => pointer)]).toEqual([
      422,
      'client',
      pointers,
    ]);
    expect(details.every(({ message }) => typeof message === 'string' && message !== '')).toBe(true);
    expect(visible(thrown)).not.toContain(secret);
    expect(visible(thrown)).not.toContain('s3cret');
  });

  test('400 by policy', () => {
    for (const [library, thrown] of libraries) {
      if (library !== 'VineJS') expect([library, statusOf(thrown, { validationStatus: 400 })]).toEqual([library, 400]);
    }
  });

  test('a library’s own 400 is kept and gets its details', () => {
    const fastify = errorWith({
      code: 'FST_ERR_VALIDATION',
      statusCode: 400,
      validation: [{ keyword: 'type', instancePath: '/a', schemaPath: '#', params: {}, message: 'must be integer' }],
      validationContext: 'querystring',
    });
    expect(statusOf(fastify)).toBe(400);
    expect(detailsOf(fastify)).toEqual([{ pointer: '#/a', message: 'must be integer', in: 'query' }]);
    const objection = errorWith({
      name: 'ValidationError',
      type: 'ModelValidation',
      statusCode: 400,
      data: { age: [{ message: 'must be integer', keyword: 'type', params: {} }] },
    });
    expect([statusOf(objection), detailsOf(objection)]).toEqual([
      400,
      [{ pointer: '#/age', message: 'must be integer' }],
    ]);
    const openapi = errorWith({
      status: 400,
      path: '/pets',
      errors: [{ path: '/body/age', message: 'must be integer', errorCode: 'type.openapi.validation' }],
    });
    expect([statusOf(openapi), detailsOf(openapi)]).toEqual([
      400,
      [{ pointer: '#/age', message: 'must be integer', in: 'body' }],
    ]);
  });

  test('another status of the error’s own is no validation', () => {
    const error = errorWith({ status: 409, errors: ajvErrors() });
    expect([statusOf(error), detailsOf(error)]).toEqual([409, undefined]);
  });

  test('the application’s own text stays where it speaks http-errors’ language', () => {
    const error = errorWith(
      { status: 422, statusCode: 422, expose: true, errors: ajvErrors(), headers: { 'X-A': '1', 'Set-Cookie': 'a=1' } },
      'Check the form.',
    );
    expect(judge(error).error.toJSON().error.message).toBe('Check the form.');
    expect(judge(error).error.headers).toEqual({ 'X-A': '1' });
  });

  test('an explicit expose: false hides the details too', () => {
    const error = errorWith({ status: 422, statusCode: 422, expose: false, errors: ajvErrors() }, 'secret');
    expect(visible(error)).toBe('{"error":{"code":422,"message":"Unprocessable Content"}}');
  });

  test('words of ours for Zod', () => {
    const words = (issue: object): unknown =>
      (detailsOf(errorWith({ issues: [{ path: [], message: 'm', ...issue }] })) as readonly { message: string }[])[0]
        ?.message;
    expect([
      words({ code: 'too_small', origin: 'number', minimum: 1, inclusive: true }),
      words({ code: 'too_small', origin: 'number', minimum: 1, inclusive: false }),
      words({ code: 'too_big', type: 'array', maximum: 3, inclusive: true }),
      words({ code: 'invalid_format', format: 'email' }),
      words({ code: 'invalid_format', format: `<${secret}>` }),
      words({ code: 'not_multiple_of', divisor: 5 }),
      words({ code: 'unrecognized_keys', keys: ['a'] }),
    ]).toEqual([
      'must be at least 1',
      'must be more than 1',
      'must have at most 3 items',
      'must be a valid email',
      'must be a valid text',
      'must be a multiple of 5',
      'has members that are not allowed',
    ]);
  });

  test('names alone are no evidence', () => {
    const strangers = [
      errorWith({ name: 'ValidationError' }),
      errorWith({ issues: ['a'] }),
      errorWith({ errors: [new Error('x')] }),
      errorWith({ details: [{ message: 'x' }] }),
      errorWith({ errors: { a: 1 } }),
      [1, 2],
      [{}],
    ];
    expect(strangers.map((thrown) => statusOf(thrown))).toEqual(strangers.map(() => 500));
  });

  test('at most 50 issues, of however many', () => {
    const issues = Array.from({ length: 10_000 }, (_, index) => ({ code: 'custom', path: [index], message: 'x' }));
    expect((detailsOf(errorWith({ name: 'ZodError', issues })) as readonly unknown[]).length).toBe(50);
    const tree: { property: string; children: unknown[] } = { property: 'a', children: [] };
    tree.children.push(tree, tree, tree);
    expect((detailsOf([tree]) as readonly unknown[] | undefined)?.length ?? 0).toBeLessThanOrEqual(50);
  });
});

describe('JSON Pointers in a URI fragment (RFC 6901 section 6)', () => {
  test.each<readonly [readonly unknown[], string]>([
    [[], '#'],
    [['age'], '#/age'],
    [['items', 0, 'id'], '#/items/0/id'],
    [['a/b', 'm~n', 'c%d', 'e^f', ' ', ''], '#/a~1b/m~0n/c%25d/e%5Ef/%20/'],
    [['\ud800'], '#/%EF%BF%BD'],
    [['ünï'], '#/%C3%BCn%C3%AF'],
  ])('%j is %s', (path, pointer) => {
    expect(toPointer(path)).toBe(pointer);
  });

  test('every path gives a fragment that decodes to itself', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 20 }), { maxLength: 8 }), (path) => {
        const decoded = decodeURIComponent(toPointer(path).slice(1)).split('/').slice(1);
        expect(decoded.map((segment) => segment.replace(/~1/g, '/').replace(/~0/g, '~'))).toEqual(path);
      }),
    );
  });
});

describe('a library’s text is shown only where it cannot hold the value', () => {
  test('whatever the value, no shown text has it', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string(), fc.string(), (value, before, after) => {
        fc.pre(value.trim() !== '');
        expect(safeText(`${before}${value}${after}`, [value])).toBe('is invalid');
      }),
    );
  });

  test('an object could stand in any form', () => {
    expect(safeText('must be a number', [{ a: 1 }])).toBe('is invalid');
    expect(safeText('must be a number', [undefined, null, true, ''])).toBe('must be a number');
  });
});
