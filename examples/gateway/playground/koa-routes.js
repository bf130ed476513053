// The playground's ways to fail, on Koa.
import { Readable } from 'node:stream';
import Router from '@koa/router';
import { validate } from 'failwell/validation';
import bodyParser from 'koa-bodyparser';
import { maxOrderBytes, orderSchema } from './order-schema.js';
import { failures } from './scenarios.js';
import { throwStatus } from './statuses.js';
import { brokenStreams } from './streams.js';

/**
 * @param {import('koa')} app
 * @param {Record<string, string>} upstreams
 */
export function addKoaRoutes(app, upstreams) {
  const router = new Router();
  router.all('/status/:code', (ctx) => throwStatus(Number(ctx.params.code)));

  for (const [name, { run }] of Object.entries(failures)) {
    router.all(`/fail/${name}`, async (ctx) => {
      await run(ctx.req, ctx.res, upstreams);
    });
  }

  for (const [name, { fields, open }] of Object.entries(brokenStreams)) {
    router.all(`/fail/${name}`, (ctx) => {
      ctx.body = Readable.from(open());
      ctx.set(fields);
    });
  }

  router.all('/check', bodyParser({ jsonLimit: `${maxOrderBytes}b` }), validate({ body: orderSchema }), (ctx) => {
    ctx.body = { accepted: true };
  });

  app.use(router.routes());
}
