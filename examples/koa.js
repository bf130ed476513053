// Koa 3, and Koa 2 without a difference. In the repository: npm run build, then
//   node examples/koa.js
//   curl -i http://127.0.0.1:3000/orders/42             502: nothing listens at ORDERS_URL
//   curl -i -X POST http://127.0.0.1:3000/orders/42     409, thrown below
import { Conflict } from 'failwell';
import { installErrorHandler, notFoundHandler } from 'failwell/koa';
import Koa from 'koa';

const ordersUrl = process.env.ORDERS_URL ?? 'http://127.0.0.1:4000';
const app = new Koa();
installErrorHandler(app, { server: 'httperrors.com' });
app.use(notFoundHandler());

app.use(async (ctx, next) => {
  const id = /^\/orders\/([^/]+)$/.exec(ctx.path)?.[1]; // or a router of your choice
  if (id === undefined) return next();
  if (ctx.method === 'POST') throw new Conflict(`order ${id} exists already`, { reason: 'ORDER_EXISTS' });

  const answer = await fetch(`${ordersUrl}/${id}`, { signal: AbortSignal.timeout(2_000) });
  ctx.body = await answer.json();
});

const server = app.listen(Number(process.env.PORT ?? 3000), '127.0.0.1', () => {
  console.log(`listening on http://127.0.0.1:${server.address().port}`);
});
