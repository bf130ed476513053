import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises';
import { inspect } from 'node:util';
import { type FieldLine, fieldLines } from '../support/exchange.ts';
import { connectRaw, type RawConnection } from '../support/raw-http.ts';
import type { SideName } from './row.ts';

/** What a raw client saw of one request, and what was printed meanwhile. */
export interface Seen {
  /** undefined: no answer came. */
  readonly status: number | undefined;
  readonly reason: string | undefined;
  readonly fields: readonly FieldLine[];
  readonly body: string;
  readonly bytes: number;
  readonly complete: boolean;
  /** The server ended the connection. */
  readonly closed: boolean;
  readonly violations: readonly string[];
  /** What the process wrote to console.error. */
  readonly printed: readonly string[];
  field(name: string): string | undefined;
  json(): Record<string, unknown>;
}

export interface Ask {
  readonly request?: string;
  /**
   * Milliseconds after which the peer is known to give no answer, or not to end the connection. Only where that is what a
   * row says: whoever answers has as long as it needs.
   */
  readonly peerWaitMs?: number;
  /** Waits for the end of the connection and not only for the response. */
  readonly untilClosed?: boolean;
  /** The client does not wait for the answer: it leaves when this resolves. */
  readonly leaveOn?: Promise<unknown>;
  /** Waits until this holds, beside the answer: for what happens on the server alone. */
  readonly until?: () => boolean;
  /** Milliseconds to go on listening for what must not come. Default: some turns of the event loop. */
  readonly quietMs?: number;
  /** NODE_ENV while the app is made and asked; null: there is none. Default: production. */
  readonly env?: string | null | undefined;
}

/** For what must come: an event ends the wait, and this only a test that fails. */
const generousMs = 8_000;

export const get = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n';

/** A request with some fields, byte for byte. */
export function requestOf(method: string, target: string, fields: Readonly<Record<string, string>> = {}): string {
  const lines = Object.entries({ Host: 'x', ...fields }).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n`;
}

const toText = (value: unknown): string => (typeof value === 'string' ? value : inspect(value));

function setEnvironment(env: string | null | undefined): void {
  // Assigning undefined would make it the text "undefined".
  if (typeof env === 'string') process.env['NODE_ENV'] = env;
  else delete process.env['NODE_ENV'];
}

/** Runs with another NODE_ENV and with console.error collected: handlers read both when they are made or called. */
async function asIn<T>(env: string | null, printed: string[], run: () => Promise<T>): Promise<T> {
  const before = process.env['NODE_ENV'];
  const { error, warn } = console;
  setEnvironment(env);
  console.error = (...values: readonly unknown[]) => void printed.push(values.map(toText).join(' '));
  // A 503 with a hint is a warning there.
  console.warn = console.error;
  try {
    return await run();
  } finally {
    Object.assign(console, { error, warn });
    setEnvironment(before);
  }
}

async function answered(connection: RawConnection, side: SideName, ask: Ask): Promise<void> {
  const waitMs = (side === 'peer' ? ask.peerWaitMs : undefined) ?? generousMs;
  if (ask.leaveOn !== undefined) {
    await ask.leaveOn;
    connection.destroy();
  } else if (ask.untilClosed === true) await connection.closed(waitMs);
  else await connection.responses(1, waitMs);
}

async function settled({ until = () => true, quietMs = 0 }: Ask): Promise<void> {
  const deadline = performance.now() + generousMs;
  while (!until() && performance.now() < deadline) await sleep(2);
  await sleep(quietMs);
  // Hooks are called on setImmediate.
  for (let turns = 0; turns < 3; turns += 1) await turn();
}

async function exchange(port: number, side: SideName, ask: Ask) {
  const { request = get } = ask;
  const connection = await connectRaw(port);
  connection.expect(request.split(' ', 1)[0] ?? 'GET');
  connection.send(request);
  await answered(connection, side, ask);
  await settled(ask);
  const seen = connection.exchange();
  connection.destroy();
  return seen;
}

/** Starts what `create` gives on loopback, sends one request, and tells what was seen. */
export async function see(side: SideName, create: () => RequestListener, ask: Ask = {}): Promise<Seen> {
  const printed: string[] = [];
  return asIn(ask.env === undefined ? 'production' : ask.env, printed, async () => {
    const server = createServer(create());
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    try {
      const { responses, serverClosed, violations } = await exchange((server.address() as AddressInfo).port, side, ask);
      const [response] = responses;
      const fields = response?.fields ?? [];
      return {
        status: response?.status,
        reason: response?.reason,
        fields,
        body: response?.body.toString() ?? '',
        bytes: response?.body.length ?? 0,
        complete: response?.complete ?? false,
        closed: serverClosed,
        violations,
        printed,
        field: (name) => fieldLines(fields, name).join(', ') || undefined,
        json: () => JSON.parse(response?.body.toString() ?? 'null') as Record<string, unknown>,
      };
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
}

/** Some fields of a response, by name; absent ones are undefined. */
export function fieldsOf(seen: Seen, ...names: readonly string[]): Record<string, string | undefined> {
  return Object.fromEntries(names.map((name) => [name, seen.field(name)]));
}
