import type { AddressInfo, Server } from 'node:net';
import type { ErrorHandlerOptions } from '../../src/index.ts';
import type { HttpVersion } from '../support/exchange.ts';
import type { Stage } from './stage.ts';
import type { HostFamily } from './vector.ts';

/** What a host can do at all. A host without it lists the vectors concerned in exceptions.ts. */
export interface HostAbilities {
  /** Handlers can write and end the response themselves (`app.written`, `app.ended`). A fetch host cannot. */
  readonly rawResponse: boolean;
  /** One failure can be handed over twice (`throwTwice`). */
  readonly throwTwice: boolean;
  /** There is a server whose parser errors can be answered (`clientErrorHandler`). */
  readonly serverErrors: boolean;
}

export interface RunningServer {
  readonly port: number;
  readonly stop: () => Promise<void>;
}

export interface StartRequest {
  readonly options: ErrorHandlerOptions;
  readonly stage: Stage;
  readonly transport: 'http1' | 'http2';
  /** Mount handleServerErrors. */
  readonly serverErrors: boolean;
  /** Give requests with `Expect: 100-continue` to the handler before the 100 goes out. */
  readonly checkContinue: boolean;
}

/** A host of failwell. Adding one is one entry in the table of hosts.ts. */
export interface Host {
  readonly name: string;
  /** Which key of a vector's `applies` it answers to. */
  readonly family: HostFamily;
  /** Versions it is driven with. A host with '2' alone gets the HTTP/1.1 vectors translated. */
  readonly versions: readonly HttpVersion[];
  readonly can: HostAbilities;
  readonly start: (request: StartRequest) => Promise<RunningServer>;
}

/** The version in which a vector is sent to a host; undefined where the host does not speak it. */
export function chooseVersion(host: Host, wanted: HttpVersion): HttpVersion | undefined {
  if (host.versions.includes(wanted)) return wanted;
  return wanted === '1.1' && host.versions.includes('2') ? '2' : undefined;
}

/** Starts listening on a free port of 127.0.0.1. */
export async function listen(server: Server, onStop: () => void): Promise<RunningServer> {
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    stop: () => {
      onStop();
      return new Promise((resolve) => void server.close(() => resolve()));
    },
  };
}
