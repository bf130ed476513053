import { connect } from 'node:net';
import { type Connection, watchConnection } from '../../src/cli/audit/connection.ts';
import type { Exchange, HttpVersion } from './exchange.ts';

/** One TCP connection that sends exact bytes and keeps all that comes back. */
export interface RawConnection extends Connection {
  exchange(): Exchange;
}

/** Connects to 127.0.0.1. The socket stays half-open on purpose: a FIN of the server must not end our own side. */
export async function connectRaw(port: number, version: HttpVersion = '1.1'): Promise<RawConnection> {
  const socket = connect({ host: '127.0.0.1', port, allowHalfOpen: true, noDelay: true });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  const connection = watchConnection(socket);
  return { ...connection, exchange: () => ({ version, rstCode: undefined, ...connection.exchange() }) };
}
