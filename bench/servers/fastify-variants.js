import { body, fields, message, silent } from './answer.js';

/**
 * @param {() => unknown} createFailure
 * @param {(app: any) => void} mount
 */
async function createApp(createFailure, mount) {
  const { default: fastify } = await import('fastify');
  const app = fastify();
  app.get('/orders/:id', async () => {
    throw createFailure();
  });
  mount(app);
  await app.ready();
  return app.server;
}

/** @param {Record<string, string>} responseFields */
async function own(responseFields) {
  const { default: createError } = await import('@fastify/error');
  const OrdersFailed = createError('ORDERS_FAILED', message, 502);
  return createApp(
    () => new OrdersFailed(),
    (app) =>
      app.setErrorHandler((/** @type {any} */ error, /** @type {any} */ _request, /** @type {any} */ reply) => {
        reply.code(error.statusCode).headers(responseFields).send(body);
      }),
  );
}

/** @type {readonly import('./answer.js').Variant[]} */
export const fastifyVariants = [
  {
    name: 'fastify-own',
    label: 'Fastify, its setErrorHandler, the same answer',
    status: 502,
    create: () => own(fields),
  },
  {
    name: 'fastify-failwell',
    label: 'Fastify, failwell',
    status: 502,
    create: async () => {
      const { BadGateway } = await import('failwell');
      const { errorHandler } = await import('failwell/fastify');
      return createApp(
        () => new BadGateway(message),
        (app) => app.setErrorHandler(errorHandler(silent)),
      );
    },
  },
];
