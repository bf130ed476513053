import express, { type Request, type Response, Router } from 'express';
import { NotFound } from 'failwell';
import {
  asyncHandler,
  asyncRouter,
  type ErrorHandlerOptions,
  errorHandler,
  methodNotAllowedHandler,
  notFoundHandler,
} from 'failwell/express';

const options: ErrorHandlerOptions = { server: 'httperrors.com', logger: false };
const router = asyncRouter(Router());
router.get('/orders/:id', (req, res) => void res.json({ id: req.params.id }));

export const app = express();
app.use(router);
app.get(
  '/late/:id',
  asyncHandler(async (req: Request, _res: Response) => {
    throw new NotFound(`no order ${req.params['id']}`);
  }),
);
app.use(methodNotAllowedHandler());
app.use(notFoundHandler());
app.use(errorHandler(options));
