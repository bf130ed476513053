// Compiled by `tsc -p tsconfig.json --noEmit`, never run: the requests and responses of Node fit, of both of its HTTPs.
import { createServer, type Server } from 'node:http';
import { createServer as createHttp2Server, type Http2Server } from 'node:http2';
import { type ErrorHandler, errorHandler } from '../../src/node.ts';

const fail: ErrorHandler = errorHandler();

export const server: Server = createServer((req, res) => fail(new Error('x'), req, res));
export const http2Server: Http2Server = createHttp2Server((req, res) => fail(new Error('x'), req, res));
