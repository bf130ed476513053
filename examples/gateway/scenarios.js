// What the demo asks for and what must come back. The demo checks every answer against this table.

/**
 * @typedef {object} Scenario
 * @property {string} title what goes wrong
 * @property {string} request method and path
 * @property {number} status
 * @property {string} body exact
 * @property {string[]} [fields] field lines that must be there
 * @property {string[]} [record] texts that the log record must have: what the client is not told
 */

/**
 * @param {number} code
 * @param {string} message
 * @param {object} [more]
 */
const envelope = (code, message, more) => JSON.stringify({ error: { code, message, ...more } });

const badGateway = { status: 502, body: envelope(502, 'Bad Gateway') };
const serverError = { status: 500, body: envelope(500, 'Internal Server Error') };
const unavailable = { status: 503, body: envelope(503, 'Service Unavailable') };

/** @type {readonly Scenario[]} */
export const scenarios = [
  { title: 'the upstream works', request: 'GET /fetch/works', status: 200, body: '{"order":42,"total":"9.90"}' },
  { title: 'nothing listens there', request: 'GET /fetch/refused', ...badGateway, record: ['ECONNREFUSED'] },
  { title: 'the same, asked with HEAD', request: 'HEAD /fetch/refused', ...badGateway, body: '' },
  {
    title: 'the upstream does not speak HTTP',
    request: 'GET /fetch/malformed',
    ...badGateway,
    record: ['HTTPParserError'],
  },
  { title: 'the upstream cuts its body', request: 'GET /fetch/cut', ...badGateway, record: ['other side closed'] },
  {
    title: 'the upstream never answers',
    request: 'GET /fetch/hangs',
    status: 504,
    body: envelope(504, 'Gateway Timeout'),
    record: ['TimeoutError'],
  },
  {
    title: 'the upstream refuses our credentials: not the fault of our client, whom no login would help',
    request: 'GET /axios/unauthorized',
    ...badGateway,
    record: ['401'],
  },
  { title: 'the upstream says 404: our route exists', request: 'GET /axios/missing', ...badGateway, record: ['404'] },
  {
    title: 'the upstream limits our rate, and its Retry-After is passed on',
    request: 'GET /axios/limited',
    ...unavailable,
    fields: ['Retry-After: 7'],
    record: ['429'],
  },
  {
    title: 'the upstream is down for maintenance',
    request: 'GET /axios/unavailable',
    ...unavailable,
    fields: ['Retry-After: 30'],
    record: ['503'],
  },
  {
    title: 'the upstream sends HTML for JSON: a bare SyntaxError tells nobody whose fault it was',
    request: 'GET /fetch/invalid-json',
    ...serverError,
    record: ['SyntaxError'],
  },
  {
    title: 'the same through upstream(), which knows whose fault it was',
    request: 'GET /upstream/invalid-json',
    ...badGateway,
    record: ['SyntaxError', 'failwell.upstream.name'],
  },
  {
    title: 'fetch does not reject a 401; upstream() does',
    request: 'GET /upstream/unauthorized',
    ...badGateway,
    record: ['401'],
  },
  { title: 'a bug of our own', request: 'GET /orders/42', ...serverError, record: ['TypeError', "reading 'total'"] },
  {
    title: 'a typed error: a 4xx shows its message, and a reason for programs',
    request: 'POST /orders/42/cancel',
    status: 409,
    body: envelope(409, 'order 42 has been packed already', { reason: 'ORDER_LOCKED' }),
  },
  {
    title: 'a typed error with a time to come back',
    request: 'POST /orders',
    status: 429,
    body: envelope(429, '20 orders a minute are enough'),
    fields: ['Retry-After: 30'],
  },
  {
    title: 'a typed error with the field that its status requires',
    request: 'DELETE /orders',
    status: 405,
    body: envelope(405, 'Method Not Allowed'),
    fields: ['Allow: POST'],
  },
  { title: 'nothing is there', request: 'GET /nowhere', status: 404, body: envelope(404, 'Not Found') },
];
