import { spawn } from 'node:child_process';
import { ensureParts, pathOf } from './ensure.ts';

export interface CurlResult {
  /** curl's exit code: 0 where it takes the transfer for complete. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs curl, with no configuration file and no proxy; installs it where it is missing. */
export function runCurl(args: readonly string[], input?: Buffer): Promise<CurlResult> {
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
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}
