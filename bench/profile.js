// Profiles one variant under load: `node bench/profile.js express-failwell [requests]` (after a build). Only the warm part is
// summarised roughly: the profile covers the whole life of the process, so there are many requests.
import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printSummary } from './profile-summary.js';
import { ServerProcess } from './servers/server-process.js';

const variant = process.argv[2] ?? 'express-failwell';
const total = Number(process.argv[3] ?? 300_000);
const folder = mkdtempSync(join(tmpdir(), 'bench-profile-'));
const server = await ServerProcess.start(variant, [
  '--cpu-prof',
  `--cpu-prof-dir=${folder}`,
  '--cpu-prof-interval=200',
]);
const { cpuMicros } = await server.measure({ total, connections: 32 });
await server.stop();
const [file = ''] = readdirSync(folder);
console.log(`${variant}: ${cpuMicros.toFixed(1)} µs of CPU a request while profiled; ${join(folder, file)}`);
printSummary(join(folder, file), 40, total);
