import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { body } from './answer.js';
import { sendRequests } from './client.js';
import { findVariant } from './variants.js';

const script = fileURLToPath(new URL('../serve.js', import.meta.url));

/** @typedef {{ readonly cpu: { readonly user: number, readonly system: number } }} Usage */
/** @typedef {{ readonly cpuMicros: number, readonly requestsPerSecond: number }} Round */

/** A variant that is running in its own process. */
export class ServerProcess {
  /** @type {import('node:child_process').ChildProcess} */
  #child;

  /** @param {string} name @param {readonly string[]} execArgv */
  constructor(name, execArgv) {
    this.name = name;
    this.port = 0;
    // Production is what is compared: frameworks put stacks into answers elsewhere.
    this.#child = fork(script, [name], { execArgv: [...execArgv], env: { ...process.env, NODE_ENV: 'production' } });
  }

  /**
   * Starts a variant and checks that it sends what it should: a fast wrong answer would win every comparison.
   * @param {string} name
   * @param {readonly string[]} [execArgv]
   */
  static async start(name, execArgv = []) {
    const server = new ServerProcess(name, execArgv);
    server.port = await server.#answer();
    const variant = findVariant(name);
    const response = await sendRequests(server.port, { total: 1, connections: 1 });
    const isRight = response.startsWith(`HTTP/1.1 ${variant.status} `) && (variant.own || response.endsWith(body));
    if (!isRight) throw new Error(`${name} answered\n${response}`);
    return server;
  }

  /** The next message of the child. One is awaited at a time. */
  #answer() {
    return new Promise((resolve, reject) => {
      /** @type {(code: number | null) => void} */
      const onExit = (code) => reject(new Error(`${this.name} ended with code ${code}`));
      this.#child.once('exit', onExit);
      this.#child.once('message', (/** @type {{ readonly answer: any }} */ { answer }) => {
        this.#child.removeListener('exit', onExit);
        resolve(answer);
      });
    });
  }

  /** @param {'usage' | 'heap'} command */
  ask(command) {
    const answer = this.#answer();
    this.#child.send(command);
    return answer;
  }

  /**
   * @param {{ readonly total: number, readonly connections: number }} load
   * @returns {Promise<Round>}
   */
  async measure(load) {
    /** @type {Usage} */
    const before = await this.ask('usage');
    const start = performance.now();
    await sendRequests(this.port, load);
    const seconds = (performance.now() - start) / 1000;
    /** @type {Usage} */
    const after = await this.ask('usage');
    const micros = after.cpu.user - before.cpu.user + after.cpu.system - before.cpu.system;
    return { cpuMicros: micros / load.total, requestsPerSecond: load.total / seconds };
  }

  async stop() {
    const gone = once(this.#child, 'exit');
    this.#child.disconnect();
    await gone;
  }
}
