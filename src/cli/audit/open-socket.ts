import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { UsageError } from '../usage-error.ts';
import type { Target } from './target.ts';

/** What the usual failures mean to the person who started the audit. */
const meanings: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there. Is the server running, and is the port right?',
  ECONNRESET: 'the server cut the connection while it was set up',
  EHOSTUNREACH: 'no route leads there',
  ENETUNREACH: 'no route leads there',
  ETIMEDOUT: 'no answer to the connection attempt',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed. --insecure accepts it',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate chain ends in one that is not trusted. --insecure accepts it',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate cannot be verified. --insecure accepts it',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'the issuer of its certificate is not trusted. --insecure accepts it',
  CERT_HAS_EXPIRED: 'its certificate has expired. --insecure accepts it',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name. --insecure accepts it',
  EPROTO: 'it does not speak TLS there. Should the URL begin with http:?',
  ERR_SSL_WRONG_VERSION_NUMBER: 'it does not speak TLS there. Should the URL begin with http:?',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'it does not speak TLS there. Should the URL begin with http:?',
};

function toConnectError(target: Target, error: NodeJS.ErrnoException): UsageError {
  const code = error.code ?? error.message;
  return new UsageError(`cannot connect to ${target.origin} (${code}): ${meanings[code] ?? error.message}`, error);
}

function start({ addresses: [address], port, secure, insecure, hostname }: Target): Socket {
  const tcp = { host: address, port, allowHalfOpen: true, noDelay: true };
  if (!secure) return connectTcp(tcp);
  return connectTls({
    ...tcp,
    ALPNProtocols: ['http/1.1'],
    rejectUnauthorized: !insecure,
    // An IP address may not be the name of SNI (RFC 6066 section 3); the certificate is still checked against it.
    ...(isIP(hostname) === 0 ? { servername: hostname } : {}),
  });
}

/**
 * The target with the first of its addresses that a connection can be made to: what follows must all talk to one server.
 *
 * @throws UsageError of the last address where there is none.
 */
export async function chooseAddress(target: Target, timeoutMs: number): Promise<Target> {
  const [address, ...others] = target.addresses;
  const chosen: Target = { ...target, addresses: [address] };
  const [next, ...rest] = others;
  if (next === undefined) return chosen;
  try {
    (await openSocket(chosen, timeoutMs)).destroy();
    return chosen;
  } catch {
    return chooseAddress({ ...target, addresses: [next, ...rest] }, timeoutMs);
  }
}

/**
 * Opens a connection to the first address of the target, and to nothing else.
 *
 * @throws UsageError that says what to do about it.
 */
export function openSocket(target: Target, timeoutMs: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = start(target);
    const give = (error?: NodeJS.ErrnoException): void => {
      clearTimeout(timer);
      socket.removeListener('error', give);
      if (error === undefined) {
        resolve(socket);
        return;
      }
      socket.on('error', () => undefined).destroy();
      reject(toConnectError(target, error));
    };
    const timer = setTimeout(() => give(Object.assign(new Error('timed out'), { code: 'ETIMEDOUT' })), timeoutMs);
    socket.once(target.secure ? 'secureConnect' : 'connect', () => give());
    socket.once('error', give);
  });
}
