import { Agent, request as requestByNode } from 'node:http';
import { connect, type Socket } from 'node:net';
import { Client } from 'undici';
import type { HostileRequest } from './surroundings.ts';

/** What a real client made of a response. */
export interface Seen {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer;
  /** Every byte that came; only where the client lets one look. */
  readonly bytes: Buffer | undefined;
}

export interface HostileClient {
  readonly name: string;
  readonly ask: (request: HostileRequest) => Promise<Seen>;
  readonly close: () => unknown;
}

/** An agent of one connection whose bytes are kept until they are taken. */
class TappedAgent extends Agent {
  #chunks: Buffer[] = [];
  override createConnection(options: { readonly port: number }): Socket {
    const socket = connect({ host: '127.0.0.1', port: options.port, noDelay: true });
    socket.on('data', (chunk) => void this.#chunks.push(chunk));
    return socket;
  }
  take(): Buffer {
    const bytes = Buffer.concat(this.#chunks);
    this.#chunks = [];
    return bytes;
  }
}

/** Node's own client, on one keep-alive connection. Its parser is llhttp in strict mode. */
export function createNodeClient(port: number): HostileClient {
  const agent = new TappedAgent({ keepAlive: true, maxSockets: 1 });
  return {
    name: 'node:http',
    close: () => agent.destroy(),
    ask: ({ method, path, headers }) =>
      new Promise((resolve, reject) => {
        const request = requestByNode({ agent, port, method, path, headers }, (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            const { statusCode = 0, headers: received } = response;
            resolve({ status: statusCode, headers: received, body: Buffer.concat(chunks), bytes: agent.take() });
          });
        });
        request.on('error', reject);
        request.end();
      }),
  };
}

/** The client behind fetch, on one keep-alive connection. */
export function createUndiciClient(port: number): HostileClient {
  const client = new Client(`http://127.0.0.1:${port}`, { pipelining: 1 });
  return {
    name: 'undici',
    close: () => client.destroy(),
    ask: async ({ method, path, headers }) => {
      const response = await client.request({ method: method as 'GET', path, headers });
      const body = Buffer.from(await response.body.arrayBuffer());
      return { status: response.statusCode, headers: response.headers, body, bytes: undefined };
    },
  };
}
