import { badRequest, forbidden } from '@hapi/boom';
import { describe, expect, test } from 'vitest';
import { errorFromResponse, type ReceivedError, retryAdvice } from '../../src/client.ts';

type Body = string | object;

async function decode(body: Body, status = 502, contentType = 'application/json'): Promise<ReceivedError> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const headers = contentType === '' ? undefined : { 'content-type': contentType };
  const error = await errorFromResponse(
    new Response(new TextEncoder().encode(text), { status, ...(headers && { headers }) }),
  );
  if (error === undefined) throw new Error('no error');
  return error;
}

const page = (title: string, h1 = title): string =>
  `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${h1}</h1></center>\r\n<hr>\r\n</body>\r\n</html>\r\n`;

/** Bodies as the servers named send them. */
const json: readonly (readonly [server: string, status: number, body: object, expected: object])[] = [
  [
    'Google AIP-193',
    403,
    {
      error: {
        code: 403,
        message: 'API not enabled',
        status: 'PERMISSION_DENIED',
        details: [
          { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'SERVICE_DISABLED', domain: 'googleapis.com' },
          { '@type': 'type.googleapis.com/google.rpc.RequestInfo', requestId: 'g-77' },
        ],
      },
    },
    { message: 'API not enabled', canonical: 'PERMISSION_DENIED', reason: 'SERVICE_DISABLED', requestId: 'g-77' },
  ],
  [
    'Google RetryInfo',
    429,
    {
      error: {
        code: 429,
        message: 'Quota exceeded',
        details: [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '3.5s' }],
      },
    },
    {
      message: 'Quota exceeded',
      retryAfter: 4,
      retry: { retryable: true, after: 4, afterMs: 4000, idempotentOnly: false, source: 'body' },
    },
  ],
  ['Boom', 403, forbidden('not yours').output.payload, { message: 'not yours', reason: undefined }],
  ['Boom without a message', 400, badRequest().output.payload, { message: 'Bad Request', reason: undefined }],
  [
    'Nest',
    404,
    { message: 'Cannot GET /x', error: 'Not Found', statusCode: 404 },
    { message: 'Cannot GET /x', reason: undefined },
  ],
  [
    'Nest with class-validator',
    400,
    { message: ['name must be a string', 'age must be positive'], error: 'Bad Request', statusCode: 400 },
    { message: 'name must be a string; age must be positive' },
  ],
  [
    'Fastify',
    400,
    { statusCode: 400, code: 'FST_ERR_VALIDATION', error: 'Bad Request', message: 'body must have required property' },
    { message: 'body must have required property', reason: 'FST_ERR_VALIDATION' },
  ],
  [
    'strong-error-handler',
    422,
    {
      error: {
        statusCode: 422,
        name: 'ValidationError',
        message: 'invalid',
        code: 'VALIDATION_FAILED',
        details: { age: 1 },
      },
    },
    { message: 'invalid', reason: 'VALIDATION_FAILED', details: { age: 1 } },
  ],
  [
    'h3',
    418,
    {
      error: true,
      url: 'http://x/',
      statusCode: 418,
      statusMessage: 'teapot',
      message: 'short and stout',
      data: { pot: 1 },
    },
    { message: 'short and stout', details: { pot: 1 } },
  ],
  [
    'OAuth',
    400,
    { error: 'invalid_grant', error_description: 'the code has expired' },
    { message: 'the code has expired', reason: 'invalid_grant' },
  ],
  [
    'an error that is a sentence',
    429,
    { error: 'too many requests' },
    { message: 'too many requests', reason: undefined },
  ],
  [
    'GraphQL',
    500,
    { errors: [{ message: 'not logged in', path: ['me'], extensions: { code: 'UNAUTHENTICATED' } }], data: null },
    { message: 'not logged in', reason: 'UNAUTHENTICATED', details: [expect.objectContaining({ path: ['me'] })] },
  ],
  [
    'JSON:API',
    409,
    { errors: [{ status: '409', code: 'LOCKED', title: 'Conflict', detail: 'order 7 is locked' }] },
    { message: 'order 7 is locked', reason: 'LOCKED' },
  ],
  [
    'Stripe',
    402,
    { error: { type: 'card_error', code: 'card_declined', message: 'declined' } },
    { message: 'declined', reason: 'card_declined' },
  ],
  [
    'JSON-RPC',
    500,
    { jsonrpc: '2.0', error: { code: -32000, message: 'down', data: { n: 1 } }, id: 1 },
    { message: 'down', details: { n: 1 } },
  ],
  [
    'an envelope of snake_case',
    500,
    { message: 'x', request_id: 'r-1', trace_id: 'z' },
    { requestId: 'r-1', traceId: undefined },
  ],
];

