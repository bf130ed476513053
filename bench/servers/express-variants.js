import { body, fields, leanFields, message, silent } from './answer.js';
import { HttpFailure } from './http-failure.js';
import { createFileLogger, createRecordLogger } from './logging.js';

/** @typedef {import('express').Express} App */

/**
 * An app with one route and whatever answers its failures.
 * @param {() => unknown} createFailure what the route throws
 * @param {(app: App) => void} mount
 * @returns {Promise<App>}
 */
async function createApp(createFailure, mount) {
  const { default: express } = await import('express');
  const app = express();
  app.disable('x-powered-by');
  app.get('/orders/:id', () => {
    throw createFailure();
  });
  mount(app);
  return app;
}

/** @param {Record<string, string>} responseFields */
async function bare(responseFields) {
  const { default: express } = await import('express');
  const app = express();
  app.disable('x-powered-by');
  app.get('/orders/:id', (_request, response) => {
    response.writeHead(200, responseFields);
    response.end(body);
  });
  return app;
}

/**
 * The least that answers a thrown error in Express: an error of one's own, one `writeHead`, one `end`.
 * @param {number} stackTraceLimit
 */
async function handMade(stackTraceLimit) {
  Error.stackTraceLimit = stackTraceLimit;
  return createApp(
    () => new HttpFailure(),
    (app) => {
      /** @type {import('express').ErrorRequestHandler} */
      const answer = (error, _request, response, _next) => {
        response.writeHead(error.status, fields);
        response.end(body);
      };
      app.use(answer);
    },
  );
}

async function httpErrors() {
  const { default: createError } = await import('http-errors');
  return () => createError(502, message);
}

/** The usual middleware of tutorials: message by `expose`, `res.json`. */
async function handWritten() {
  const { STATUS_CODES } = await import('node:http');
  const create = await httpErrors();
  return createApp(create, (app) => {
    /** @type {import('express').ErrorRequestHandler} */
    const answer = (error, _request, response, _next) => {
      const status = error.status ?? 500;
      const text = error.expose ? error.message : STATUS_CODES[status];
      response.status(status).json({ error: { code: status, message: text } });
    };
    app.use(answer);
  });
}

/**
 * Express's own last handler, in production. What it prints goes nowhere: it would be compared with a logger that is off,
 * and printing costs more than all the rest.
 */
async function expressDefault() {
  console.error = () => {};
  return createApp(await httpErrors(), () => {});
}

async function strong() {
  const { default: strongErrorHandler } = await import('strong-error-handler');
  return createApp(await httpErrors(), (app) => app.use(strongErrorHandler({ debug: false, log: false })));
}

/**
 * @param {import('failwell/express').ErrorHandlerOptions} [options]
 * @param {'all' | 'none'} [stacks]
 * @param {(error: unknown, path: string) => void} [afterwards] runs after the answer, for what a person would add by hand
 */
async function failwell(options = silent, stacks = 'all', afterwards) {
  const { BadGateway, setStackCapture } = await import('failwell');
  const { errorHandler } = await import('failwell/express');
  setStackCapture(stacks);
  const handle = errorHandler(options);
  return createApp(
    () => new BadGateway(message),
    (app) => {
      app.use(
        afterwards === undefined
          ? handle
          : (error, request, response, next) => {
              handle(error, request, response, next);
              afterwards(error, request.url ?? '');
            },
      );
    },
  );
}

/** @type {readonly import('./answer.js').Variant[]} */
export const expressVariants = [
  { name: 'express-bare', label: 'Express, bare 200', status: 200, create: () => bare(fields) },
  { name: 'express-lean', label: 'Express, bare 200 with two fields', status: 200, create: () => bare(leanFields) },
  { name: 'express-hand', label: 'Express, hand-made error, writeHead, end', status: 502, create: () => handMade(10) },
  {
    name: 'express-hand-none',
    label: 'Express, the same without a stack',
    status: 502,
    create: () => handMade(0),
  },
  {
    name: 'express-http-errors',
    label: 'Express, http-errors and res.json',
    status: 502,
    own: true,
    create: handWritten,
  },
  { name: 'express-default', label: 'Express, default handler', status: 502, own: true, create: expressDefault },
  { name: 'express-strong', label: 'Express, strong-error-handler', status: 502, own: true, create: strong },
  { name: 'express-failwell', label: 'Express, failwell', status: 502, create: () => failwell() },
  {
    name: 'express-failwell-none',
    label: 'Express, failwell, stacks off',
    status: 502,
    create: () => failwell(silent, 'none'),
  },
  {
    name: 'express-failwell-on-error',
    label: 'Express, failwell with onError',
    status: 502,
    create: () => failwell({ ...silent, onError: () => {} }),
  },
  {
    name: 'express-failwell-pino',
    label: 'Express, failwell with pino to a file',
    status: 502,
    create: () => failwell({ server: fields.Server, logger: createFileLogger() }),
  },
  {
    name: 'express-hand-pino',
    label: 'Express, failwell silent, the same record by hand',
    status: 502,
    create: () => failwell(silent, 'all', createRecordLogger()),
  },
];
