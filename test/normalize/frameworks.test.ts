import { describe, expect, test } from 'vitest';
import { errorOfClass, errorWith, judge, statusOf } from './support.ts';

describe('frameworks, as they mean it', () => {
  const fn = (): void => undefined;

  test.each<readonly [string, Error, number, string]>([
    [
      'Boom',
      errorWith({
        isBoom: true,
        output: { statusCode: 404, payload: { message: 'no such user' }, headers: {} },
        data: { secret: 1 },
      }),
      404,
      'no such user',
    ],
    [
      'Boom, 5xx',
      errorWith({
        isBoom: true,
        output: { statusCode: 500, payload: { message: 'An internal server error occurred' }, headers: {} },
      }),
      500,
      'Internal Server Error',
    ],
    ['hono', errorOfClass('HTTPException', { status: 403, res: undefined, getResponse: fn }, 'nope'), 403, 'nope'],
    ['Nest, text', errorWith({ status: 409, response: 'taken', getStatus: fn, getResponse: fn }), 409, 'taken'],
    [
      'Fastify',
      errorWith(
        { name: 'FastifyError', code: 'FST_ERR_CTP_INVALID_MEDIA_TYPE', statusCode: 415 },
        'Unsupported Media Type: x',
      ),
      415,
      'Unsupported Media Type: x',
    ],
    [
      'Fastify, 5xx',
      errorWith({ name: 'FastifyError', code: 'FST_ERR_REP_INVALID_PAYLOAD_TYPE', statusCode: 500 }, 'secret'),
      500,
      'Internal Server Error',
    ],
    ['tRPC', errorWith({ name: 'TRPCError', code: 'TOO_MANY_REQUESTS' }, 'slow down'), 429, 'slow down'],
    [
      'tRPC, 5xx',
      errorWith({ name: 'TRPCError', code: 'INTERNAL_SERVER_ERROR' }, 'secret'),
      500,
      'Internal Server Error',
    ],
    [
      'GraphQL, document',
      errorWith({ name: 'GraphQLError', extensions: {}, nodes: [] }, 'Cannot query field'),
      400,
      'Cannot query field',
    ],
    [
      'GraphQL, Apollo’s code',
      errorWith({ name: 'GraphQLError', extensions: { code: 'UNAUTHENTICATED' } }, 'log in'),
      401,
      'log in',
    ],
    [
      'GraphQL, server’s choice',
      errorWith({ name: 'GraphQLError', extensions: { code: 'FORBIDDEN', http: { status: 404 } } }, 'x'),
      404,
      'x',
    ],
    [
      'GraphQL, resolver',
      errorWith({ name: 'GraphQLError', extensions: {}, path: ['user'], originalError: new Error('secret') }, 'secret'),
      500,
      'Internal Server Error',
    ],
    [
      'Feathers',
      errorWith({ type: 'FeathersError', name: 'Conflict', code: 409, className: 'conflict' }, 'taken'),
      409,
      'taken',
    ],
    ['h3', errorOfClass('H3Error', { statusCode: 404, unhandled: false }, 'no page'), 404, 'no page'],
    ['h3, unhandled', errorOfClass('H3Error', { statusCode: 404, unhandled: true }, 'secret'), 404, 'Not Found'],
  ])('%s', (_framework, error, status, text) => {
    expect(judge(error).error.toJSON()).toEqual({ error: { code: status, message: text } });
  });

  test('what they wrap is still found', () => {
    const down = errorWith({ name: 'error', code: '57P01', severity: 'FATAL' });
    expect([
      statusOf(errorWith({ name: 'TRPCError', code: 'INTERNAL_SERVER_ERROR', cause: down })),
      statusOf(errorWith({ name: 'GraphQLError', extensions: {}, path: ['a'], originalError: down })),
    ]).toEqual([503, 503]);
  });

  test('challenges and Allow come along', () => {
    const boom = errorWith({ isBoom: true, output: { statusCode: 405, payload: {}, headers: { Allow: 'GET' } } });
    const hono = errorWith({
      status: 401,
      getResponse: fn,
      res: new Response('no', { status: 401, headers: { 'WWW-Authenticate': 'Basic realm="x"' } }),
    });
    expect([judge(boom).error.headers, judge(hono).error.headers]).toEqual([
      { Allow: 'GET' },
      { 'www-authenticate': 'Basic realm="x"' },
    ]);
  });

  test('Nest’s ValidationPipe: its texts as details', () => {
    const error = errorWith(
      { status: 400, response: { statusCode: 400, message: ['age must be a number'] }, getStatus: fn, getResponse: fn },
      'Bad Request Exception',
    );
    expect(judge(error).error.toJSON().error).toEqual({
      code: 400,
      message: 'Bad Request Exception',
      details: [{ message: 'age must be a number' }],
    });
  });
});
