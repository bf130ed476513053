import { errorHandler, nonErrorHandler, notFoundHandler } from 'failwell/hono';
import { Hono } from 'hono';

export const app = new Hono<{ Variables: { user: string } }>();
app.use(nonErrorHandler());
app.onError(errorHandler({ server: 'httperrors.com' }));
app.notFound(notFoundHandler());
