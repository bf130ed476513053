import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Script, startScript } from '../examples/script.ts';
import { root } from './markdown.ts';

/** A documented service that listens, in a process of its own. */
export interface RunningBlock {
  readonly port: number;
  readonly origin: string;
  readonly script: Script;
}

/** Only what a machine without `orders.internal` must change: where the upstream is, and which port is free. */
function localise(code: string, upstream: string): string {
  const listening = "const server = app.listen(0, '127.0.0.1', () => console.log('port', server.address().port))";
  return code
    .replaceAll('http://orders.internal', upstream)
    .replace(/(?:const server = )?app\.listen\(3000\)/, () => listening);
}

/** Starts a block that ends with `app.listen(3000)`. It and its folder end with the test. */
export async function startBlock(
  code: string,
  upstream = 'http://127.0.0.1:9',
  env: NodeJS.ProcessEnv = {},
): Promise<RunningBlock> {
  // Inside the package, so that `failwell` is found by its own name, and the hosts in its node_modules.
  const folder = mkdtempSync(join(root, '.docs-run-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'app.mjs');
  writeFileSync(file, localise(code, upstream));
  const script = startScript([file], env);
  const [, port] = await script.until(/port (\d+)/);
  return { port: Number(port), origin: `http://127.0.0.1:${port}`, script };
}
