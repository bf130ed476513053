import { strict as assert } from 'node:assert';
import { inspect } from 'node:util';

/** One way in which a library carries a secret into an error. */
export interface LeakyShape {
  readonly name: string;
  /** Characters that a secret at this place can hold besides letters and digits. */
  readonly alphabet?: string;
  readonly make: (secret: string) => unknown;
}

const with_ = (message: string, members: object, name?: string): Error =>
  Object.assign(new Error(message), members, name === undefined ? {} : { name });

function thrownBy(run: () => unknown): unknown {
  try {
    run();
  } catch (thrown) {
    return thrown;
  }
  throw new Error('nothing was thrown');
}

const response = (secret: string): object => ({
  status: 401,
  headers: { 'set-cookie': [`sid=${secret}`], 'www-authenticate': secret },
  data: { error: secret },
  body: secret,
  text: secret,
  config: { headers: { authorization: `Bearer ${secret}` } },
  req: { _header: `GET / HTTP/1.1\r\nAuthorization: Basic ${secret}\r\n\r\n`, path: `/?k=${secret}` },
});

// What a place in a text can hold: a value ends where the syntax around it says so.
const query = '-._~%+=&:/@';
const anything = ' -._~%+=&:/@"\'`;,(){}[]<>\\$?!#|\n\t';

/** Shapes that leak by a property: whatever the secret is, no way out may read it. */
const byProperty: readonly LeakyShape[] = [
  {
    name: 'axios',
    make: (secret) =>
      with_(
        'Request failed with status code 401',
        {
          isAxiosError: true,
          code: 'ERR_BAD_REQUEST',
          config: {
            url: `https://u.test/?k=${secret}`,
            headers: { authorization: `Bearer ${secret}`, cookie: secret },
            auth: { username: 'u', password: secret },
            data: secret,
            params: { k: secret },
          },
          request: { _header: `Authorization: ${secret}`, path: `/?${secret}` },
          response: response(secret),
          toJSON: () => ({ config: { headers: { authorization: secret } } }),
        },
        'AxiosError',
      ),
  },
  {
    name: 'got',
    make: (secret) =>
      with_(
        'Response code 500',
        { options: { headers: { authorization: secret } }, request: { secret }, response: response(secret) },
        'HTTPError',
      ),
  },
  {
    name: 'ky 2',
    make: (secret) => with_('Request failed', { data: { secret }, options: { json: secret } }, 'HTTPError'),
  },
  {
    name: 'superagent',
    make: (secret) => with_('Unauthorized', { response: response(secret), rawResponse: secret, original: secret }),
  },
  {
    name: 'AWS SDK',
    make: (secret) => with_('denied', { $metadata: { httpStatusCode: 403 }, $response: { body: { req: secret } } }),
  },
  {
    name: 'gRPC',
    make: (secret) =>
      with_('16 UNAUTHENTICATED: no', { code: 16, details: secret, metadata: new Map([['authorization', secret]]) }),
  },
  {
    name: 'body-parser',
    make: (secret) =>
      with_(
        'invalid JSON',
        { body: `{"password":"${secret}`, status: 400, expose: true, type: 'entity.parse.failed' },
        'SyntaxError',
      ),
  },
  {
    name: 'Joi',
    make: (secret) =>
      with_(
        '"pin" is required',
        { _original: { password: secret }, details: [{ message: '"pin" is required', context: { value: secret } }] },
        'ValidationError',
      ),
  },
  {
    name: 'yup',
    make: (secret) =>
      with_(
        'pin is invalid',
        { value: { pin: secret }, params: { originalValue: secret }, inner: [with_('x', { value: secret })] },
        'ValidationError',
      ),
  },
  {
    name: 'ajv verbose',
    make: (secret) =>
      with_('validation failed', { errors: [{ instancePath: '/pin', data: secret, message: 'must be integer' }] }),
  },
  {
    name: 'class-validator',
    make: (secret) => [{ target: { pin: secret }, value: secret, property: 'pin', constraints: { isInt: 'x' } }],
  },
  {
    name: 'drizzle',
    make: (secret) => with_('Failed query', { query: `select '${secret}'`, params: [secret] }, 'DrizzleQueryError'),
  },
  {
    name: 'pg',
    make: (secret) =>
      with_(
        'duplicate key value violates unique constraint "t_email_key"',
        {
          code: '23505',
          severity: 'ERROR',
          detail: `Key (email)=(${secret}) already exists.`,
          where: secret,
          internalQuery: secret,
        },
        'error',
      ),
  },
  {
    name: 'typeorm',
    make: (secret) =>
      with_('boom', { query: secret, parameters: [secret], driverError: { detail: secret } }, 'QueryFailedError'),
  },
  {
    name: 'sequelize',
    make: (secret) =>
      with_('Validation error', {
        parent: { sql: secret, parameters: [secret], detail: secret },
        fields: { email: secret },
        errors: [{ message: 'email must be unique', value: secret, instance: { secret } }],
      }),
  },
  {
    name: 'mysql2',
    make: (secret) => with_('ER_DUP_ENTRY', { sql: secret, sqlMessage: secret, code: 'ER_DUP_ENTRY' }),
  },
  {
    name: 'mongodb',
    make: (secret) =>
      with_(
        'E11000 duplicate key error',
        { keyValue: { email: secret }, errorResponse: { keyValue: secret }, code: 11000 },
        'MongoServerError',
      ),
  },
  {
    name: 'ioredis',
    make: (secret) => with_('ERR wrong type', { command: { name: 'set', args: ['k', secret] } }, 'ReplyError'),
  },
  {
    name: 'child_process',
    make: (secret) => with_('failed', { cmd: secret, stderr: secret, stdout: secret, spawnargs: [secret] }),
  },
  { name: 'assert', make: (secret) => thrownBy(() => assert.deepEqual({ password: secret }, { password: '' })) },
  { name: 'URL', make: (secret) => thrownBy(() => new URL(secret, 'not a base')) },
  {
    name: 'OpenAI',
    make: (secret) =>
      with_('429 slow down', {
        headers: new Headers([['x-key', 'x']]),
        error: { message: secret },
        requestID: secret,
        request_id: secret,
      }),
  },
  {
    name: 'an accessor',
    make: (secret) => Object.defineProperty(new Error('x'), 'token', { enumerable: true, get: () => secret }),
  },
  { name: 'a symbol', make: (secret) => with_('x', { [Symbol('token')]: secret }) },
  {
    name: 'an own inspect',
    make: (secret) =>
      with_('x', {
        [inspect.custom]: () => secret,
        toString: () => secret,
        toJSON: () => secret,
        valueOf: () => secret,
      }),
  },
  {
    name: 'a Map, a Set, a Buffer',
    make: (secret) =>
      with_('x', { map: new Map([[secret, secret]]), set: new Set([secret]), buffer: Buffer.from(secret) }),
  },
  { name: 'a plain object', make: (secret) => ({ password: secret, [secret]: secret, nested: { deep: { secret } } }) },
  { name: 'an array', make: (secret) => [secret, [secret]] },
  { name: 'a function', make: (secret) => Object.assign(() => secret, { secret }) },
  {
    name: 'an odd code',
    make: (secret) => with_('x', { code: { secret }, errno: secret, syscall: secret, path: secret, dest: secret }),
  },
  {
    name: 'lines of a stack that are no frames',
    make: (secret) => with_('x', { stack: `Error: ${secret}\n${secret}\n    at f (/a.js:1:1)\n  ${secret}` }),
  },
];

