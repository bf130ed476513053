import { cpus, loadavg, platform, release, totalmem } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';

/** What a figure depends on beside the code. */
export function describeMachine() {
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    os: `${platform()} ${release()}`,
    node: process.version,
    v8: process.versions.v8,
  };
}

/** Load average of the last minute. */
export function currentLoad() {
  return Number((loadavg()[0] ?? 0).toFixed(2));
}

/**
 * Waits until nobody else uses the machine, for at most `patienceMs`; the load goes into the results either way.
 * @param {{ readonly below: number, readonly patienceMs: number }} options
 * @returns {Promise<number>} the load at the start
 */
export async function waitForQuiet({ below, patienceMs }) {
  const until = Date.now() + patienceMs;
  while (currentLoad() >= below && Date.now() < until) await delay(5_000);
  return currentLoad();
}
