import { body, fields, message, silent } from './answer.js';
import { HttpFailure } from './http-failure.js';

/** @type {(stacks: 'all' | 'none') => Promise<import('./answer.js').Listener>} */
async function failwell(stacks) {
  const { BadGateway, setStackCapture } = await import('failwell');
  const { errorHandler } = await import('failwell/node');
  setStackCapture(stacks);
  const fail = errorHandler(silent);
  return (request, response) => {
    try {
      throw new BadGateway(message);
    } catch (error) {
      fail(error, request, response);
    }
  };
}

/** @type {readonly import('./answer.js').Variant[]} */
export const nodeVariants = [
  {
    name: 'node-bare',
    label: 'node:http, bare 200',
    status: 200,
    create: async () => (_request, response) => {
      response.writeHead(200, fields);
      response.end(body);
    },
  },
  {
    name: 'node-hand',
    label: 'node:http, hand-written throw, catch, writeHead, end',
    status: 502,
    create: async () => (_request, response) => {
      try {
        throw new HttpFailure();
      } catch (error) {
        const { status, phrase } = /** @type {HttpFailure} */ (error);
        const text = JSON.stringify({ error: { code: status, message: phrase } });
        response.writeHead(status, { ...fields, 'Content-Length': Buffer.byteLength(text) });
        response.end(text);
      }
    },
  },
  { name: 'node-failwell', label: 'node:http, failwell', status: 502, create: () => failwell('all') },
  { name: 'node-failwell-none', label: 'node:http, failwell, stacks off', status: 502, create: () => failwell('none') },
];
