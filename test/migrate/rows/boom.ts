import Boom from '@hapi/boom';
import type { ErrorRequestHandler } from 'express';
import { createError } from '../../../src/index.ts';
import { errorWith, playOnExpress, throws } from '../express-side.ts';
import { bodyOption } from '../page-code.ts';
import type { Case, Row } from '../row.ts';
import { fieldsOf } from '../seen.ts';

/** What hapi sends of a Boom, as apps on Express write it by hand: its `output`. */
const sendOutput: ErrorRequestHandler = (error, _request, response, _next) => {
  const { output } = Boom.isBoom(error) ? error : Boom.boomify(error as Error);
  response.set(output.headers).status(output.statusCode).json(output.payload);
};

const play = playOnExpress((app) => void app.use(sendOutput));

const status = (make: () => unknown): Case['run'] => {
  return async (side, host) => (await play(side, host, { handler: throws(make), env: 'test' })).status;
};

const message = (make: () => unknown): Case['run'] => {
  return async (side, host) => {
    const body = (await play(side, host, { handler: throws(make) })).json() as {
      error: { message: string };
      message: string;
    };
    return side === 'peer' ? body.message : body.error.message;
  };
};

const holds = (text: string, make: () => unknown): Case['run'] => {
  return async (side, host) => (await play(side, host, { handler: throws(make) })).body.includes(text);
};

const fields = (make: () => unknown, ...names: readonly string[]): Case['run'] => {
  return async (side, host) => fieldsOf(await play(side, host, { handler: throws(make) }), ...names);
};

/** Boom's function and the class here. */
const names: readonly (readonly [keyof typeof Boom, keyof typeof createError])[] = [
  ['badRequest', 'BadRequest'],
  ['unauthorized', 'Unauthorized'],
  ['paymentRequired', 'PaymentRequired'],
  ['forbidden', 'Forbidden'],
  ['notFound', 'NotFound'],
  ['methodNotAllowed', 'MethodNotAllowed'],
  ['notAcceptable', 'NotAcceptable'],
  ['proxyAuthRequired', 'ProxyAuthenticationRequired'],
  ['clientTimeout', 'RequestTimeout'],
  ['conflict', 'Conflict'],
  ['resourceGone', 'Gone'],
  ['lengthRequired', 'LengthRequired'],
  ['preconditionFailed', 'PreconditionFailed'],
  ['entityTooLarge', 'ContentTooLarge'],
  ['uriTooLong', 'URITooLong'],
  ['unsupportedMediaType', 'UnsupportedMediaType'],
  ['rangeNotSatisfiable', 'RangeNotSatisfiable'],
  ['expectationFailed', 'ExpectationFailed'],
  ['teapot', 'ImATeapot'],
  ['badData', 'UnprocessableContent'],
  ['locked', 'Locked'],
  ['failedDependency', 'FailedDependency'],
  ['tooEarly', 'TooEarly'],
  ['preconditionRequired', 'PreconditionRequired'],
  ['tooManyRequests', 'TooManyRequests'],
  ['illegal', 'UnavailableForLegalReasons'],
  ['badImplementation', 'InternalServerError'],
  ['internal', 'InternalServerError'],
  ['notImplemented', 'NotImplemented'],
  ['badGateway', 'BadGateway'],
  ['serverUnavailable', 'ServiceUnavailable'],
  ['gatewayTimeout', 'GatewayTimeout'],
];

type Make = (message: string) => Boom.Boom;
type Class = new (message: string) => { status: number; message: string };

