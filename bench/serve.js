// One variant in a process of its own: `fork('serve.js', [name])`. Tells its port, and its usage whenever it is asked.
import { createServer, Server } from 'node:http';
import { findVariant } from './servers/variants.js';

const created = await findVariant(process.argv[2] ?? '').create();
const server = created instanceof Server ? created : createServer(created);
// Rounds of other variants may lie between two requests of a connection.
server.keepAliveTimeout = 600_000;

const commands = {
  usage: () => ({ cpu: process.cpuUsage(), memory: process.memoryUsage() }),
  heap: () => {
    // Twice: the first frees what finalisers still hold.
    globalThis.gc?.();
    globalThis.gc?.();
    return process.memoryUsage().heapUsed;
  },
};

/** A parent that is gone needs no answer. @param {unknown} answer */
const tell = (answer) => process.send?.({ answer }, () => {});

process.on('message', (/** @type {keyof typeof commands} */ command) => tell(commands[command]()));
process.on('disconnect', () => process.exit(0));

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  tell(typeof address === 'object' && address !== null ? address.port : 0);
});
