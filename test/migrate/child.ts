import { startScript } from '../examples/script.ts';
import { connectRaw } from '../support/raw-http.ts';
import { get } from './seen.ts';

/** What a process of its own did with one request. */
export interface ChildEnd {
  readonly status: number | undefined;
  /** null: it was still there. */
  readonly exitCode: number | null;
}

const stillThere = 400;

/**
 * Runs `source`, which must define `listener`, as a server of its own: a peer that ends the process must not end the test's.
 */
export async function askChild(source: string): Promise<ChildEnd> {
  const serve = `
    import { createServer } from 'node:http';
    const server = createServer(listener).listen(0, '127.0.0.1', () => console.log('port', server.address().port));`;
  const script = startScript(['--input-type=module', '-e', source + serve], { NODE_ENV: 'production' });
  const [, port] = await script.until(/port (\d+)/);
  const connection = await connectRaw(Number(port));
  connection.expect('GET');
  connection.send(get);
  await connection.responses(1, stillThere);
  const { responses } = connection.exchange();
  const exitCode = await Promise.race([
    script.ended.then(({ code }) => code),
    new Promise<null>((resolve) => setTimeout(() => resolve(null), stillThere)),
  ]);
  connection.destroy();
  return { status: responses[0]?.status, exitCode };
}
