import { spawn } from 'node:child_process';
import { ensureParts, pathOf } from './ensure.ts';

export interface CurlResult {
  /** curl's exit code: 0 where it takes the transfer for complete; null where a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CurlRun {
  readonly result: Promise<CurlResult>;
  readonly stop: () => void;
}

/** Starts curl without configuration file and proxy; installs it where it is missing. */
export function startCurl(args: readonly string[], input?: Buffer): CurlRun {
  ensureParts('curl');
  const child = spawn(pathOf('curl'), ['-q', '--noproxy', '*', '-sS', ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('latin1').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  // curl stops reading where the answer comes before the end of the upload.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input ?? '');
  const result = new Promise<CurlResult>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
  return { result, stop: () => void child.kill('SIGKILL') };
}

/** Runs curl to its end. */
export function runCurl(args: readonly string[], input?: Buffer): Promise<CurlResult> {
  return startCurl(args, input).result;
}