export const boomRows: readonly Row[] = [
  {
    id: 'B1',
    wish: 'keep',
    expectation: 'same',
    theirs: 'A Boom leaves with `output.statusCode`.',
    ours: 'Booms that are still thrown are understood; nothing has to be rewritten at once.',
    compared: 'the status',
    cases: [
      { name: 'notFound', run: status(() => Boom.notFound('x')), both: 404 },
      { name: 'tooManyRequests', run: status(() => Boom.tooManyRequests('x')), both: 429 },
      { name: 'badGateway', run: status(() => Boom.badGateway('x')), both: 502 },
      {
        name: 'boomify with a status',
        run: status(() => Boom.boomify(new Error('x'), { statusCode: 409 })),
        both: 409,
      },
      { name: 'boomify', run: status(() => Boom.boomify(new Error('x'))), both: 500 },
      { name: 'an Error that is no Boom', run: status(() => new TypeError('x')), both: 500 },
    ],
  },
  {
    id: 'B2',
    wish: 'keep',
    expectation: 'same',
    theirs: 'Every function of Boom has a status; the message is the first argument.',
    ours: 'The class of the same status: `new NotFound(message, { details })` for `Boom.notFound(message, data)`.',
    compared: 'status and message of what is made',
    cases: names.map(([theirs, mine]) => ({
      name: `Boom.${theirs}, new ${String(mine)}`,
      run: async (side) => {
        if (side === 'ours') {
          const error = new (createError[mine] as unknown as Class)('the text');
          return [error.status, error.message];
        }
        const error = (Boom[theirs] as unknown as Make)('the text');
        return [error.output.statusCode, error.message];
      },
      both: [new (createError[mine] as unknown as Class)('the text').status, 'the text'],
    })),
  },
  {
    id: 'B3',
    wish: 'keep',
    expectation: 'same',
    theirs: 'The message of a 4xx is shown, that of a 500 is not, and `data` never.',
    compared: 'the message for the client; whether the body holds a text of the 500, and of `data`',
    cases: [
      { name: 'notFound', run: message(() => Boom.notFound('No such order')), both: 'No such order' },
      { name: 'badImplementation', run: holds('secret', () => Boom.badImplementation('secret')), both: false },
      { name: 'data', run: holds('s3cr3t', () => Boom.notFound('x', { token: 's3cr3t' })), both: false },
    ],
  },
  {
    id: 'B3 5xx',
    wish: 'keep',
    expectation: 'improved',
    theirs: 'The message of a 501 to 504 is shown; a 500 says `An internal server error occurred`.',
    ours: 'The message of no 5xx is; each says its reason phrase.',
    compared: 'the message for the client',
    decision: '021',
    cases: [
      {
        name: 'badGateway',
        run: message(() => Boom.badGateway('orders answered 401')),
        peer: 'orders answered 401',
        ours: 'Bad Gateway',
      },
      {
        name: 'badImplementation',
        run: message(() => Boom.badImplementation('secret')),
        peer: 'An internal server error occurred',
        ours: 'Internal Server Error',
      },
    ],
  },
  {
    id: 'B4',
    wish: 'keep',
    expectation: 'same',
    theirs: '`output.headers` are sent: the challenge of a 401, the Allow of a 405.',
    compared: 'the fields',
    cases: [
      {
        name: "unauthorized('x', 'Bearer', { realm })",
        run: fields(() => Boom.unauthorized('x', 'Bearer', { realm: 'orders' }), 'www-authenticate'),
        both: { 'www-authenticate': 'Bearer realm="orders", error="x"' },
      },
      {
        name: "methodNotAllowed('x', null, ['GET', 'HEAD'])",
        run: fields(() => Boom.methodNotAllowed('x', null, ['GET', 'HEAD']), 'allow'),
        both: { allow: 'GET, HEAD' },
      },
    ],
  },
  {
    id: 'B5',
    wish: 'keep',
    expectation: 'same',
    theirs: 'The payload is `{ statusCode, error, message }`.',
    ours: 'With the `body` of this page.',
    compared: 'the whole body, as JSON',
    cases: [
      {
        name: 'notFound',
        run: async (side, host) =>
          (
            await play(side, host, {
              handler: throws(() => Boom.notFound('No such order')),
              options: { body: bodyOption('boom') },
            })
          ).json(),
        both: { statusCode: 404, error: 'Not Found', message: 'No such order' },
      },
    ],
  },
  {
    id: 'B5 default',
    wish: 'keep',
    expectation: 'improved',
    theirs: 'That shape by default; what the app adds to `output.payload` is sent.',
    ours: 'The envelope; what is for the client is in `reason` and `details`.',
    compared: 'the whole body, as JSON',
    decision: '020',
    cases: [
      {
        name: 'a payload with an own member',
        run: async (side, host) => {
          const make = (): Boom.Boom => {
            const error = Boom.notFound('No such order');
            error.output.payload['orderId'] = 7;
            return error;
          };
          return (await play(side, host, { handler: throws(make) })).json();
        },
        peer: { statusCode: 404, error: 'Not Found', message: 'No such order', orderId: 7 },
        ours: { error: { code: 404, message: 'No such order' } },
      },
    ],
  },
  {
    id: 'B6',
    wish: 'mend',
    expectation: 'improved',
    theirs: '`boomify` makes a 500 of an upstream that answered 401 or refused the connection.',
    ours: '502.',
    compared: 'the status',
    cases: [
      {
        name: 'a boomified error of axios',
        run: status(() => {
          const response = { status: 401, headers: { date: 'Sun, 22 Mar 2026 12:00:00 GMT' } };
          return Boom.boomify(errorWith('x', { isAxiosError: true, response }));
        }),
        peer: 500,
        ours: 502,
      },
      {
        name: 'a boomified ECONNREFUSED',
        run: status(() => Boom.boomify(errorWith('x', { code: 'ECONNREFUSED', syscall: 'connect' }))),
        peer: 500,
        ours: 502,
      },
    ],
  },
];
