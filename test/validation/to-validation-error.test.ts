import { Ajv, type ErrorObject } from 'ajv';
import { IsEmail, IsInt, ValidateNested, validate as validateClass } from 'class-validator';
import { body, validationResult } from 'express-validator';
import joi from 'joi';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import * as yup from 'yup';
import { z } from 'zod';
import { answerOf, gateways } from '../../live-tests/support/gateways.ts';
import { BadRequest, type HttpError, UnprocessableContent } from '../../src/index.ts';
import { toValidationError } from '../../src/validation.ts';

/** The value that every library rejects below; no byte of it may be in what the client gets. */
const secret = 'hunter2-Tr0ub4dor';
const input = { age: 'x', email: secret, address: { city: secret, zip: 7 }, extra: secret };

const jsonSchema = {
  type: 'object',
  properties: {
    age: { type: 'integer' },
    email: { type: 'string', maxLength: 3 },
    address: { type: 'object', properties: { zip: { type: 'string' } } },
  },
  required: ['age', 'name'],
};

function ajvErrors(options: object = {}): ErrorObject[] {
  const ajv = new Ajv({ allErrors: true, verbose: true, ...options });
  const validate = ajv.compile(jsonSchema);
  validate(input);
  return validate.errors ?? [];
}

async function classErrors(): Promise<unknown> {
  class Address {
    zip = 'x';
  }
  IsInt()(Address.prototype, 'zip');
  class User {
    age: unknown = input.age;
    email = secret;
    address: Address = new Address();
  }
  IsInt()(User.prototype, 'age');
  IsEmail({}, { message: 'you sent $value' })(User.prototype, 'email');
  ValidateNested()(User.prototype, 'address');
  return validateClass(new User());
}

async function expressValidatorResult(): Promise<ReturnType<typeof validationResult>> {
  const request = { body: input };
  await body('age').isInt().withMessage('must be a whole number').run(request);
  await body('email')
    .isEmail()
    .withMessage((value: string) => `${value} is none`)
    .run(request);
  await body('address.zip').isString().run(request);
  return validationResult(request);
}

const zodSchema = z.object({
  age: z.number(),
  email: z.string().refine((value) => value.length < 3, { error: ({ input: sent }) => `${String(sent)} is too long` }),
  address: z.object({ zip: z.string('zip codes are text') }),
});

const valibotSchema = v.object({
  age: v.number(),
  email: v.pipe(v.string(), v.email()),
  address: v.object({ zip: v.string() }),
});

const joiSchema = joi
  .object({
    age: joi.number(),
    email: joi.string().email().messages({ 'string.email': '{#value} is no address' }),
    address: joi.object({ zip: joi.string() }).unknown(),
  })
  .unknown();

const yupSchema = yup.object({
  age: yup.number(),
  // biome-ignore lint/suspicious/noTemplateCurlyInString: yup's own placeholder
  email: yup.string().email('${value} is no address'),
  address: yup.object({ zip: yup.string().strict().required() }),
});

async function yupError(): Promise<unknown> {
  return yupSchema.validate(input, { abortEarly: false }).catch((error: unknown) => error);
}

/** Each library with what it gives when a request breaks a schema. */
const sources: Readonly<Record<string, () => unknown>> = {
  'Ajv, list': ajvErrors,
  'Ajv, its ValidationError': () => new Ajv.ValidationError(ajvErrors()),
  'Zod, error': () => zodSchema.safeParse(input).error,
  'Zod, result': () => zodSchema.safeParse(input),
  'Zod, list': () => zodSchema.safeParse(input).error?.issues,
  'Standard Schema, result': () => zodSchema['~standard'].validate(input),
  'Valibot, result': () => v.safeParse(valibotSchema, input),
  'Valibot, list': () => v.safeParse(valibotSchema, input).issues,
  'Joi, result': () => joiSchema.validate(input, { abortEarly: false }),
  'Joi, error': () => joiSchema.validate(input, { abortEarly: false }).error,
  'Yup, error': yupError,
  'express-validator, result': expressValidatorResult,
  'express-validator, list': async () => (await expressValidatorResult()).array(),
  'class-validator, list': classErrors,
};

function detailsOf(error: HttpError): readonly { pointer: string; message: string; in?: string }[] {
  return error.details as never;
}

