import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';

export interface RefusingUrl {
  readonly url: string;
  /** Gives the port back. */
  release(): void;
}

/** A place where nothing listens: the client's end of a connection, a port that nobody else can get meanwhile. */
export async function holdRefusingUrl(): Promise<RefusingUrl> {
  const holder = createServer((socket) => socket.on('error', () => undefined).resume());
  await once(holder.listen(0, '127.0.0.1'), 'listening');
  const taken = connect((holder.address() as AddressInfo).port, '127.0.0.1').unref();
  await once(taken, 'connect');
  return { url: `http://127.0.0.1:${taken.localPort}`, release: () => void holder.close() };
}
