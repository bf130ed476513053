import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import { runCurl } from '../../scripts/real-parts/curl.ts';
import { blockUnder, readBlocks } from '../../test/docs/markdown.ts';
import { startScript } from '../../test/examples/script.ts';
import { withoutName } from '../../test/support/unknown-name.ts';
import { createFolder } from './fresh-folder.ts';
import { runOrThrow } from './run.ts';

/**
 * The stranger's machine, loaded before the code that the README prints, which stays as it is: port 3000 is a free one of
 * loopback, and `orders.internal` is unknown there, or a server of the test.
 */
const machine = `
${withoutName('ENOTFOUND')}
import { Server } from 'node:net';

const { listen } = Server.prototype;
Server.prototype.listen = function (port, ...others) {
  this.once('listening', () => console.log('port ' + port + ' is', this.address().port));
  return listen.call(this, 0, '127.0.0.1', ...others);
};

if (process.env.ORDERS_AT) {
  await fetch('data:,'); // loads what sends requests
  const slot = Symbol.for('undici.globalDispatcher.1');
  const real = globalThis[slot];
  const dispatch = (options, handler) => {
    const isOrders = String(options.origin) === 'http://orders.internal';
    return real.dispatch(isOrders ? { ...options, origin: process.env.ORDERS_AT } : options, handler);
  };
  globalThis[slot] = { dispatch };
}
`;

/** The commands of the README's "Install", in their order, those in its comments too. */
function readCommands(): readonly string[] {
  const lines = readBlocks('README.md', 'sh').filter(({ heading }) => heading === 'Install');
  return lines.flatMap(({ code }) => code.split('\n').flatMap((line) => line.split(/\s*#\s*(?:or: )?/)));
}

function findCommand(pattern: RegExp): readonly string[] {
  const command = readCommands().find((line) => pattern.test(line));
  if (command === undefined) throw new Error(`"Install" of README.md has no command like ${pattern}`);
  return command.split(' ');
}

/** Installs in an empty folder, with the tarball in the place of the registry's package, and saves the printed code. */
export async function installAsPrinted(heading: string): Promise<string> {
  const folder = createFolder();
  const [command = '', ...args] = findCommand(new RegExp(`^npm install failwell ${heading.toLowerCase()}$`));
  const settings = { npm_config_prefer_offline: 'true', npm_config_audit: 'false', npm_config_fund: 'false' };
  const printed = args.map((arg) => (arg === 'failwell' ? inject('tarball') : arg));
  await runOrThrow(command, printed, { cwd: folder, env: settings });
  writeFileSync(join(folder, 'app.mjs'), blockUnder('README.md', heading));
  return folder;
}

/** Runs what the README says, and gives what curl printed, without the fields of the connection, which Node adds. */
export async function runAsPrinted(folder: string, ordersAt?: string): Promise<string> {
  const preload = join(createFolder(), 'machine.mjs');
  writeFileSync(preload, machine);
  const [, ...nodeArgs] = findCommand(/^node /);
  const env = { NODE_OPTIONS: `--import ${preload}`, ...(ordersAt !== undefined && { ORDERS_AT: ordersAt }) };
  const [, port = ''] = await startScript(nodeArgs, env, { cwd: folder }).until(/port 3000 is (\d+)/);

  const [, ...curlArgs] = findCommand(/^curl /);
  const { code, stdout } = await runCurl(curlArgs.map((arg) => arg.replace('localhost:3000', `localhost:${port}`)));
  if (code !== 0) throw new Error(`curl ended with ${code}`);
  return stdout.replaceAll(/^(?:Connection|Keep-Alive): .*\r\n/gm, '');
}
