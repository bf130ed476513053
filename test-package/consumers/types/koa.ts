import Router from '@koa/router';
import { errorHandler, installErrorHandler, methodNotAllowedHandler, notFoundHandler } from 'failwell/koa';
import Koa from 'koa';

const router = new Router();
router.get('/orders/:id', (ctx) => {
  ctx.body = { id: ctx.params['id'] };
});

export const app = new Koa();
installErrorHandler(app, { server: 'httperrors.com' });
app.use(notFoundHandler());
app.use(router.routes());
app.use(methodNotAllowedHandler(router));

/** An application with a state and a context of its own, and the other way to mount it. */
export const typed = new Koa<{ user: string }, { orders: Map<string, string> }>();
typed.use(errorHandler({ logger: false }));
typed.use(async (ctx, next) => {
  ctx.orders.set('a', ctx.state.user);
  await next();
});
