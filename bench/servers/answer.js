/**
 * The answer that all variants with a free hand send, byte for byte (Date aside): what failwell sends for
 * `throw new BadGateway('orders answered 404')`. Bodies that a peer shapes itself are its own.
 */
export const body = '{"error":{"code":502,"message":"Bad Gateway"}}';
export const message = 'orders answered 404';

/** Every field of the documented response but Date, which Node adds by itself. */
export const fields = {
  Server: 'httperrors.com',
  'Content-Type': 'application/json',
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Content-Length': String(body.length),
};

/** The least that a response with this body can carry. */
export const leanFields = { 'Content-Type': 'application/json', 'Content-Length': fields['Content-Length'] };

/** Options of failwell in every variant that does not log. */
export const silent = { server: fields.Server, logger: /** @type {const} */ (false) };

/**
 * @typedef {(request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => void} Listener
 * @typedef {object} Variant
 * @property {string} name
 * @property {string} label for the table
 * @property {200 | 502} status what a probe must see
 * @property {boolean} [own] the body is the peer's, not `body`
 * @property {() => Promise<Listener | import('node:http').Server>} create
 */
