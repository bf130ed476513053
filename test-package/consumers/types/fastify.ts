import { errorHandler, notFoundHandler } from 'failwell/fastify';
import Fastify from 'fastify';

export const app = Fastify();
app.setErrorHandler(errorHandler({ server: 'httperrors.com' }));
app.setNotFoundHandler(notFoundHandler());
