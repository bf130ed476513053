// An Express API whose OpenAPI 3.1 document says what its errors look like. In the repository: npm run build, then
//   node examples/openapi.js
//   curl http://127.0.0.1:3000/openapi.json
//   curl -i http://127.0.0.1:3000/orders/7                  502: nothing listens at ORDERS_URL
//   curl -i -X POST http://127.0.0.1:3000/orders/7/lock     409 with a reason and details
//   curl -i http://127.0.0.1:3000/me                        401 with a challenge
import express from 'express';
import { Conflict, NotFound, ServiceUnavailable, Unauthorized } from 'failwell';
import { errorHandler, methodNotAllowedHandler, notFoundHandler } from 'failwell/express';
import { components, responses } from 'failwell/openapi';

// One object for the handler and for the document: what is described is what is sent.
const options = { include: ['status', 'retry', 'requestId'], server: 'orders.example' };

const locked = (id) => new Conflict(`order ${id} is locked`, { reason: 'ORDER_LOCKED', details: { order: id } });

const lockedResponse = {
  status: 409,
  description: 'Somebody else works on the order.',
  reasons: ['ORDER_LOCKED'],
  details: { type: 'object', required: ['order'], properties: { order: { type: 'string' } } },
  examples: [locked('7')],
};

const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
const order = {
  description: 'The order.',
  content: { 'application/json': { schema: { type: 'object', properties: { id: { type: 'string' } } } } },
};

const document = {
  openapi: '3.1.0',
  info: { title: 'Orders', version: '1.0.0' },
  paths: {
    '/orders/{id}': {
      parameters: [id],
      get: { responses: { 200: order, ...responses([404, 502, 504, 'default'], options) } },
    },
    '/orders/{id}/lock': {
      parameters: [id],
      post: { responses: { 200: order, ...responses([lockedResponse, 503, 'default'], options) } },
    },
    '/me': { get: { responses: { 200: order, ...responses([401, 405, 'default'], options) } } },
  },
  components: components([401, 404, 405, 502, 503, 504, 'default'], options),
};

const ordersUrl = process.env.ORDERS_URL ?? 'http://127.0.0.1:4000';
const app = express().disable('x-powered-by');

app.get('/openapi.json', (_req, res) => res.json(document));

app.get('/orders/:id', async (req, res) => {
  if (!/^\d+$/.test(req.params.id)) throw new NotFound(`there is no order ${req.params.id}`);
  const url = `${ordersUrl}/${req.params.id}`;
  const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) });
  res.json(await answer.json());
});

app.post('/orders/:id/lock', (req) => {
  if (req.params.id === '0') throw new ServiceUnavailable('the lock service restarts', { retryAfter: 30 });
  throw locked(req.params.id);
});

app.get('/me', () => {
  throw new Unauthorized({ challenges: ['Bearer realm="orders"'] });
});

app.use(methodNotAllowedHandler());
app.use(notFoundHandler());
app.use(errorHandler(options));

const server = app.listen(Number(process.env.PORT ?? 3000), '127.0.0.1', (error) => {
  if (error) throw error;
  console.log(`listening on http://127.0.0.1:${server.address().port}`);
});
