// Web Request and Response, with no framework. In the repository: npm run build, then
//   bun examples/fetch.js
//   deno serve --allow-env --allow-net --host 127.0.0.1 --port 3000 examples/fetch.js
//   curl -i http://127.0.0.1:3000/orders/42             502: nothing listens at ORDERS_URL
//   curl -i -X POST http://127.0.0.1:3000/orders/42     409, thrown below
import { Conflict, MethodNotAllowed, NotFound } from 'failwell';
import { errorHandler } from 'failwell/fetch';

const ordersUrl = process.env.ORDERS_URL ?? 'http://127.0.0.1:4000';
const fail = errorHandler({ server: 'httperrors.com' });

async function handle(request) {
  const id = /^\/orders\/([^/]+)$/.exec(new URL(request.url).pathname)?.[1];
  if (id === undefined) throw new NotFound();
  if (request.method === 'POST') throw new Conflict(`order ${id} exists already`, { reason: 'ORDER_EXISTS' });
  if (request.method !== 'GET') throw new MethodNotAllowed({ allow: ['GET', 'POST'] });

  const answer = await fetch(`${ordersUrl}/${id}`, { signal: AbortSignal.timeout(2_000) });
  return Response.json(await answer.json());
}

export default {
  hostname: '127.0.0.1',
  port: Number(process.env.PORT ?? 3000),
  async fetch(request) {
    try {
      return await handle(request);
    } catch (error) {
      return fail(error, request);
    }
  },
};
