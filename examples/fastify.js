// Fastify 5. In the repository: npm run build, then
//   node examples/fastify.js
//   curl -i http://127.0.0.1:3000/orders/42             502: nothing listens at ORDERS_URL
//   curl -i -X POST http://127.0.0.1:3000/orders/42     409, thrown below
import { Conflict } from 'failwell';
import { errorHandler, notFoundHandler } from 'failwell/fastify';
import Fastify from 'fastify';

const ordersUrl = process.env.ORDERS_URL ?? 'http://127.0.0.1:4000';
const app = Fastify();
app.setErrorHandler(errorHandler({ server: 'httperrors.com' }));
app.setNotFoundHandler(notFoundHandler());

app.get('/orders/:id', async (request) => {
  const url = `${ordersUrl}/${encodeURIComponent(request.params.id)}`;
  const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) });
  return answer.json();
});

app.post('/orders/:id', (request) => {
  throw new Conflict(`order ${request.params.id} exists already`, { reason: 'ORDER_EXISTS' });
});

const address = await app.listen({ port: Number(process.env.PORT ?? 3000), host: '127.0.0.1' });
console.log(`listening on ${address}`);
