import { Ajv } from 'ajv';
import bodyParser from 'body-parser';
import * as jose from 'jose';
import jwt from 'jsonwebtoken';
import multer from 'multer';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Expected, expectAnswer, peerText, secret } from './support/expect-answer.ts';
import { type Ask, answerOf, gateways, type Work } from './support/gateways.ts';
import { urlOf, urlReplying } from './support/upstreams.ts';

type Middleware = (request: never, response: never, next: (error?: unknown) => void) => void;

/** A connect middleware, as a handler of either host may await it. */
function awaiting(middleware: Middleware): Work {
  return (request, response) =>
    new Promise<void>((resolve, reject) => {
      middleware(request as never, response as never, (error) => (error === undefined ? resolve() : reject(error)));
    });
}

interface Provocation {
  readonly title: string;
  readonly work: Work;
  readonly ask?: Ask;
  readonly expected: Expected;
}

const json = (body: string, headers: Record<string, string> = {}): Ask => ({
  method: 'POST',
  headers: { 'Content-Type': 'application/json', ...headers },
  body,
});

const bodies: readonly Provocation[] = [
  {
    title: 'body-parser: no JSON',
    work: awaiting(bodyParser.json() as Middleware),
    ask: json(`{"password":"${secret}"`),
    expected: { status: 400 },
  },
  {
    title: 'body-parser: too large',
    work: awaiting(bodyParser.json({ limit: 10 }) as Middleware),
    ask: json(`{"password":"${secret}"}`),
    expected: { status: 413 },
  },
  {
    title: 'body-parser: unknown charset',
    work: awaiting(bodyParser.json() as Middleware),
    ask: json('{}', { 'Content-Type': 'application/json; charset=nope' }),
    expected: { status: 415 },
  },
  {
    title: 'body-parser: unknown coding',
    work: awaiting(bodyParser.json() as Middleware),
    ask: json('{}', { 'Content-Encoding': 'nope' }),
    expected: { status: 415 },
  },
  {
    title: 'body-parser: no gzip',
    work: awaiting(bodyParser.json() as Middleware),
    ask: json(secret, { 'Content-Encoding': 'gzip' }),
    expected: { status: 400 },
  },
  {
    title: 'body-parser: too many parameters',
    work: awaiting(bodyParser.urlencoded({ parameterLimit: 1, extended: false }) as Middleware),
    ask: { method: 'POST', headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body: `a=1&b=${secret}` },
    expected: { status: 413 },
  },
];

function form(...names: readonly string[]): Ask {
  const data = new FormData();
  for (const name of names) data.append(name, new Blob([secret.repeat(10)]), `${secret}.txt`);
  data.append('note', secret);
  return { method: 'POST', body: data };
}

const boundary = { 'Content-Type': 'multipart/form-data; boundary=x' };

const uploads: readonly Provocation[] = [
  {
    title: 'multer: file too large',
    work: awaiting(multer({ limits: { fileSize: 10 } }).any() as Middleware),
    ask: form('a'),
    expected: { status: 413 },
  },
  {
    title: 'multer: too many files',
    work: awaiting(multer({ limits: { files: 1 } }).any() as Middleware),
    ask: form('a', 'b'),
    expected: { status: 413 },
  },
  {
    title: 'multer: too many parts',
    work: awaiting(multer({ limits: { parts: 1 } }).any() as Middleware),
    ask: form('a', 'b'),
    expected: { status: 413 },
  },
  {
    title: 'multer: value too large',
    work: awaiting(multer({ limits: { fieldSize: 3 } }).any() as Middleware),
    ask: form(),
    expected: { status: 413 },
  },
  {
    title: 'multer: unexpected file',
    work: awaiting(multer().single('avatar') as Middleware),
    ask: form('other'),
    expected: { status: 400 },
  },
  {
    title: 'multer: cut form',
    work: awaiting(multer().any() as Middleware),
    ask: {
      method: 'POST',
      headers: boundary,
      body: `--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n${secret}`,
    },
    expected: { status: 400 },
  },
  {
    title: 'multer: no boundary',
    work: awaiting(multer().any() as Middleware),
    ask: { method: 'POST', headers: { 'Content-Type': 'multipart/form-data' }, body: secret },
    expected: { status: 400 },
  },
];

