// The code of docs/errors-of-libraries.md, type-checked here and run by errors-of-libraries.test.ts. Between the lines
// `// <name>` and `// </name>` it is the page's, letter by letter; only the imports name the source instead of the package.
import { request as sendRequest } from 'node:http';
import express, { type Express } from 'express';
import { createProxyMiddleware } from 'http-proxy-middleware';
import { z } from 'zod';
import { errorHandler } from '../../src/express.ts';
import { Conflict, mapError } from '../../src/index.ts';
import { dependency, proxyErrorHandler, upstream } from '../../src/upstream.ts';
import { toValidationError, validate } from '../../src/validation.ts';

/** What the page's reader has already. */
export interface Surroundings {
  readonly ordersUrl: string;
  readonly pool: { query(text: string, values: readonly unknown[]): Promise<{ rows: readonly unknown[] }> };
}

export class OrderLocked extends Error {}

export function upstreams({ ordersUrl }: Surroundings): Express {
  const app = express();
  // <upstream>
  app.get('/orders/:id', async (req, res) => {
    const reply = await upstream('orders', (signal) => fetch(`${ordersUrl}/${req.params.id}`, { signal }), {
      timeout: 2_000, // 504 after that
      request: req, // aborted when our client leaves
      passOn: [404], // the upstream's 404 is ours, in our words; every other 4xx is 502
    });
    res.json(await reply.json()); // no JSON, or a cut body: 502
  });
  // </upstream>
  // <reply-schema>
  const priceSchema = z.object({ cents: z.number() });

  app.get('/price/:id', async (req, res) => {
    const price = await upstream('prices', async (signal) => {
      const reply = await fetch(`${ordersUrl}/${req.params.id}`, { signal });
      return priceSchema.parse(await reply.json()); // a ZodError here is the upstream's: 502, not 422
    });
    res.json(price);
  });
  // </reply-schema>
  return app.use(errorHandler({ logger: false }));
}

export function dependencies({ pool }: Surroundings): Express {
  const app = express();
  // <dependency>
  app.get('/stock/:id', async (req, res) => {
    const find = () => pool.query('select * from stock where id = $1', [req.params.id]);
    const { rows } = await dependency('stock-db', find, { timeout: 1_000 });
    res.json(rows);
  });
  // </dependency>
  return app.use(errorHandler({ logger: false }));
}

// <deadline>
function get(url: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const call = sendRequest(url, (reply) => resolve(reply.resume().statusCode));
    call.setTimeout(500, () => call.destroy(Object.assign(new Error('orders are late'), { code: 'ETIMEDOUT' })));
    call.on('error', reject);
    call.end();
  });
}
// </deadline>

export function deadlines({ ordersUrl }: Surroundings): Express {
  const app = express();
  app.get('/', async (_req, res) => res.json(await get(ordersUrl)));
  return app.use(errorHandler({ logger: false }));
}

export function proxies({ ordersUrl }: Surroundings): Express {
  const app = express();
  // <proxy>
  const handler = proxyErrorHandler({ proxyStatus: { id: 'gateway' } });
  const proxy = createProxyMiddleware({
    target: ordersUrl,
    on: {
      error: handler,
      proxyRes: handler.proxyRes, // cuts the answer where the target dies in its middle; without it the client waits
      // Instead of proxyTimeout, after which the error says that the target hung up: 502.
      proxyReq: (call) => {
        call.setTimeout(500, () => call.destroy(Object.assign(new Error('orders are late'), { code: 'ETIMEDOUT' })));
      },
    },
  });
  // </proxy>
  return app.use(proxy);
}

export function ownErrors(): Express {
  const app = express();
  app.get('/', () => {
    throw new OrderLocked('Order 7 is being changed by somebody else');
  });
  // <map>
  app.use(errorHandler({ map: [mapError(OrderLocked, (error) => new Conflict(error.message))] }));
  // </map>
  return app;
}

export function requests(): Express {
  const app = express();
  // <validate>
  const check = validate({
    body: z.object({ age: z.number().min(18, 'must be of age') }),
    query: { type: 'object', properties: { dryRun: { type: 'boolean', default: false } } },
  });

  app.post('/users', express.json(), check, (req, res) => {
    const { body, query } = check.valuesOf(req); // also in req.validated and ctx.state.validated
    res.json([body, query]);
  });
  // </validate>
  // <to-validation-error>
  const userSchema = z.object({ age: z.number() });

  app.put('/users', express.json(), (req, res) => {
    const user = userSchema.safeParse(req.body);
    if (!user.success) throw toValidationError(user.error, { in: 'body', input: req.body });
    res.json(user.data);
  });
  // </to-validation-error>
  return app.use(errorHandler({ logger: false }));
}
