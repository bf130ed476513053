import type { Exchange, HttpVersion } from '../support/exchange.ts';
import { exchangeHttp2, type Http2Request } from '../support/http2-client.ts';
import type { ProcessFacts, ProcessWatch } from '../support/process-watch.ts';
import { connectRaw, type RawConnection } from '../support/raw-http.ts';
import { toHandlerOptions } from './handler-options.ts';
import { chooseVersion, type Host, type RunningServer } from './host.ts';
import { followUpPath, type Scenario, Stage } from './stage.ts';
import { createThrown } from './throwables.ts';
import type { AppState, Given, Vector } from './vector.ts';

/** All that is known of one run. */
export interface Observation {
  readonly vector: Vector;
  readonly exchange: Exchange;
  /** The same request by GET, where the vector compares with it. */
  readonly getExchange: Exchange | undefined;
  readonly process: ProcessFacts;
  /** Where the runner itself went wrong: a handler that fails otherwise than told would pass for any 500. */
  readonly faults: readonly string[];
}

/** Bounds in milliseconds: generous, because reached only when something is wrong. */
const patience = { response: 1_500, close: 1_500, afterFinish: 500, thrown: 1_000, afterThrown: 20 };

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, ms));
}

interface Served {
  readonly server: RunningServer;
  readonly stage: Stage;
}

/** Servers of one host, one for each set of options; started when first needed. */
export class ServerPool {
  readonly #host: Host;
  readonly #servers = new Map<string, Promise<Served>>();

  constructor(host: Host) {
    this.#host = host;
  }

  get(given: Given, version: HttpVersion): Promise<Served> {
    const transport = version === '2' ? 'http2' : 'http1';
    const checkContinue = given.viaCheckContinue === true;
    const key = JSON.stringify([transport, checkContinue, given.options]);
    let served = this.#servers.get(key);
    if (served === undefined) {
      const stage = new Stage();
      const serverErrors = given.options.clientErrorHandler === true;
      const request = {
        options: toHandlerOptions(given.options),
        stage,
        transport,
        serverErrors,
        checkContinue,
      } as const;
      served = this.#host.start(request).then((server) => ({ server, stage }));
      this.#servers.set(key, served);
    }
    return served;
  }

  async stop(): Promise<void> {
    for (const served of this.#servers.values()) await (await served).server.stop();
    this.#servers.clear();
  }
}

/** A scenario that notes whether its handler came to the throw, as often as it should, and with the value it should. */
class PlayedScenario implements Scenario {
  readonly app: AppState;
  readonly throwTwice: boolean;
  /** Settles when the handler has thrown as often as it should. */
  readonly finished: Promise<void>;
  readonly #given: Given;
  readonly #expected: number;
  #built = 0;
  #finish: () => void = () => undefined;

  constructor(given: Given) {
    this.app = given.app;
    this.throwTwice = given.throwTwice === true;
    this.#given = given;
    this.#expected = given.raw !== undefined ? 0 : this.throwTwice ? 2 : 1;
    this.finished = new Promise((resolve) => {
      this.#finish = resolve;
    });
  }