const key = 'key of the issuer';
const signed = (claims: object, options: jwt.SignOptions = {}): string =>
  jwt.sign({ note: secret, ...claims }, key, options);
const past = Math.floor(Date.now() / 1000) - 60;
const joseKey = new TextEncoder().encode(key.padEnd(32));

async function verifyWithJose(claims: object, options: jose.JWTVerifyOptions = {}): Promise<unknown> {
  const token = await new jose.SignJWT({ note: secret, ...claims }).setProtectedHeader({ alg: 'HS256' }).sign(joseKey);
  return jose.jwtVerify(token, joseKey, options);
}

async function verifyWithKeys(url: string): Promise<unknown> {
  const keys = jose.createRemoteJWKSet(new URL(url), { timeoutDuration: 150 });
  const token = await new jose.SignJWT({ note: secret }).setProtectedHeader({ alg: 'HS256', kid: 'k' }).sign(joseKey);
  return jose.jwtVerify(token, keys);
}

const refusedToken: Expected = { status: 401, challenge: true };

const tokens: readonly Provocation[] = [
  { title: 'jsonwebtoken: expired', work: () => jwt.verify(signed({ exp: past }), key), expected: refusedToken },
  {
    title: 'jsonwebtoken: not active yet',
    work: () => jwt.verify(signed({}, { notBefore: 60 }), key),
    expected: refusedToken,
  },
  { title: 'jsonwebtoken: wrong signature', work: () => jwt.verify(signed({}), 'another key'), expected: refusedToken },
  {
    title: 'jsonwebtoken: wrong audience',
    work: () => jwt.verify(signed({}), key, { audience: peerText }),
    expected: refusedToken,
  },
  { title: 'jsonwebtoken: no token at all', work: () => jwt.verify(secret, key), expected: refusedToken },
  { title: 'jsonwebtoken: our key is missing', work: () => jwt.verify(signed({}), ''), expected: { status: 500 } },
  { title: 'jose: expired', work: () => verifyWithJose({ exp: past }), expected: refusedToken },
  { title: 'jose: wrong audience', work: () => verifyWithJose({}, { audience: peerText }), expected: refusedToken },
  { title: 'jose: wrong signature', work: async () => jose.jwtVerify(signed({}), joseKey), expected: refusedToken },
  { title: 'jose: no token at all', work: () => jose.jwtVerify(secret, joseKey), expected: refusedToken },
  {
    title: 'jose: the key set does not come',
    work: async () => verifyWithKeys(await urlOf('silence')),
    expected: { status: 504, retryAfter: 'policy' },
  },
  {
    title: 'jose: the key set is refused',
    work: async () => verifyWithKeys(await urlOf('refused')),
    expected: { status: 502, retryAfter: 'policy' },
  },
  {
    title: 'jose: the key set is an error page',
    work: async () => verifyWithKeys(await urlReplying(503)),
    expected: { status: 502 },
  },
];

const schema = { type: 'object', properties: { age: { type: 'integer' } } };
const rejected = { age: secret };

function throwAjv(): never {
  const validate = new Ajv().compile(schema);
  validate(rejected);
  throw new Ajv.ValidationError(validate.errors ?? []);
}

const schemas: readonly Provocation[] = [
  { title: 'ajv', work: throwAjv, expected: { status: 422 } },
  { title: 'zod', work: () => z.object({ age: z.number() }).parse(rejected), expected: { status: 422 } },
];

describe.each(gateways)('$name', (gateway) => {
  test.each([...bodies, ...uploads, ...tokens])('$title: $expected.status', async ({ work, ask, expected }) => {
    expectAnswer(await answerOf(gateway, work, ask), expected);
  });

  test.each(schemas)('$title: $expected.status with a pointer', async ({ work, expected }) => {
    const answer = await answerOf(gateway, work);
    expectAnswer(answer, expected);
    expect(JSON.parse(answer.text).error.details).toEqual([
      { pointer: '#/age', message: expect.stringMatching(/^must be /) },
    ]);
  });
});