describe('JSON of other servers', () => {
  test.each(json)('%s', async (_server, status, body, expected) => {
    const error = await decode(body, status);
    const { format, text } = error.response;
    expect({ status: error.status, format, text }).toEqual({ status, format: 'json', text: JSON.stringify(body) });
    for (const [name, value] of Object.entries(expected)) expect(Reflect.get(error, name)).toEqual(value);
  });
});

describe('RFC 9457', () => {
  const problem = {
    type: 'https://example.com/out-of-credit',
    title: 'You do not have enough credit.',
    status: 200,
    detail: 'Your balance is 30, but that costs 50.',
    instance: '/account/1/msgs/2',
    balance: 30,
    code: 'NOT_OURS',
    errors: [{ detail: 'must be positive', pointer: '#/age' }],
  };

  test.each(['application/problem+json', 'application/json', 'text/html', ''])('labelled %s', async (type) => {
    const error = await decode(problem, 403, type);
    expect(error.status).toBe(403);
    expect(error.message).toBe('Your balance is 30, but that costs 50.');
    expect({ ...error }).toEqual({
      type: problem.type,
      title: problem.title,
      instance: problem.instance,
      extensions: { balance: 30, code: 'NOT_OURS', errors: problem.errors },
      retry: { retryable: false, idempotentOnly: false, source: 'status' },
    });
    expect(error.response.format).toBe('problem');
  });

  test('members of a wrong type count as absent', async () => {
    const error = await decode(
      { type: 7, title: {}, status: 'x', detail: [], instance: null },
      404,
      'application/problem+json',
    );
    expect(error.message).toBe('Not Found');
    expect(error.type).toBeUndefined();
    expect(error.title).toBeUndefined();
  });

  test('without detail the title is the message', async () => {
    expect((await decode({ title: 'Gone fishing', status: 503 }, 503)).message).toBe('Gone fishing');
  });
});

const pages: readonly (readonly [server: string, status: number, body: string, message: string])[] = [
  [
    'nginx',
    502,
    `${page('502 Bad Gateway')}<!-- a padding to disable MSIE and Chrome friendly error page -->`,
    '502 Bad Gateway',
  ],
  [
    'HAProxy',
    503,
    '<html><body><h1>503 Service Unavailable</h1>\nNo server is available to handle this request.\n</body></html>\n',
    '503 Service Unavailable',
  ],
  ['an AWS load balancer', 504, page('504 Gateway Time-out'), '504 Gateway Time-out'],
  [
    'Cloudflare',
    521,
    '<!DOCTYPE html>\n<html><head><title>example.com | 521: Web server is down</title></head><body><h1 class="a">\n<span>Web server is down</span>\n<span class="b">Error code 521</span></h1></body></html>',
    'Web server is down Error code 521',
  ],
  [
    'Express',
    404,
    '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Error</title>\n</head>\n<body>\n<pre>Cannot GET /x<br> &nbsp; at y</pre>\n</body>\n</html>\n',
    'Cannot GET /x',
  ],
  ['an entity', 500, '<TITLE>it&#39;s &lt;b&gt; &amp; &unknown;</TITLE>', "it's <b> & &unknown;"],
  ['nothing that could be read', 500, '<p>hello</p>', 'Internal Server Error'],
  ['an h1 that never ends', 500, '<h1>abc', 'Internal Server Error'],
];

