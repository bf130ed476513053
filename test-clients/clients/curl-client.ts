import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CurlRun, startCurl } from '../../scripts/real-parts/curl.ts';
import type { Job, Outcome } from './job.ts';
import type { Client } from './worker.ts';

// Given with -o: without it curl --retry prints the body of the failed attempt, too.
const report = '%{http_code}\n%header{retry-after}';

function toArguments(job: Job, file: string, extra: readonly string[]): readonly string[] {
  const fields = Object.entries(job.headers ?? {}).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
  return [
    ...['--compressed', '-o', file, '-w', report, '-X', job.method ?? 'GET'],
    ...fields,
    ...(job.upload === undefined ? [] : ['-H', 'Content-Type: application/octet-stream', '--data-binary', '@-']),
    ...(job.retry === true ? ['--retry', '2'] : []),
    ...extra,
    job.origin + job.path,
  ];
}

function toOutcome({ code, stdout, stderr }: Awaited<CurlRun['result']>, file: string): Outcome {
  if (code === null || code >= 128) return { kind: 'crash', message: stderr };
  const [status, retryAfter = ''] = stdout.split('\n');
  if (code !== 0) return { kind: 'error', name: 'curl', code: String(code), message: stderr, status: Number(status) };
  try {
    const text = readFileSync(file, 'utf8');
    return { kind: 'response', status: Number(status), retryAfter: retryAfter || null, body: JSON.parse(text) };
  } catch (error) {
    return { kind: 'error', name: 'curl', message: `body: ${String(error)}`, status: Number(status) };
  }
}

/** curl as a client: one process a job. */
export function startCurlClient(extra: readonly string[]): Client {
  const directory = mkdtempSync(join(tmpdir(), 'curl-'));
  const running = new Set<CurlRun>();
  let jobs = 0;
  return {
    isAlive: () => true,
    send: (job, patienceMs = 30_000) => {
      jobs += 1;
      const file = join(directory, String(jobs));
      const input = job.upload === undefined ? undefined : Buffer.alloc(job.upload, 'abcdefghijklmnopqrstuvwxyz012345');
      const run = startCurl(toArguments(job, file, extra), input);
      running.add(run);
      return new Promise((resolve) => {
        const timer = setTimeout(() => resolve({ kind: 'waiting' }), patienceMs);
        void run.result.then((result) => {
          clearTimeout(timer);
          running.delete(run);
          resolve(toOutcome(result, file));
        });
      });
    },
    stop: async () => {
      for (const run of running) run.stop();
      await Promise.all([...running].map((run) => run.result));
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