/** Shapes that leak by the text of the message. */
const byMessage: readonly LeakyShape[] = [
  {
    name: 'node-fetch: URL',
    alphabet: query,
    make: (secret) => new Error(`request to http://u.test/?api_key=${secret} failed, reason: x`),
  },
  {
    name: 'ky: URL',
    alphabet: query,
    make: (secret) => new Error(`Request timed out: GET https://u.test/a?${secret}`),
  },
  {
    name: 'fetch: credentials',
    alphabet: '-._~%+=&:@/',
    make: (secret) =>
      new TypeError(`Request cannot be constructed from a URL that includes credentials: https://u:${secret}@u.test/`),
  },
  { name: 'fetch: bad URL', alphabet: anything, make: (secret) => new TypeError(`Failed to parse URL from ${secret}`) },
  {
    name: 'fetch: bad header',
    alphabet: anything,
    make: (secret) => new TypeError(`Headers.append: "${secret}" is an invalid header value.`),
  },
  {
    name: 'connection string',
    alphabet: '-._~%+=&:@/?#!$',
    make: (secret) => new Error(`cannot connect to postgres://app:x${secret}@db.test:5432/app`),
  },
  {
    name: 'ADO connection string',
    alphabet: '-._~%+=&:/@"\'',
    make: (secret) => new Error(`Server=db.test;Password=x${secret};Encrypt=yes`),
  },
  {
    name: 'quoted pair',
    alphabet: ' -._~%+=&:/@;,()',
    make: (secret) => new Error(`bad config: password="${secret}" host=x`),
  },
  { name: 'pair', alphabet: '-._~%+=&:/@,()', make: (secret) => new Error(`refused api_key=${secret} for you`) },
  {
    name: 'camel case pair',
    alphabet: '-._~%+=&:/@,()',
    make: (secret) => new Error(`refused accessToken: ${secret}`),
  },
  {
    name: 'Authorization',
    alphabet: ' -._~%+=&:/@;,"',
    make: (secret) => new Error(`sent Authorization: Digest ${secret}`),
  },
  { name: 'Bearer', alphabet: '-._~%+=&:/@', make: (secret) => new Error(`rejected Bearer ${secret} by upstream`) },
  { name: 'Cookie', alphabet: ' -._~%+=&:/@;,"', make: (secret) => new Error(`Cookie: a=b; sid=${secret}`) },
  {
    name: 'drizzle',
    alphabet: anything,
    make: (secret) => new Error(`Failed query: insert into t(email) values($1)\nparams: ${secret}`),
  },
  {
    name: 'knex',
    alphabet: ' -._~%+=&:/@"`;,(){}[]<>$?!#|\n\t',
    make: (secret) =>
      new Error(`insert into "t" ("email") values ('${secret}') - duplicate key value violates unique constraint "x"`),
  },
  {
    name: 'knex: where',
    alphabet: ' -._~%+=&:/@"`;,(){}[]<>$?!#|\n\t',
    make: (secret) => new Error(`select * from "t" where "email" = '${secret}' limit 1 - relation "t" does not exist`),
  },
  {
    name: 'pg: detail in the message',
    alphabet: anything,
    make: (secret) => new Error(`Key (email)=(${secret}) already exists.`),
  },
  {
    name: 'pg: failing row',
    alphabet: anything,
    make: (secret) => new Error(`Failing row contains (1, ${secret}, null).`),
  },
  {
    name: 'pg: input',
    alphabet: anything,
    make: (secret) => new Error(`invalid input syntax for type integer: "${secret}"`),
  },
  {
    name: 'mysql: duplicate',
    alphabet: anything,
    make: (secret) => new Error(`Duplicate entry '${secret}' for key 't.email'`),
  },
  {
    name: 'mongodb: duplicate',
    alphabet: anything,
    make: (secret) =>
      new Error(`E11000 duplicate key error collection: z.u index: e_1 dup key: { email: "${secret}" }`),
  },
  {
    name: 'mongoose: cast',
    alphabet: anything,
    make: (secret) =>
      new Error(`Cast to ObjectId failed for value "${secret}" (type string) at path "_id" for model "Zoo"`),
  },
  {
    name: 'yup',
    alphabet: anything,
    make: (secret) => new Error(`pin must be a \`number\` type, but the final value was: \`"${secret}"\`.`),
  },
  {
    name: 'superstruct',
    alphabet: anything,
    make: (secret) => new Error(`At path: pin -- Expected a number, but received: "${secret}"`),
  },
  {
    name: 'zod issues',
    alphabet: anything,
    make: (secret) => new Error(JSON.stringify([{ code: 'custom', received: secret }], null, 2)),
  },
  {
    name: 'graphql-request',
    alphabet: anything,
    make: (secret) =>
      new Error(`GraphQL Error (Code: 400): ${JSON.stringify({ request: { variables: { pin: secret } } })}`),
  },
  {
    name: 'an inspected object',
    alphabet: anything,
    make: (secret) => new Error(`cannot save ${inspect({ pin: secret })}`),
  },
  {
    name: 'an HTML body',
    alphabet: anything,
    make: (secret) => new Error(`upstream answered <!DOCTYPE html><p>${secret}`),
  },
  { name: 'JSON.parse', alphabet: anything, make: (secret) => thrownBy(() => JSON.parse(`x${secret}`)) },
  {
    name: 'ioredis',
    alphabet: anything,
    make: (secret) => new Error(`ERR unknown command 'x', with args beginning with: '${secret}' `),
  },
  {
    name: 'child_process',
    alphabet: anything,
    make: (secret) => new Error(`Command failed: mysql -p${secret}\nERROR ${secret}`),
  },
  {
    name: 'node: argument value',
    alphabet: anything,
    make: (secret) => new TypeError(`The argument 'path' must be a string without null bytes. Received '${secret}'`),
  },
  { name: 'assert', alphabet: anything, make: (secret) => thrownBy(() => assert.equal(secret, '')) },
  {
    name: 'a private key',
    alphabet: anything,
    make: (secret) => new Error(`bad key -----BEGIN PRIVATE KEY-----\n${secret}\n-----END PRIVATE KEY-----`),
  },
];

export const leakyShapes: readonly LeakyShape[] = [
  ...byProperty.map((shape) => ({ alphabet: anything, ...shape })),
  ...byMessage,
];
