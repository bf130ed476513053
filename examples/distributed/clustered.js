// Runs a server in two worker processes that share one port. SIGTERM, or the end of the parent, ends them all.
import cluster from 'node:cluster';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { stopTelemetry } from './telemetry.js';

const workers = 2;

async function runPrimary() {
  const forked = Array.from({ length: workers }, () => cluster.fork());
  const stop = () => {
    for (const worker of forked) worker.process.kill('SIGTERM');
  };
  process.once('SIGTERM', stop).once('disconnect', stop);
  // Workers that listen on port 0 are given the same free port.
  const [[{ port }]] = await Promise.all(forked.map((worker) => once(worker, 'listening')));
  console.log(`listening on http://127.0.0.1:${port}`);
  await Promise.all(forked.map((worker) => once(worker, 'exit')));
  if (process.connected) process.disconnect();
}

/** @param {import('node:http').RequestListener} listener */
async function runWorker(listener) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(process, 'SIGTERM');
  const closed = once(server, 'close');
  server.close().closeAllConnections();
  await closed; // each response has ended its span
  await stopTelemetry();
  process.exit();
}

/** @param {() => import('node:http').RequestListener} createListener called in workers only */
export const runClustered = (createListener) => (cluster.isPrimary ? runPrimary() : runWorker(createListener()));
