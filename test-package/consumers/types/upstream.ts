import { dependency, proxyErrorHandler, upstream } from 'failwell/upstream';

interface Order {
  readonly id: string;
}

export async function readOrder(url: string, request: object): Promise<Order> {
  const options = { timeout: 2_000, request, passOn: [404] };
  const reply = await upstream('orders', (signal) => fetch(url, { signal }), options);
  return (await reply.json()) as Order;
}

export async function readChecked(url: string): Promise<Order> {
  const schema = { type: 'object', required: ['id'], properties: { id: { type: 'string' } } };
  return upstream<Order>('orders', (signal) => fetch(url, { signal }), { schema });
}

export const rows: Promise<readonly number[]> = dependency('orders-db', async () => [1, 2]);
export const onProxyError = proxyErrorHandler({ logger: false });