  readonly thrown = (): unknown => {
    const value = createThrown(this.#given.thrown ?? {});
    this.#built += 1;
    if (this.#built === this.#expected) this.#finish();
    return value;
  };

  faults(): string[] {
    const isRight = this.#built === this.#expected;
    return isRight ? [] : [`runner: the handler threw ${this.#built} times, not ${this.#expected}`];
  }
}

function toRequestBytes(given: Given, version: HttpVersion, port: number): string {
  if (given.raw !== undefined) return given.raw;
  const head = [`${given.method} ${given.path} HTTP/${version}`, `Host: 127.0.0.1:${port}`];
  const fields = Object.entries(given.requestHeaders).map(([name, value]) => `${name}: ${value}`);
  return `${[...head, ...fields].join('\r\n')}\r\n\r\n${given.bodySent ?? ''}`;
}

function sendFollowUp(connection: RawConnection, port: number): void {
  connection.expect('GET');
  connection.send(`GET ${followUpPath} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`);
}

/** The server is done when it has said so; otherwise our FIN makes it say so, and shows bytes that nobody asked for. */
async function conclude(connection: RawConnection, vector: Vector): Promise<void> {
  const { responses } = connection.exchange();
  const closing = responses.some((one) =>
    one.fields.some(([name, value]) => /^connection$/i.test(name) && /close/i.test(value)),
  );
  const { incomplete, serverCloses, reset } = vector.expect.wire ?? {};
  if (closing || incomplete === true || serverCloses === true || reset === true)
    await connection.closed(patience.close);
  else {
    connection.finish();
    await connection.closed(patience.afterFinish);
  }
}

/** Where the client leaves, nothing on the wire tells when the handler is through. */
async function waitForThrow(scenario: PlayedScenario): Promise<void> {
  await Promise.race([scenario.finished, pause(patience.thrown)]);
  await pause(patience.afterThrown);
}

interface Stand {
  readonly vector: Vector;
  readonly given: Given;
  readonly port: number;
  readonly scenario: PlayedScenario;
  /** Settles when the handler has begun. */
  readonly entered: Promise<void>;
}

async function exchangeHttp1(stand: Stand, version: HttpVersion): Promise<Exchange> {
  const { vector, given, port, scenario, entered } = stand;
  const connection = await connectRaw(port, version);
  try {
    connection.expect(given.method);
    connection.send(toRequestBytes(given, version, port));
    if (given.app.clientGone === true) {
      await entered;
      connection.destroy();
      await waitForThrow(scenario);
      return connection.exchange();
    }
    if (given.pipelined === true) sendFollowUp(connection, port);
    await connection.responses(given.pipelined === true ? 2 : 1, patience.response);
    if (given.followUp === true) {
      sendFollowUp(connection, port);
      await connection.responses(2, patience.response);
    }
    await conclude(connection, vector);
    return connection.exchange();
  } finally {
    connection.destroy();
  }
}

function toHttp2Request(given: Given, cancel: Promise<void> | undefined): Http2Request {
  const declared = Number(given.requestHeaders['Content-Length'] ?? given.bodySent?.length ?? 0);
  return {
    method: given.method,
    path: given.path,
    headers: given.requestHeaders,
    ...(given.bodySent === undefined ? {} : { body: given.bodySent }),
    end: declared <= (given.bodySent?.length ?? 0),
    ...(cancel === undefined ? {} : { cancel }),
  };
}

async function exchangeOverHttp2({ given, port, scenario, entered }: Stand): Promise<Exchange> {
  const requests = [toHttp2Request(given, given.app.clientGone === true ? entered : undefined)];
  if (given.followUp === true || given.pipelined === true) requests.push({ method: 'GET', path: followUpPath });
  const exchange = await exchangeHttp2(port, requests, patience.response);
  if (given.app.clientGone === true) await waitForThrow(scenario);
  return exchange;
}

interface Played {
  readonly exchange: Exchange;
  readonly faults: readonly string[];
}

async function play(vector: Vector, given: Given, host: Host, pool: ServerPool): Promise<Played> {
  const version = chooseVersion(host, given.httpVersion);
  if (version === undefined) throw new Error(`${host.name} does not speak HTTP/${given.httpVersion}`);
  const { server, stage } = await pool.get(given, version);
  const scenario = new PlayedScenario(given);
  const entered = stage.set(scenario);
  const stand: Stand = { vector, given, port: server.port, scenario, entered };
  const exchange = version === '2' ? await exchangeOverHttp2(stand) : await exchangeHttp1(stand, version);
  return { exchange, faults: scenario.faults() };
}

function comparesWithGet({ given, expect }: Vector): boolean {
  const lengths = Object.values(expect.headers).some(
    (matcher) => typeof matcher === 'object' && matcher.bytesOfGetBody === true,
  );
  return given.method !== 'GET' && (lengths || expect.sameHeadersAsGetExcept !== undefined);
}

/** Plays one vector against one host and collects what can be seen from outside. */
export async function runVector(
  vector: Vector,
  host: Host,
  pool: ServerPool,
  watch: ProcessWatch,
): Promise<Observation> {
  const seen = await play(vector, vector.given, host, pool);
  const byGet = comparesWithGet(vector)
    ? await play(vector, { ...vector.given, method: 'GET' }, host, pool)
    : undefined;
  return {
    vector,
    exchange: seen.exchange,
    getExchange: byGet?.exchange,
    process: await watch.collect(),
    faults: [...seen.faults, ...(byGet?.faults ?? [])],
  };
}
