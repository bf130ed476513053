// What a client of an HTTP service reads. In the repository: npm run build, then node examples/client.js
//
// It asks a service of its own on loopback, comes back when it is told to, and ends.
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import express from 'express';
import { Conflict, NotFound, ServiceUnavailable } from 'failwell';
import { errorFromCaught, errorFromResponse, retryAdvice } from 'failwell/client';
import { errorHandler, notFoundHandler } from 'failwell/express';

/** The service: busy at first, then order 7 is locked. */
function createService() {
  const app = express().disable('x-powered-by');
  let isBusy = true;
  app.get('/orders/7', () => {
    if (isBusy) {
      isBusy = false;
      throw new ServiceUnavailable({ retryAfter: 1 });
    }
    throw new Conflict('Order 7 is locked', { reason: 'ORDER_LOCKED', details: { by: 'billing' } });
  });
  app.use(notFoundHandler());
  app.use(errorHandler({ include: ['retry', 'requestId'], logger: false }));
  return app;
}

/**
 * Asks until there is an answer, or no point in asking.
 * @param {string} url
 */
async function ask(url) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const response = await fetch(url);
      const error = await errorFromResponse(response);
      if (error) throw error;
      return await response.json();
    } catch (caught) {
      // What fetch itself throws where nobody answers becomes a 502 or 504; a bug of ours stays what it is.
      const error = await errorFromCaught(caught);
      const { retryable, afterMs = 500, source } = retryAdvice(error, { method: 'GET' });
      if (!error || !retryable || attempt === 3) throw error ?? caught;
      console.log(`${error.status} ${error.name}: again in ${afterMs} ms (${source})`);
      await sleep(afterMs);
    }
  }
}

const server = createService().listen(0, '127.0.0.1');
await once(server, 'listening');
const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());

try {
  for (const path of ['/orders/7', '/nowhere']) {
    const error = await ask(`http://127.0.0.1:${port}${path}`).catch((thrown) => thrown);
    // `instanceof` holds as if the error had been thrown here.
    if (error instanceof Conflict) console.log(`conflict, ${error.reason}: ${error.message}, by ${error.details?.by}`);
    if (error instanceof NotFound) console.log(`not found; request ${error.requestId ? 'has' : 'has no'} id`);
  }
} finally {
  server.close();
}
