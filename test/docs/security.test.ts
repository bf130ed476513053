import httpErrors from 'http-errors';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { BadGateway, Conflict, type ErrorHandlerOptions, NotFound, planErrorResponse } from '../../src/index.ts';
import { readFirstCells } from './read-table.ts';

// One case for each row of the table "What a client can see" of docs/security.md, by the words of its first column.

const secret = 's3cret';

/** Everything that goes out. */
function wire(thrown: unknown, options: ErrorHandlerOptions = {}, headers: Record<string, string> = {}): string {
  const { status, headers: lines, body } = planErrorResponse(thrown, { method: 'GET', url: '/', headers }, options);
  return `${status}\n${lines.map((line) => line.join(': ')).join('\n')}\n\n${String(body)}`;
}

const shows = (text: string): void => expect(text).toContain(secret);
const hides = (text: string): void => expect(text).not.toContain(secret);
const foreign = (properties: object): Error => Object.assign(new Error(secret), properties);

const response = {
  status: 401,
  headers: { date: 'x', 'set-cookie': secret, 'www-authenticate': secret, 'retry-after': '7' },
};

const cases: Readonly<Record<string, () => void>> = {
  status: () => {
    expect(wire(foreign({ status: 404 }))).toMatch(/^404/);
    expect(wire(foreign({ isAxiosError: true, response, status: 401 }))).toMatch(/^502/);
  },
  'message of an error of ours or of http-errors': () => {
    shows(wire(new NotFound(secret)));
    shows(wire(httpErrors(404, secret)));
    hides(wire(new BadGateway(secret)));
    shows(wire(new BadGateway(secret, { expose: true })));
    hides(wire(new NotFound(secret, { expose: false })));
    hides(wire(new BadGateway(secret, { expose: 'yes' as never })));
  },
  'message of any other error that carries a `status`': () => {
    hides(wire(foreign({ status: 404 })));
    hides(wire(foreign({ status: 404, expose: 'yes' })));
    shows(wire(foreign({ status: 404, expose: true })));
  },
  'message of a recognised failure (fetch, axios, pg, zod …)': () => {
    hides(wire(foreign({ code: 'ECONNREFUSED' })));
    hides(wire(foreign({ code: '23505', severity: 'ERROR', detail: secret })));
  },
  'message of everything else': () => {
    const text = wire(new TypeError(secret));
    hides(text);
    expect(text).toContain('{"error":{"code":500,"message":"Internal Server Error"}}');
    hides(wire(secret));
    hides(wire({ status: 404, message: secret }));
  },
  '`reason`': () => {
    shows(wire(new BadGateway('x', { reason: secret })));
    shows(wire(new Conflict('x', { reason: secret, expose: false })));
  },
  '`details`, problem members (`type`, `title`, `instance`, `extensions`)': () => {
    shows(wire(new BadGateway('x', { details: secret })));
    hides(wire(new Conflict('x', { details: secret, expose: false })));
    const members = { type: `/${secret}`, title: secret, instance: `/${secret}`, extensions: { own: secret } };
    shows(wire(new Conflict('x', members), { format: 'problem' }));
    hides(wire(new Conflict('x', { ...members, expose: false }), { format: 'problem' }));
  },
  'details of a validation': () => {
    const { error } = z.object({ age: z.number(), kind: z.enum(['a']) }).safeParse({ age: secret, kind: secret });
    const text = wire(error);
    expect(text).toMatch(/^422[\s\S]*#\/age/);
    hides(text);
  },
  'fields of the error': () => {
    shows(wire(new NotFound('x', { headers: { 'X-Own': secret, 'Set-Cookie': 'a=b' } })));
    hides(wire(new NotFound('x', { headers: { 'X-Own': `a\r\nX: ${secret}`, 'Transfer-Encoding': secret } })));
    hides(wire(httpErrors(404, 'x', { headers: { 'Set-Cookie': `a=${secret}` } })));
    expect(wire(new NotFound('x', { headers: { 'Set-Cookie': 'a=b' } }))).toContain('Set-Cookie: a=b');
  },
  'fields of an upstream’s response on the error': () => {
    hides(wire(foreign({ isAxiosError: true, response, headers: response.headers })));
    const busy = { ...response, status: 503 };
    expect(wire(foreign({ isAxiosError: true, response: busy }))).toMatch(/^503[\s\S]*Retry-After: 7/);
  },
  'other properties of an error (`config`, `sql`, `body`, `code` …)': () => {
    const more = { config: secret, sql: secret, body: secret, code: secret, response: { data: secret } };
    hides(wire(Object.assign(new NotFound('x'), more)));
    hides(wire(httpErrors(400, 'x', more)));
    hides(wire(foreign(more)));
  },
  'request id, trace id': () => {
    const include: ErrorHandlerOptions['include'] = ['requestId', 'traceId'];
    const headers = { 'x-request-id': 'req-1', traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01' };
    expect(wire(new NotFound(), {}, headers)).not.toMatch(/req-1|4bf92f/);
    expect(wire(new NotFound(), { include }, headers)).toMatch(/req-1[\s\S]*4bf92f/);
    const odd = { 'x-request-id': `<${secret}>`, traceparent: secret };
    hides(wire(new NotFound(), { include }, odd));
  },
  'stack, causes, shown source': () => {
    const thrown = new TypeError('x', { cause: new Error(secret) });
    hides(wire(thrown));
    shows(wire(thrown, { debug: true }));
  },
};

describe('docs/security.md', () => {
  test('every row of the table has a case here', () => {
    expect(readFirstCells('docs/security.md', '| part of the answer | shown | decided by |')).toEqual(
      Object.keys(cases),
    );
  });

  test.each(Object.entries(cases))('%s', (_, check) => check());
});
