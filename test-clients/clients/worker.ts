import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ensureParts, pathOf } from '../../scripts/real-parts/ensure.ts';
import type { Job, Outcome } from './job.ts';

/** A client in a process of its own, for as long as a test file needs it. */
export interface Client {
  /** Never rejects: what became of the job is the answer. */
  send(job: Job, patienceMs?: number): Promise<Outcome>;
  /** False where the process ended, be it after the answer. */
  isAlive(): boolean;
  stop(): Promise<void>;
}

interface Message {
  readonly id?: number;
  readonly outcome?: Outcome;
}

/** How a message goes to the process: by Node's channel, or as a line. */
type Post = (message: object) => void;

function startNode(script: string): ChildProcess {
  return spawn(process.execPath, [join(import.meta.dirname, 'node-worker.js'), script], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: { PATH: process.env['PATH'] ?? '' },
  });
}

function startPython(script: string): ChildProcess {
  ensureParts('python');
  return spawn(pathOf('python'), [join(import.meta.dirname, 'python-worker.py'), script], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'] ?? '' },
  });
}

function listen(child: ChildProcess, receive: (message: Message) => void): Post {
  const { stdin, stdout } = child;
  if (stdin === null || stdout === null) {
    child.on('message', (message) => receive(message as Message));
    return (message) => void child.send?.(message);
  }
  createInterface({ input: stdout }).on('line', (line) => receive(JSON.parse(line) as Message));
  stdin.on('error', () => undefined);
  return (message) => void stdin.write(`${JSON.stringify(message)}\n`);
}

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Puts a process behind the interface of a client. */
function talkTo(child: ChildProcess): Client {
  running.add(child);
  const waiting = new Map<number, (outcome: Outcome) => void>();
  let printed = '';
  let nextId = 0;
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
  });
  const post = listen(child, ({ id, outcome }) => {
    if (id !== undefined && outcome !== undefined) waiting.get(id)?.(outcome);
  });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', (code) => {
      running.delete(child);
      for (const settle of waiting.values()) settle({ kind: 'crash', message: `exit ${code}: ${printed.slice(-800)}` });
      resolve();
    });
  });
  return {
    isAlive: () => child.exitCode === null && child.signalCode === null,
    send: (job, patienceMs = 30_000) => {
      if (child.exitCode !== null)
        return Promise.resolve({ kind: 'crash', message: `earlier: ${printed.slice(-800)}` });
      nextId += 1;
      const id = nextId;
      return new Promise((resolve) => {
        const timer = setTimeout(() => settle({ kind: 'waiting' }), patienceMs);
        const settle = (outcome: Outcome): void => {
          clearTimeout(timer);
          waiting.delete(id);
          resolve(outcome);
        };
        waiting.set(id, settle);
        post({ id, job });
      });
    },
    stop: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

export function startNodeClient(script: string): Client {
  return talkTo(startNode(script));
}

export function startPythonClient(script: string): Client {
  return talkTo(startPython(script));
}
