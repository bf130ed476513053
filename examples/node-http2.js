// node:http2 without TLS (h2c). In the repository: npm run build, then
//   node examples/node-http2.js
//   curl -i --http2-prior-knowledge http://127.0.0.1:3000/orders/42             502: nothing listens at ORDERS_URL
//   curl -i --http2-prior-knowledge -X POST http://127.0.0.1:3000/orders/42     405, thrown below
import { createServer } from 'node:http2';
import { MethodNotAllowed, NotFound } from 'failwell';
import { errorHandler } from 'failwell/node';

const ordersUrl = process.env.ORDERS_URL ?? 'http://127.0.0.1:4000';
const fail = errorHandler({ server: 'httperrors.com' });

async function handle(req, res) {
  const id = /^\/orders\/([^/?]+)$/.exec(req.url)?.[1];
  if (id === undefined) throw new NotFound();
  if (req.method !== 'GET') throw new MethodNotAllowed({ allow: ['GET'] });

  const answer = await fetch(`${ordersUrl}/${id}`, { signal: AbortSignal.timeout(2_000) });
  res.setHeader('Content-Type', 'application/json');
  res.end(JSON.stringify(await answer.json()));
}

const server = createServer((req, res) => {
  handle(req, res).catch((error) => fail(error, req, res));
});

server.listen(Number(process.env.PORT ?? 3000), '127.0.0.1', () => {
  console.log(`listening on http://127.0.0.1:${server.address().port}`);
});
