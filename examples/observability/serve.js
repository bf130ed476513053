// npm run build, then
//   node examples/observability/serve.js
//   curl -i http://127.0.0.1:3000/orders/42      502: nothing listens at ORDERS_URL
//   curl http://127.0.0.1:3000/metrics
import pino from 'pino';
import { createApp } from './app.js';

const ordersUrl = process.env.ORDERS_URL ?? 'http://127.0.0.1:4000';
const app = createApp({ ordersUrl, logger: pino() });
const server = app.listen(Number(process.env.PORT ?? 3000), '127.0.0.1', (error) => {
  if (error) throw error;
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  console.log(`listening on http://127.0.0.1:${port}`);
});
