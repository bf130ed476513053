// What both gateways share.

/** The gateway's own credential for its upstreams. An error of axios carries it; no log and no client may see it. */
export const upstreamToken = 'gateway-token';

/** @type {Map<string, { total: string }>} */
const orders = new Map();

/**
 * Finds nothing, and its caller has not thought of that.
 * @param {string} id
 */
export function findOrder(id) {
  return /** @type {{ total: string }} */ (orders.get(id));
}