describe.each(Object.entries(sources))('%s', (_library, make) => {
  test('is 422 with a pointer for each fault, and without the rejected value', async () => {
    const error = toValidationError(await make());
    expect(error).toBeInstanceOf(UnprocessableContent);
    const pointers = detailsOf(error).map(({ pointer }) => pointer);
    expect(pointers).toEqual(expect.arrayContaining(['#/age', '#/email', '#/address/zip']));
    expect(JSON.stringify(error)).not.toContain(secret);
  });

  test('is so with the input at hand, too', async () => {
    const error = toValidationError(await make(), { input });
    expect(detailsOf(error).map(({ pointer }) => pointer)).toEqual(expect.arrayContaining(['#/age', '#/email']));
    expect(JSON.stringify(error)).not.toContain(secret);
  });

  test('leaves no rejected value in the record either', async () => {
    const source = await make();
    for (const gateway of gateways) {
      const answer = await answerOf(gateway, () => {
        throw toValidationError(source, { input });
      });
      expect(answer.status).toBe(422);
      expect(answer.records).toHaveLength(1);
      expect(answer.clientSide + answer.operatorSide).not.toContain(secret);
    }
  });

  test('is 400 by option, and names the part of the request', async () => {
    const error = toValidationError(await make(), { status: 400, in: 'body' });
    expect(error).toBeInstanceOf(BadRequest);
    expect(new Set(detailsOf(error).map((detail) => detail.in))).toEqual(new Set(['body']));
  });
});

describe('texts', () => {
  test("a schema author's own text is shown where the input is at hand and is not quoted", () => {
    const error = toValidationError(zodSchema.safeParse(input), { input });
    const byPointer = Object.fromEntries(detailsOf(error).map(({ pointer, message }) => [pointer, message]));
    expect(byPointer['#/address/zip']).toBe('zip codes are text');
    expect(byPointer['#/email']).toBe('is invalid');
  });

  test('a text that quotes another member of the input is replaced', () => {
    const schema = z.object({ a: z.string(), b: z.string() }).superRefine((value, context) => {
      context.addIssue({ code: 'custom', path: ['b'], message: `must differ from ${value.a}` });
    });
    const sent = { a: secret, b: 'x' };
    expect(detailsOf(toValidationError(schema.safeParse(sent), { input: sent }))).toEqual([
      { pointer: '#/b', message: 'is invalid' },
    ]);
  });

  test('an input too large to compare with shows no foreign text', () => {
    const sent = { list: Array.from({ length: 5_000 }, (_, index) => index), zip: 7 };
    const result = z.object({ zip: z.string('zip codes are text') }).safeParse(sent);
    expect(detailsOf(toValidationError(result, { input: sent }))[0]?.message).toBe('must be of type string');
  });
});

describe('what is no validation', () => {
  test('a bug in a catch block stays 500', () => {
    const bug = new TypeError('x is not a function');
    const error = toValidationError(bug);
    expect(error.status).toBe(500);
    expect(error.cause).toBe(bug);
  });

  test.each([[undefined], [null], [[]], [{ success: true, data: 1 }], ['text'], [7]])('%j is 500', (source) => {
    expect(toValidationError(source).status).toBe(500);
  });

  test("the library's error is no cause: its text may quote the input", () => {
    expect(toValidationError(zodSchema.safeParse(input).error).cause).toBeUndefined();
  });

  test('a status that the library chose does not decide', () => {
    const odd = Object.assign(new Ajv.ValidationError(ajvErrors()), { status: 418 });
    expect(toValidationError(odd).status).toBe(422);
  });

  test('hostile values end in an error', () => {
    const throwing = new Proxy(
      {},
      {
        get: () => {
          throw new Error('no');
        },
      },
    );
    const { proxy, revoke } = Proxy.revocable([], {});
    revoke();
    for (const source of [throwing, proxy, { issues: [throwing] }, { errors: proxy }]) {
      expect(toValidationError(source, { input: throwing }).status).toBeGreaterThanOrEqual(422);
    }
  });
});

test('at most fifty details', () => {
  const result = z.array(z.string()).safeParse(Array.from({ length: 200 }, () => 1));
  expect(detailsOf(toValidationError(result))).toHaveLength(50);
});

test('a misspelt option throws', () => {
  expect(() => toValidationError([], { stauts: 400 } as never)).toThrow('did you mean "status"?');
  expect(() => toValidationError([], { status: 409 } as never)).toThrow('"status" must be one of 422, 400');
});
