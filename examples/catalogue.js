// The catalogue as pages, on Express. In the repository: npm run build, then
//   node examples/catalogue.js
//   open http://127.0.0.1:3000/errors, or from a terminal
//   curl http://127.0.0.1:3000/orders/42                                     409, whose "help" leads to its page
//   curl -H 'Accept: application/json' http://127.0.0.1:3000/errors/409      the page as JSON
import express from 'express';
import { Conflict } from 'failwell';
import { catalogue } from 'failwell/catalogue';
import { errorHandler, notFoundHandler } from 'failwell/express';

const app = express().disable('x-powered-by');

app.use('/errors', catalogue());

app.get('/orders/:id', (req) => {
  throw new Conflict(`order ${req.params.id} is locked`, { reason: 'ORDER_LOCKED', type: '/errors/409' });
});

app.use(notFoundHandler());
app.use(errorHandler({ format: 'negotiate', help: '/errors', server: 'httperrors.com' }));

const server = app.listen(Number(process.env.PORT ?? 3000), '127.0.0.1', (error) => {
  if (error) throw error;
  console.log(`listening on http://127.0.0.1:${server.address().port}`);
});
