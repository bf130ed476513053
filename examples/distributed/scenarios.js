// What is asked of the gateway, and what must be found afterwards.

/**
 * @typedef {object} Scenario
 * @property {string} title
 * @property {string} method
 * @property {boolean} traced the client sends a traceparent, as a browser with a tracer does; curl does not
 * @property {{ status: number, type: string, cause: RegExp, code?: string }} gateway
 * @property {{ status: number, type: string, span: number }} service `span`: 2 is an error, 0 unset
 */

/** @type {Scenario[]} */
export const scenarios = [
  {
    title: "the service's database is away",
    method: 'GET',
    traced: true,
    gateway: {
      status: 503,
      type: 'ServiceUnavailable',
      cause: /^orders answered 503 \(request [\w-]{36}\): Service Unavailable$/,
    },
    service: { status: 503, type: 'ServiceUnavailable', span: 2 },
  },
  {
    title: 'the same, asked by curl: the gateway starts the trace',
    method: 'GET',
    traced: false,
    gateway: {
      status: 503,
      type: 'ServiceUnavailable',
      cause: /^orders answered 503 \(request [\w-]{36}\): Service Unavailable$/,
    },
    service: { status: 503, type: 'ServiceUnavailable', span: 2 },
  },
  {
    title: 'the service refuses what the gateway asked: its 409 is our 502',
    method: 'DELETE',
    traced: true,
    gateway: {
      status: 502,
      type: 'BadGateway',
      cause: /^orders answered 409 \(request [\w-]{36}\): order 7 has been packed already$/,
      code: 'ORDER_LOCKED',
    },
    service: { status: 409, type: 'Conflict', span: 0 },
  },
];
