// Hono 4 on Node. In the repository: npm run build, then
//   node examples/hono.js
//   curl -i http://127.0.0.1:3000/orders/42             502: nothing listens at ORDERS_URL
//   curl -i -X POST http://127.0.0.1:3000/orders/42     409, thrown below
import { serve } from '@hono/node-server';
import { Conflict } from 'failwell';
import { errorHandler, nonErrorHandler, notFoundHandler } from 'failwell/hono';
import { Hono } from 'hono';

const ordersUrl = process.env.ORDERS_URL ?? 'http://127.0.0.1:4000';
const app = new Hono();
app.onError(errorHandler({ server: 'httperrors.com' }));
app.notFound(notFoundHandler());
app.use(nonErrorHandler()); // brings thrown strings and null to onError

app.get('/orders/:id', async (c) => {
  const url = `${ordersUrl}/${encodeURIComponent(c.req.param('id'))}`;
  const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) });
  return c.json(await answer.json());
});

app.post('/orders/:id', (c) => {
  throw new Conflict(`order ${c.req.param('id')} exists already`, { reason: 'ORDER_EXISTS' });
});

serve({ fetch: app.fetch, port: Number(process.env.PORT ?? 3000), hostname: '127.0.0.1' }, ({ port }) => {
  console.log(`listening on http://127.0.0.1:${port}`);
});