describe('pages of proxies', () => {
  test.each(pages)('%s', async (_server, status, body, message) => {
    for (const type of ['text/html', 'application/json', '']) {
      const error = await decode(body, status, type);
      expect([error.status, error.message, error.response.format]).toEqual([status, message, 'html']);
      expect(error.reason).toBeUndefined();
    }
  });

  test('a title is a hint of at most 200 characters, without controls', async () => {
    const error = await decode(`<title>a\u0007b\u202e\n${'x'.repeat(5000)}</title>`, 502, 'text/html');
    expect(error.message).toMatch(/^a b x{190,}$/);
    expect(error.message.length).toBeLessThanOrEqual(200);
  });

  test.each([
    ['<', 60_000],
    ['<h1', 20_000],
    ['<h1><title>', 6_000],
    ['<h1>&', 12_000],
    ['<h1>&#39', 8_000],
    ['<h1>< ', 8_000],
    ['<!--', 16_000],
    ['<br', 20_000],
  ])('%s repeated %i times takes no time', async (piece, times) => {
    const text = piece.repeat(times);
    const started = performance.now();
    await decode(text, 502, 'text/html');
    await decode(`<h1>${text}</h1>`, 502, 'text/html');
    expect(performance.now() - started).toBeLessThan(200);
  });
});

describe('text and nothing', () => {
  test('Envoy', async () => {
    const text = 'upstream connect error or disconnect/reset before headers. reset reason: connection failure';
    const error = await decode(text, 503, 'text/plain');
    expect([error.message, error.response.format, error.response.text]).toEqual([text, 'text', text]);
  });

  test.each(['', ' \r\n', '\uFEFF'])('an empty body: %j', async (body) => {
    const error = await decode(body, 504);
    expect([error.message, error.response.format]).toEqual(['Gateway Timeout', 'empty']);
  });

  test('the reason phrase, where the body has no message', async () => {
    const error = await errorFromResponse(new Response('', { status: 404, statusText: 'No Such Order' }));
    expect(error?.message).toBe('No Such Order');
    expect(error?.response.statusText).toBe('No Such Order');
  });

  test.each(['{"error":{"code":502,"message":"cut', '{', '[', '{"a":1}}', '"open', '{"a":NaN}', '[1,]'])(
    'cut or invalid JSON says nothing and is kept: %s',
    async (body) => {
      const error = await decode(body, 502);
      expect([error.message, error.response.format, error.response.text]).toEqual(['Bad Gateway', 'text', body]);
    },
  );

  test.each(['null', '42', 'true'])('%s is a text', async (body) => expect((await decode(body)).status).toBe(502));
  test('a JSON string is a message', async () => expect((await decode('"down"')).message).toBe('down'));

  test('the kept text is bounded', async () => {
    expect((await decode('x'.repeat(100_000), 502, 'text/plain')).response.text?.length).toBe(4096);
  });
});

describe('charsets', () => {
  const body = '{"error":{"code":404,"message":"Bestellung für Zoë fehlt ✗"}}';
  const bytesOf = (text: string, wide: 'le' | 'be'): Uint8Array => {
    const bytes = new Uint8Array(text.length * 2);
    const view = new DataView(bytes.buffer);
    for (let i = 0; i < text.length; i += 1) view.setUint16(i * 2, text.charCodeAt(i), wide === 'le');
    return bytes;
  };
  const send = async (bytes: Uint8Array, type: string) =>
    errorFromResponse(
      new Response(bytes.slice().buffer as ArrayBuffer, { status: 404, headers: { 'content-type': type } }),
    );

  test.each([
    'application/json; charset=iso-8859-1',
    'application/json; charset="nobody-knows"',
    'text/html;charset=windows-1252',
  ])('UTF-8 labelled %s is UTF-8', async (type) => {
    expect((await send(new TextEncoder().encode(body), type))?.message).toBe('Bestellung für Zoë fehlt ✗');
    expect((await send(new TextEncoder().encode(`\uFEFF${body}`), type))?.message).toBe('Bestellung für Zoë fehlt ✗');
  });

  test('Latin-1 that is labelled so', async () => {
    const latin = Uint8Array.from(Buffer.from('{"message":"für"}', 'latin1'));
    expect((await send(latin, 'application/json; charset=iso-8859-1'))?.message).toBe('für');
    expect((await send(latin, 'application/json'))?.message).toBe('f\uFFFDr');
  });

  test.each(['le', 'be'] as const)('UTF-16%s, by its mark or by its label', async (wide) => {
    expect((await send(bytesOf(`\uFEFF${body}`, wide), 'application/json'))?.message).toBe(
      'Bestellung für Zoë fehlt ✗',
    );
    expect((await send(bytesOf(body, wide), `application/json; charset=utf-16${wide}`))?.message).toBe(
      'Bestellung für Zoë fehlt ✗',
    );
  });
});

