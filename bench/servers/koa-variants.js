import { body, fields, message, silent } from './answer.js';
import { HttpFailure } from './http-failure.js';

/** @typedef {import('koa')} Koa */

/** @param {(app: Koa) => void} mount */
async function createApp(mount) {
  const { default: Koa } = await import('koa');
  const app = new Koa();
  app.silent = true;
  mount(app);
  return app.callback();
}

/** @param {Koa} app */
function throwByContext(app) {
  app.use((/** @type {any} */ context) => context.throw(502, message));
}

/** @type {readonly import('./answer.js').Variant[]} */
export const koaVariants = [
  {
    name: 'koa-bare',
    label: 'Koa, bare 200',
    status: 200,
    create: () =>
      createApp((app) => {
        app.use((/** @type {any} */ context) => {
          context.respond = false;
          context.res.writeHead(200, fields);
          context.res.end(body);
        });
      }),
  },
  {
    name: 'koa-hand',
    label: 'Koa, hand-made error, onerror with writeHead, end',
    status: 502,
    create: () =>
      createApp((app) => {
        app.context.onerror = function answer(/** @type {any} */ error) {
          if (error == null) return;
          this.res.writeHead(error.status, fields);
          this.res.end(body);
        };
        app.use(() => {
          throw new HttpFailure();
        });
      }),
  },
  { name: 'koa-default', label: 'Koa, ctx.throw', status: 502, own: true, create: () => createApp(throwByContext) },
  {
    name: 'koa-onerror',
    label: 'Koa, koa-onerror',
    status: 502,
    own: true,
    create: async () => {
      const { onerror } = await import('koa-onerror');
      return createApp((app) => {
        onerror(app);
        throwByContext(app);
      });
    },
  },
  {
    name: 'koa-failwell',
    label: 'Koa, failwell',
    status: 502,
    create: async () => {
      const { BadGateway } = await import('failwell');
      const { installErrorHandler } = await import('failwell/koa');
      return createApp((app) => {
        installErrorHandler(app, silent);
        app.use(() => {
          throw new BadGateway(message);
        });
      });
    },
  },
];
