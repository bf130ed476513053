// node:http without a framework. In the repository: npm run build, then
//   node examples/node-http.js
//   curl -i http://127.0.0.1:3000/orders/42             502: nothing listens at ORDERS_URL
//   curl -i -X POST http://127.0.0.1:3000/orders/42     405, thrown below
import { createServer } from 'node:http';
import { MethodNotAllowed, NotFound } from 'failwell';
import { errorHandler, handleServerErrors } from 'failwell/node';

const ordersUrl = process.env.ORDERS_URL ?? 'http://127.0.0.1:4000';
const options = { server: 'httperrors.com' };
const fail = errorHandler(options);

async function handle(req, res) {
  const id = /^\/orders\/([^/?]+)$/.exec(req.url)?.[1];
  if (id === undefined) throw new NotFound();
  if (req.method !== 'GET') throw new MethodNotAllowed({ allow: ['GET'] });

  const answer = await fetch(`${ordersUrl}/${id}`, { signal: AbortSignal.timeout(2_000) });
  res.setHeader('Content-Type', 'application/json').end(JSON.stringify(await answer.json()));
}

const server = createServer((req, res) => {
  handle(req, res).catch((error) => fail(error, req, res));
});
// Requests that Node itself refuses (malformed, too large, too slow) are answered in the same way.
handleServerErrors(server, options);

server.listen(Number(process.env.PORT ?? 3000), '127.0.0.1', () => {
  console.log(`listening on http://127.0.0.1:${server.address().port}`);
});
