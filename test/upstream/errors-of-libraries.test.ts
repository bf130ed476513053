import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { request as octokit } from '@octokit/request';
import { ReplyError } from 'ioredis';
import joi from 'joi';
import { errors as jose } from 'jose';
import { MulterError } from 'multer';
import Stripe from 'stripe';
import superagent from 'superagent';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import * as yup from 'yup';
import { z } from 'zod';
import { replying } from '../../live-tests/support/upstreams.ts';
import { readBlocks } from '../docs/markdown.ts';
import { judge } from '../normalize/support.ts';
import { rebuild } from '../normalize/wild/rebuild.ts';
import { readRecords } from '../normalize/wild/record.ts';
import { serve } from '../support/servers.ts';
import {
  deadlines,
  dependencies,
  ownErrors,
  proxies,
  requests,
  type Surroundings,
  upstreams,
} from './documented-code.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/errors-of-libraries.md'), 'utf8');
const code = readFileSync(join(import.meta.dirname, 'documented-code.ts'), 'utf8');

interface Row {
  readonly library: string;
  readonly answer: number;
  readonly rule: string;
}

/** Rows of the tables that name a rule. */
function readRows(): readonly Row[] {
  const pattern = /^\| (\S[^|]*) \| [^|]+ \| (\d{3}) \| `([^`]+)` \|$/gm;
  return [...page.matchAll(pattern)].map(([, library = '', answer, rule = '']) => ({
    library,
    answer: Number(answer),
    rule,
  }));
}

async function thrownBy(call: () => unknown): Promise<unknown> {
  try {
    await call();
  } catch (thrown) {
    return thrown;
  }
  throw new Error('nothing was thrown');
}

async function refusedBy(status: number, call: (origin: string) => unknown): Promise<unknown> {
  const { url } = await serve(replying(status));
  return thrownBy(() => call(url));
}

function callStripe(origin: string): Promise<unknown> {
  const { hostname, port } = new URL(origin);
  const options = {
    host: hostname,
    port,
    protocol: 'http',
    maxNetworkRetries: 0,
    telemetry: false,
    timeout: 200,
  } as const;
  return new Stripe('sk_test', options).customers.retrieve('cus');
}

/** Libraries of which the captured errors hold nothing: their own errors, made here. */
const made: readonly (readonly [library: string, make: () => unknown])[] = [
  ['multer', () => new MulterError('LIMIT_FILE_SIZE')],
  ['multer', () => new MulterError('LIMIT_UNEXPECTED_FILE')],
  ['zod', () => z.object({ a: z.number() }).safeParse({}).error],
  ['valibot', () => thrownBy(() => v.parse(v.object({ a: v.number() }), {}))],
  ['joi', () => joi.object({ a: joi.number().required() }).validate({}).error],
  ['yup', () => thrownBy(() => yup.object({ a: yup.number().required() }).validate({}, { abortEarly: false }))],
  ['jose', () => new jose.JWTExpired('"exp" claim timestamp check failed', {})],
  ['jose', () => new jose.JWKSTimeout()],
  ['ioredis', () => new ReplyError("READONLY You can't write against a read only replica.")],
  ['ioredis', () => new Error('Command timed out')],
  ['superagent', () => refusedBy(503, (origin) => superagent.get(origin))],
  ['@octokit', () => refusedBy(404, (baseUrl) => octokit('GET /user', { baseUrl }))],
  ['stripe', () => refusedBy(401, callStripe)],
  ['stripe', async () => callStripe((await serve(() => undefined)).url).catch((error: unknown) => error)],
];

/** `library answer rule` of everything that is known. */
async function knownAnswers(): Promise<ReadonlySet<string>> {
  const known = new Set<string>();
  const note = (library: string, thrown: unknown): void => {
    const { error, rule } = judge(thrown);
    known.add(`${library} ${error.status} ${rule}`);
  };
  for (const record of readRecords()) note(String(Reflect.get(record, 'source')), rebuild(record));
  for (const [library, make] of made) note(library, await make());
  return known;
}

describe('docs/errors-of-libraries.md', () => {
  test('every row of the tables is what a real error becomes', async () => {
    const known = [...(await knownAnswers())];
    const rows = readRows();
    expect(rows.length).toBeGreaterThan(70);
    const wrong = rows.filter(
      ({ library, answer, rule }) =>
        !known.some((one) => one.startsWith(library) && one.endsWith(` ${answer} ${rule}`)),
    );
    expect(wrong).toEqual([]);
  });

  test('every code block is the code that is compiled and run here', () => {
    const blocks = readBlocks('docs/errors-of-libraries.md', 'ts').map((block) => block.code.trimEnd());
    const regions = [...code.matchAll(/^( *)\/\/ <([a-z-]+)>\n(.*?)^ *\/\/ <\/\2>$/gms)].map(
      ([, indent = '', , region = '']) => region.replaceAll(new RegExp(`^${indent}`, 'gm'), '').trimEnd(),
    );
    expect(regions.length).toBeGreaterThan(7);
    expect(blocks.toSorted()).toEqual(regions.toSorted());
  });

  test('every link to a name of the package is to one that exists', () => {
    for (const name of ['upstream', 'dependency', 'proxyErrorHandler', 'toValidationError', 'validate', 'mapError'])
      expect(page).toContain(name);
  });
});

const surroundings: Surroundings = {
  ordersUrl: 'http://127.0.0.1:9',
  pool: { query: () => Promise.reject(Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })) },
};

async function statusOf(app: Parameters<typeof serve>[0], path = '/', init: RequestInit = {}): Promise<number> {
  const { url } = await serve(app);
  return (await fetch(`${url}${path}`, init)).status;
}

const json = (method: string, body: unknown): RequestInit => ({
  method,
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
});

describe('the code of the page does what the page says', () => {
  test.each([
    [200, '{"id":7}', 200],
    [200, 'no json', 502],
    [404, '{}', 404],
    [401, '{}', 502],
    [503, '{}', 503],
  ])('upstream(): %i with %s is %i', async (status, body, ours) => {
    const { url } = await serve((_request, response) => response.writeHead(status).end(body));
    expect(await statusOf(upstreams({ ...surroundings, ordersUrl: url }), '/orders/7')).toBe(ours);
  });

  test('upstream(): a reply that a validator refuses is 502', async () => {
    const { url } = await serve((_request, response) => response.end('{"cents":"many"}'));
    expect(await statusOf(upstreams({ ...surroundings, ordersUrl: url }), '/price/7')).toBe(502);
  });

  test('dependency(): refused is 503', async () => {
    expect(await statusOf(dependencies(surroundings), '/stock/7')).toBe(503);
  });

  test('a deadline by hand, and one of a proxy: 504', async () => {
    const { url } = await serve(async (_request, response) => {
      await sleep(2_000);
      response.end();
    });
    expect(await statusOf(deadlines({ ...surroundings, ordersUrl: url }))).toBe(504);
    expect(await statusOf(proxies({ ...surroundings, ordersUrl: url }))).toBe(504);
  });

  test('a mapped error of one’s own', async () => {
    expect(await statusOf(ownErrors())).toBe(409);
  });

  test('requests that break a schema: 422, with the author’s own text', async () => {
    const { url } = await serve(requests());
    const refused = await fetch(`${url}/users?dryRun=maybe`, json('POST', { age: 7 }));
    expect(refused.status).toBe(422);
    expect(await refused.json()).toMatchObject({
      error: {
        details: [
          { pointer: '#/dryRun', message: 'must be boolean', in: 'query' },
          { pointer: '#/age', message: 'must be of age', in: 'body' },
        ],
      },
    });
    expect(await (await fetch(`${url}/users?dryRun=true`, json('POST', { age: 70 }))).json()).toEqual([
      { age: 70 },
      { dryRun: true },
    ]);
    expect((await fetch(`${url}/users`, json('PUT', { age: 'x' }))).status).toBe(422);
  });
});
