import { createServer } from 'node:http';
import { createServer as createHttp2Server } from 'node:http2';
import { errorHandler, handleServerErrors } from 'failwell/node';

const fail = errorHandler({ server: false });

export const server = createServer((req, res) => {
  Promise.reject(new Error('x')).catch((error: unknown) => fail(error, req, res));
});
handleServerErrors(server, { server: false });

export const http2 = createHttp2Server((req, res) => fail(new Error('x'), req, res));
