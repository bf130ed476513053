// Express 5. In the repository: npm run build, then
//   node examples/express.js
//   curl -i http://127.0.0.1:3000/orders/42             502: nothing listens at ORDERS_URL
//   curl -i -X POST http://127.0.0.1:3000/orders/42     409, thrown below
import express from 'express';
import { Conflict } from 'failwell';
import { errorHandler, notFoundHandler } from 'failwell/express';

const ordersUrl = process.env.ORDERS_URL ?? 'http://127.0.0.1:4000';
const app = express().disable('x-powered-by');

app.get('/orders/:id', async (req, res) => {
  const url = `${ordersUrl}/${encodeURIComponent(req.params.id)}`;
  const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) });
  res.json(await answer.json());
});

app.post('/orders/:id', (req) => {
  throw new Conflict(`order ${req.params.id} exists already`, { reason: 'ORDER_EXISTS' });
});

app.use(notFoundHandler());
app.use(errorHandler({ server: 'httperrors.com' }));

const server = app.listen(Number(process.env.PORT ?? 3000), '127.0.0.1', (error) => {
  if (error) throw error;
  console.log(`listening on http://127.0.0.1:${server.address().port}`);
});