describe('hostile bodies', () => {
  test('no name reaches a prototype', async () => {
    const body =
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"error":{"message":"x","details":{"__proto__":{"polluted":1},"a":{"constructor":1,"b":2}}},"status":200}';
    const error = await decode(body, 502);
    expect(error.details).toEqual({ a: { b: 2 } });
    expect(Object.getPrototypeOf(error.details)).toBe(Object.prototype);
    expect(JSON.stringify(error.details)).toBe('{"a":{"b":2}}');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    const problem = await decode('{"title":"t","status":1,"__proto__":{"polluted":1},"x":1}', 502);
    expect(problem.extensions).toEqual({ x: 1 });
    expect(Reflect.get(error, 'polluted')).toBeUndefined();
  });

  test('members of the error itself cannot be chosen', async () => {
    const error = await decode(
      {
        error: {
          message: 'x',
          status: 'y',
          statusCode: 200,
          stack: 'z',
          expose: true,
          headers: { a: 1 },
          cause: 1,
          name: 'Evil',
          response: 1,
        },
      },
      502,
    );
    expect(error).toMatchObject({ status: 502, statusCode: 502, name: 'BadGatewayError', expose: false });
    expect(error.headers).toBeUndefined();
    expect(error.cause).toBeUndefined();
    expect(error.stack).not.toBe('z');
  });

  test.each(['[', '{"a":', '{"error":{"details":['])('%s nested 20 000 times', async (piece) => {
    const error = await decode(piece.repeat(20_000), 502);
    expect(error.message).toBe('Bad Gateway');
    const closed = `{"error":{"details":${'['.repeat(20_000)}${']'.repeat(20_000)}}}`;
    const deep = await decode(closed, 502);
    expect(deep.status).toBe(502);
    expect(JSON.stringify(deep.details).length).toBeLessThan(200);
  });

  test('a million members are not copied', async () => {
    const error = await decode({ error: { message: 'x', details: Array.from({ length: 200_000 }, () => 1) } }, 502);
    expect((error.details as readonly unknown[]).length).toBeLessThanOrEqual(10_000);
  });

  test('huge numbers advise a day at most, and impossible ones nothing', async () => {
    const delayOf = async (value: string): Promise<unknown> =>
      (await decode(`{"error":{"message":"x","retry":{"retryable":true,"after":${value}}}}`, 503)).retryAfter;
    expect(await delayOf('1e300')).toBe(86_400);
    expect(await delayOf('1e999')).toBe(86_400);
    expect(await delayOf('-1')).toBeUndefined();
    expect(await delayOf('"7"')).toBe(7);
    expect(await delayOf('[]')).toBeUndefined();
    expect(await delayOf('2.1')).toBe(3);
  });

  test('control characters of a message become spaces, and it is cut', async () => {
    const error = await decode({ error: { message: `a\r\nSet-Cookie: x\u001b[31m\u0000${'y'.repeat(10_000)}` } });
    expect(error.message).toMatch(/^a Set-Cookie: x \[31m y+$/);
    expect(error.message.length).toBeLessThanOrEqual(4096);
  });

  test('ids that are no tokens are not taken', async () => {
    const error = await decode({ error: { message: 'x', requestId: 'a b\r\nc', traceId: '0'.repeat(32) } });
    expect(error.requestId).toBeUndefined();
    expect(error.traceId).toBeUndefined();
  });

  test('what is inspected or sent as JSON has nothing of the response beside what failwell shows', async () => {
    const error = await decode({ error: { code: 404, message: 'gone', reason: 'R', details: 1 } }, 404);
    expect(JSON.stringify(error)).toBe('{"error":{"code":404,"message":"gone","reason":"R","details":1}}');
    expect(Object.keys(error)).not.toContain('response');
    expect(retryAdvice(error).retryable).toBe(false);
  });
});
