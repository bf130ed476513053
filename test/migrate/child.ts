import { startScript } from '../examples/script.ts';
import { connectRaw } from '../support/raw-http.ts';
import { get } from './seen.ts';

/** What a process of its own did with one request. */
export interface ChildEnd {
  readonly status: number | undefined;
  /** null: it was still there, and answered the next request too. */
  readonly exitCode: number | null;
}

/** For what must come: an answer, an end. Only a test that fails waits so long. */
const generousMs = 8_000;

async function ask(port: number): Promise<number | undefined> {
  const connection = await connectRaw(port);
  connection.expect('GET');
  connection.send(get);
  await connection.responses(1, generousMs);
  const { responses } = connection.exchange();
  connection.destroy();
  return responses[0]?.status;
}

/**
 * Runs `source`, which must define `listener`, as a server of its own: a process that ends must not be the test's. The same for
 * either side; what it imports of failwell is the built package.
 */
export async function askChild(source: string): Promise<ChildEnd> {
  const serve = `
    import { createServer } from 'node:http';
    const server = createServer(listener).listen(0, '127.0.0.1', () => console.log('port', server.address().port));`;
  const script = startScript(['--input-type=module', '-e', source + serve], { NODE_ENV: 'production' });
  const [, port] = await script.until(/port (\d+)/);
  const status = await ask(Number(port));
  // One that lives answers a second request, one that was ended takes none: nobody has to guess how long a process takes to end.
  const again = status === undefined ? undefined : await ask(Number(port)).catch(() => undefined);
  return { status, exitCode: again === undefined ? (await script.ended).code : null };
}
