import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Script, startScript } from '../examples/script.ts';
import { type NameFailure, withoutName } from '../support/unknown-name.ts';
import { root } from './markdown.ts';

/** A documented service that listens, in a process of its own. */
export interface RunningBlock {
  readonly port: number;
  readonly origin: string;
  readonly script: Script;
}

export interface Place {
  /** Where `http://orders.internal` is. Default: nothing listens there. */
  readonly upstream?: string;
  /** `orders.internal` stays as it is printed, and looking it up fails so. */
  readonly name?: NameFailure;
  readonly env?: NodeJS.ProcessEnv;
}

/** Only what a machine without `orders.internal` must change; the port is seen to by `listenAnywhere`. */
function localise(code: string, upstream: string): string {
  return code.replaceAll('http://orders.internal', upstream);
}

/** Loaded before the block: whatever port it names, a free one of loopback is taken and told. */
const listenAnywhere = `
import { Server } from 'node:net';
const { listen } = Server.prototype;
Server.prototype.listen = function (...args) {
  this.once('listening', () => console.log('port', this.address().port));
  return listen.call(this, { port: 0, host: '127.0.0.1' }, args.findLast((one) => typeof one === 'function'));
};`;

/** A port that was free a moment ago. */
async function refusingUrl(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return `http://127.0.0.1:${port}`;
}

/** Inside the package, so that `failwell` is found by its own name, and the hosts in its node_modules. */
function makeFolder(): string {
  const folder = mkdtempSync(join(root, '.docs-run-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** Starts a block that listens. It and its folder end with the test. */
export async function startBlock(code: string, place: Place = {}): Promise<RunningBlock> {
  const folder = makeFolder();
  const file = join(folder, 'app.mjs');
  const preload = join(folder, 'listen.mjs');
  writeFileSync(preload, listenAnywhere + (place.name === undefined ? '' : withoutName(place.name)));
  writeFileSync(file, place.name === undefined ? localise(code, place.upstream ?? (await refusingUrl())) : code);
  const script = startScript(['--import', preload, file], place.env);
  const [, port] = await script.until(/port (\d+)/);
  return { port: Number(port), origin: `http://127.0.0.1:${port}`, script };
}

/** What a block prints that runs to its end. */
export async function printed(code: string): Promise<string> {
  const script = startScript(['--input-type=module', '--eval', code]);
  await script.ended;
  return script.output();
}

/** Runs a block that exports something: `driver` imports it from './block.mjs' and prints the JSON of what it found. */
export async function runModule(code: string, driver: string, place: Place = {}): Promise<unknown> {
  const folder = makeFolder();
  writeFileSync(join(folder, 'block.mjs'), localise(code, place.upstream ?? (await refusingUrl())));
  const file = join(folder, 'driver.mjs');
  writeFileSync(
    file,
    `import * as block from './block.mjs';\nconst show = (value) => console.log('RESULT ' + JSON.stringify(value));\n${driver}`,
  );
  const [, result = ''] = await startScript([file], place.env).until(/^RESULT (.*)$/m);
  return JSON.parse(result);
}
