import { BadGateway, createError, NotFound, planErrorResponse, ServiceUnavailable } from 'failwell';

/** What node:http hands over; the fields that a browser behind a proxy sends. */
const request = {
  method: 'GET',
  url: '/orders/42?expand=lines',
  headers: {
    host: 'shop.example',
    'user-agent': 'bench',
    accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
    'accept-language': 'en',
    'accept-encoding': 'gzip, br',
  },
};
const traced = {
  ...request,
  headers: {
    ...request.headers,
    'x-request-id': 'b5c1a7e0-5d0c-4b61-9a94-1f0f6a3d2c11',
    traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  },
};

const lines = Array.from({ length: 10 }, (_, index) => ({ field: `lines/${index}/sku`, problem: 'is unknown' }));
const failures = {
  plain: new BadGateway('orders answered 404'),
  shown: new NotFound('No such order'),
  hinted: new ServiceUnavailable(),
  detailed: createError(422, 'The order is not valid', { reason: 'ORDER_INVALID', details: { lines } }),
  headed: createError(429, 'Slow down', { headers: { 'RateLimit-Policy': '"default";q=100;w=60' }, retryAfter: 30 }),
};
const problem = /** @type {const} */ ({ format: 'problem' });
const negotiate = /** @type {const} */ ({ format: 'negotiate' });
const including = /** @type {const} */ ({ include: ['status', 'retry', 'requestId', 'traceId'] });

/** Planning the response to an error that exists. @type {readonly import('./micro.js').Case[]} */
export const cases = [
  { name: 'a default 502', run: () => planErrorResponse(failures.plain, request) },
  { name: 'a 404 with its own message', run: () => planErrorResponse(failures.shown, request) },
  { name: 'a 503 with a generated Retry-After', run: () => planErrorResponse(failures.hinted, request) },
  { name: 'a default 502, request id and traceparent sent', run: () => planErrorResponse(failures.plain, traced) },
  { name: 'with details of 10 rows', run: () => planErrorResponse(failures.detailed, request) },
  { name: 'with headers and retryAfter', run: () => planErrorResponse(failures.headed, request) },
  { name: 'with everything that include can add', run: () => planErrorResponse(failures.plain, traced, including) },
  { name: 'problem details, default 502', run: () => planErrorResponse(failures.plain, request, problem) },
  { name: 'negotiated HTML page of a 502', run: () => planErrorResponse(failures.plain, request, negotiate) },
];

/** Nanoseconds. @type {readonly import('./micro.js').MicroTarget[]} */
export const targets = [{ of: 'a default 502', limit: 1000 }];
