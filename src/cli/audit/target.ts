import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { UsageError } from '../usage-error.ts';

/** The one server that an audit talks to. */
export interface Target {
  readonly origin: string;
  /** Without brackets. */
  readonly hostname: string;
  readonly port: number;
  /** Resolved once: every connection goes to one of them, the same for all, whatever DNS says later. */
  readonly addresses: readonly [string, ...string[]];
  readonly secure: boolean;
  /** Does not look at the certificate. */
  readonly insecure: boolean;
  /** Value of the Host field. */
  readonly host: string;
  /** Path of the URL, with a slash at its end: the unknown paths are below it. */
  readonly basePath: string;
}

export interface TargetOptions {
  readonly allowRemote: boolean;
  readonly insecure: boolean;
}

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

function isLoopback(address: string): boolean {
  return loopback.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

function parseUrl(text: string): URL {
  // `localhost:3000` is a URL to the parser, with the scheme `localhost`.
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) {
    throw new UsageError(`"${text}" is no http or https URL. One looks like http://127.0.0.1:3000`);
  }
  if (url.username !== '' || url.password !== '') {
    throw new UsageError('the URL holds credentials, which would end up in logs; an audit sends none');
  }
  if (url.search !== '' || url.hash !== '')
    throw new UsageError('the URL must end with its path: no query, no fragment');
  return url;
}

/** All of them: `localhost` is 127.0.0.1 and ::1, and a server listens at one alone as a rule. */
async function resolveAddresses(hostname: string): Promise<readonly [string, ...string[]]> {
  if (isIP(hostname) !== 0) return [hostname];
  try {
    const [first, ...others] = await lookup(hostname, { all: true });
    if (first === undefined) throw Object.assign(new Error('no address'), { code: 'ENOTFOUND' });
    return [first.address, ...others.map(({ address }) => address)];
  } catch (error) {
    throw new UsageError(`the host "${hostname}" was not found (${(error as NodeJS.ErrnoException).code})`, error);
  }
}

/**
 * Reads the URL of the server and finds its addresses.
 *
 * @throws UsageError for anything but http and https, for credentials in the URL, for a host without an address, and for
 * one that is not this machine where `allowRemote` is false.
 */
export async function resolveTarget(text: string, { allowRemote, insecure }: TargetOptions): Promise<Target> {
  const url = parseUrl(text);
  const hostname = url.hostname.replace(/^\[|\]$/g, '');
  const addresses = await resolveAddresses(hostname);
  const remote = addresses.find((address) => !isLoopback(address));
  if (!allowRemote && remote !== undefined) {
    throw new UsageError(
      `"${hostname}" (${remote}) is not this machine. An audit sends malformed requests; where you may do that, say --allow-remote`,
    );
  }
  const secure = url.protocol === 'https:';
  return {
    origin: url.origin,
    hostname,
    port: url.port === '' ? (secure ? 443 : 80) : Number(url.port),
    addresses,
    secure,
    insecure,
    host: url.host,
    basePath: url.pathname.endsWith('/') ? url.pathname : `${url.pathname}/`,
  };
}
