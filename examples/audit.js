// Errors as a check of CI: starts a service, lets `failwell audit` look at it, and exits with what it found.
// In the repository: npm run build, then
//   node examples/audit.js             exit code 0: nothing is broken
//   node examples/audit.js --stock     the same service with Express's own error handling: exit code 1
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import express from 'express';
import { BadGateway } from 'failwell';
import { errorHandler, methodNotAllowedHandler, notFoundHandler } from 'failwell/express';
import { handleServerErrors } from 'failwell/node';

const stock = process.argv.includes('--stock');
const options = { logger: false };
const app = express().set('env', 'production');

app.get('/orders/:id', () => {
  throw new BadGateway('orders at 10.0.0.7 answered 401');
});
if (!stock) {
  app.disable('x-powered-by');
  app.use(methodNotAllowedHandler());
  app.use(notFoundHandler());
  app.use(errorHandler(options));
}

const server = createServer(app);
if (!stock) handleServerErrors(server, options);
await once(server.listen(0, '127.0.0.1'), 'listening');
const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());

// With the package installed this is: npx failwell audit http://127.0.0.1:3000 --policy --route "/orders/42=502"
const command = fileURLToPath(new URL('dist/cli.js', import.meta.resolve('failwell/package.json')));
const args = ['audit', `http://127.0.0.1:${port}`, '--policy', '--route', '/orders/42=502'];
const audit = spawn(process.execPath, [command, ...args], { stdio: 'inherit' });
[process.exitCode] = await once(audit, 'close');
server.close().closeAllConnections();
