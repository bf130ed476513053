import { badRequest, forbidden } from '@hapi/boom';
import { describe, expect, test } from 'vitest';
import { decode } from './decode.ts';

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
