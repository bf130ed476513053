import { type ChildProcess, spawn } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A server that runs on 127.0.0.1 with a directory of its own. */
export interface PrivateServer {
  readonly port: number;
  readonly directory: string;
  /** What it printed so far. */
  readonly output: () => string;
  /** Ends the process that was started here, by its id, and removes the directory. */
  readonly stop: () => Promise<void>;
}

export interface Launch {
  readonly name: string;
  readonly command: string;
  /** Writes the configuration and gives the arguments. */
  readonly prepare: (port: number, directory: string) => readonly string[];
  /** Account of the process and its directory, where the server refuses to run as root. */
  readonly account?: Account | undefined;
  /** Signal that ends it at once and in order. Default: SIGTERM. */
  readonly stopSignal?: NodeJS.Signals;
}

/** A system account by its numbers. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** A port that is free now. Another process may take it before the server does, so a start is tried again. */
export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

async function isUp(child: ChildProcess, port: number): Promise<boolean> {
  for (let waited = 0; waited < 5_000; waited += 20) {
    if (child.exitCode !== null) return false;
    if (await accepts(port)) return true;
    await sleep(20);
  }
  return false;
}

/** The children of this process end with it, also where a test run is cut short. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  running.delete(child);
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => void child.once('exit', () => resolve()));
  child.kill(signal);
  const timer = setTimeout(() => child.kill('SIGKILL'), 2_000);
  await ended;
  clearTimeout(timer);
}

async function tryToStart({
  name,
  command,
  prepare,
  account,
  stopSignal = 'SIGTERM',
}: Launch): Promise<PrivateServer | string> {
  const port = await findFreePort();
  const directory = mkdtempSync(join(tmpdir(), `${name}-`));
  if (account !== undefined) chownSync(directory, account.uid, account.gid);
  const child = spawn(command, prepare(port, directory), { stdio: ['ignore', 'pipe', 'pipe'], ...account });
  running.add(child);
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
  }
  const stop = async (): Promise<void> => {
    await end(child, stopSignal);
    rmSync(directory, { recursive: true, force: true });
  };
  if (await isUp(child, port)) return { port, directory, output: () => printed, stop };
  await stop();
  return printed;
}

/**
 * Starts a server and waits until it accepts connections.
 *
 * @throws where it does not, with what it printed.
 */
export async function startPrivateServer(launch: Launch): Promise<PrivateServer> {
  let failure = '';
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const started = await tryToStart(launch);
    if (typeof started !== 'string') return started;
    failure = started;
  }
  throw new Error(`${launch.name} did not start:\n${failure}`);
}
