import { describe, expect, test } from 'vitest';
import { errorFromCaught, errorFromResponse } from '../../src/client.ts';

const body = { error: { message: 'password of db-1 is wrong', reason: 'DB_DOWN', details: { host: 'db-1' } } };

describe('JSON of a received error shows what expose allows', () => {
  test('a 5xx: the phrase, and no details', async () => {
    const error = await errorFromResponse(Response.json(body, { status: 503 }));
    expect(error?.message).toBe('password of db-1 is wrong');
    expect(JSON.parse(JSON.stringify(error))).toEqual({
      error: { code: 503, message: 'Service Unavailable', reason: 'DB_DOWN' },
    });
  });

  test('a 4xx, and a 5xx that is exposed by hand: all of it', async () => {
    const refused = await errorFromResponse(Response.json(body, { status: 409 }));
    expect(JSON.parse(JSON.stringify(refused))).toEqual({ error: { code: 409, ...body.error } });
    const shown = await errorFromResponse(Response.json(body, { status: 503 }));
    if (shown !== undefined) shown.expose = true;
    expect(JSON.parse(JSON.stringify(shown))).toEqual({ error: { code: 503, ...body.error } });
  });

  test('a failed connection: no address', async () => {
    const caught = Object.assign(new Error('connect ECONNREFUSED 10.0.0.5:5432'), { code: 'ECONNREFUSED' });
    expect(JSON.stringify(await errorFromCaught(caught))).toBe('{"error":{"code":502,"message":"Bad Gateway"}}');
  });
});

describe('links and texts of a body', () => {
  const decode = async (members: object, type: string) =>
    errorFromResponse(new Response(JSON.stringify(members), { status: 404, headers: { 'content-type': type } }));
  const problem = (members: object) => decode(members, 'application/problem+json');

  test.each(['javascript:alert(1)', ' JavaScript:alert(1)', '\u0001javascript:alert(1)', 'data:text/html,x'])(
    '%j is no link, type or instance',
    async (uri) => {
      const error = await problem({ title: 'No', help: uri, type: uri, instance: uri });
      expect([error?.help, error?.type, error?.instance]).toEqual([undefined, undefined, undefined]);
      expect((await decode({ error: { message: 'No', help: uri } }, 'application/json'))?.help).toBeUndefined();
    },
  );

  test.each([
    'https://example.com/help',
    'http://x/',
    '/errors/404',
    './a:b',
    '//cdn.example/x',
    '?a=b:c',
    '#x:y',
    'errors',
  ])('%j is a link', async (help) => expect((await problem({ title: 'No', help }))?.help).toBe(help));

  test('help of another scheme is none; a type is', async () => {
    const error = await problem({ title: 'No', help: 'mailto:a@b', type: 'urn:problem:x', instance: 'urn:uuid:1' });
    expect([error?.help, error?.type, error?.instance]).toEqual([undefined, 'urn:problem:x', 'urn:uuid:1']);
  });

  test('reason and title have no control characters', async () => {
    const error = await problem({ title: 'No\r\nERROR forged\u001b[2J', reason: 'A\nB' });
    expect([error?.title, error?.reason]).toEqual(['No ERROR forged [2J', 'A B']);
  });
});
