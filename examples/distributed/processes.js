// Starts the gateway and the service as processes of their own and reads their logs.
import { fork } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const here = (/** @type {string} */ file) => fileURLToPath(new URL(file, import.meta.url));

/**
 * @param {string} file
 * @param {NodeJS.ProcessEnv} env
 * @param {(line: Record<string, unknown>) => void} onLine called with each line of its log
 */
export async function start(file, env, onLine) {
  const child = fork(here(file), {
    env: { ...process.env, ...env },
    execArgv: ['--import', new URL('telemetry.js', import.meta.url).href],
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const news = new EventEmitter();
  const lines = createInterface({ input: /** @type {import('node:stream').Readable} */ (child.stdout) });
  lines.on('line', (text) => {
    if (text.startsWith('{"level":')) onLine(JSON.parse(text));
    else if (text.startsWith('listening on ')) news.emit('url', text.slice('listening on '.length));
    else console.error(text);
  });
  // Not 'exit': its workers write to the same pipe.
  const ended = once(child, 'close');
  ended.then(() => news.emit('url', undefined));
  const [url] = await once(news, 'url');
  if (url === undefined) throw new Error(`${file} ended before it listened`);
  return {
    url: /** @type {string} */ (url),
    async stop() {
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), 5_000);
      await ended;
      clearTimeout(timer);
    },
  };
}
