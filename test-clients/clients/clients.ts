import { startCurlClient } from './curl-client.ts';
import { type Client, startNodeClient, startPythonClient } from './worker.ts';

/** What a client does by itself with a retryable status of a GET that carries a hint. */
export type Habit =
  /** Comes back, after the hint at the earliest. */
  | 'waits'
  /** Comes back when it likes. */
  | 'ignores the hint'
  | 'does not retry';

export type RetryableStatus = 429 | 502 | 503 | 504;

export interface ClientFacts {
  readonly name: string;
  readonly start: () => Client;
  /** Absent for a client that never retries. */
  readonly habits?: Readonly<Record<RetryableStatus, Habit>>;
  /** Repeats POST on 5xx by itself, whatever it is told. */
  readonly repeatsPost?: boolean;
  /** The S3 client reads XML: of a foreign error it shows the status, and it has no POST of an object. */
  readonly isS3?: boolean;
  /** Why a body shorter than its Content-Length passes as complete, whatever the server does. */
  readonly ignoresLength?: string;
}

const waits: Readonly<Record<RetryableStatus, Habit>> = { 429: 'waits', 502: 'waits', 503: 'waits', 504: 'waits' };

/** Clients that nobody here wrote, and what was measured of each. A habit that changes with a version fails a test. */
export const clients: readonly ClientFacts[] = [
  { name: 'fetch', start: () => startNodeClient('fetch') },
  { name: 'node:http', start: () => startNodeClient('node-http') },
  { name: 'undici RetryAgent', start: () => startNodeClient('undici'), habits: waits },
  { name: 'got', start: () => startNodeClient('got'), habits: waits },
  {
    name: 'ky',
    start: () => startNodeClient('ky'),
    habits: { ...waits, 502: 'ignores the hint', 504: 'ignores the hint' },
  },
  { name: 'axios-retry', start: () => startNodeClient('axios-retry'), habits: waits },
  { name: 'aws-sdk s3', start: () => startNodeClient('aws-s3'), habits: waits, isS3: true },
  { name: 'curl', start: () => startCurlClient([]), habits: waits, repeatsPost: true },
  {
    name: 'urllib3',
    start: () => startPythonClient('urllib3'),
    habits: { ...waits, 502: 'does not retry', 504: 'does not retry' },
  },
  {
    name: 'requests',
    start: () => startPythonClient('requests'),
    habits: waits,
    ignoresLength: 'requests 2.28 on urllib3 1.26 (Debian 12) never compares a body with its Content-Length',
  },
];

export function findClient(name: string): ClientFacts {
  const found = clients.find((client) => client.name === name);
  if (found === undefined) throw new Error(`no client is called ${name}`);
  return found;
}
