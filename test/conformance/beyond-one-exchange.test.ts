import { afterAll, describe, expect, it } from 'vitest';
import type { ErrorReport } from '../../src/report/error-report.ts';
import { renderExchange } from '../support/exchange.ts';
import { exchangeHttp2 } from '../support/http2-client.ts';
import { connectRaw, type RawConnection } from '../support/raw-http.ts';
import { toHandlerOptions } from './handler-options.ts';
import type { Host, RunningServer } from './host.ts';
import { hosts } from './hosts.ts';
import { Stage } from './stage.ts';
import { createThrown } from './throwables.ts';
import type { AppState, Thrown } from './vector.ts';

// What the vocabulary of the vectors cannot say: a client that goes on sending after the answer, and what is reported.

const stops: (() => Promise<void> | void)[] = [];
afterAll(() => Promise.all(stops.map((stop) => stop())));

const badGateway: Thrown = { class: 'BadGateway', status: 502 };
const tooLarge: Thrown = { class: 'ContentTooLarge', status: 413 };
const piece = 'x'.repeat(65_536);
const pieces = 16;

interface Started {
  readonly server: RunningServer;
  readonly reports: ErrorReport[];
}

async function start(host: Host, transport: 'http1' | 'http2', app: AppState, thrown: Thrown): Promise<Started> {
  const reports: ErrorReport[] = [];
  // Patient, so that a busy machine does not end a drain that goes on.
  const linger = { totalMs: 10_000, idleMs: 2_000, bytes: 2 * piece.length * pieces };
  const options = { ...toHandlerOptions({}), linger, onError: (report: ErrorReport) => void reports.push(report) };
  const stage = new Stage();
  const server = await host.start({ options, stage, transport, serverErrors: false, checkContinue: false });
  stops.push(server.stop);
  void stage.set({ app, thrown: () => createThrown(thrown), throwTwice: false });
  return { server, reports };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, ms));
}

async function ask(port: number, fields = ''): Promise<RawConnection> {
  const method = fields === '' ? 'GET' : 'POST';
  const connection = await connectRaw(port);
  stops.push(() => connection.destroy());
  connection.expect(method);
  connection.send(`${method} / HTTP/1.1\r\nHost: x\r\n${fields}\r\n`);
  return connection;
}

const overHttp1 = hosts.filter((host) => host.versions.includes('1.1'));
const overHttp2 = hosts.filter((host) => host.versions.includes('2'));
/** Handlers of the others write nothing that could be cut. */
const canWrite = (host: Host): boolean => host.can.rawResponse;

describe.concurrent('CO-3: the rest of an upload is read after the answer, so no reset destroys it', () => {
  it.each(overHttp1.map((host) => [host.name, host] as const))('%s', async (_, host) => {
    const { server } = await start(host, 'http1', {}, tooLarge);
    const connection = await ask(server.port, `Content-Length: ${piece.length * pieces}\r\n`);
    connection.send(piece);
    await connection.responses(1, 1_000);
    for (let sent = 2; sent < pieces; sent += 1) {
      await pause(5);
      connection.send(piece);
    }
    const closedEarly = connection.exchange().serverClosed;
    connection.send(piece);
    await connection.closed(1_000);
    const exchange = connection.exchange();
    const shown = renderExchange({ ...exchange, sent: `(${exchange.sent.length} octets)` });
    expect(exchange.responses, shown).toMatchObject([{ status: 413, complete: true }]);
    const { serverClosed, reset } = exchange;
    expect({ closedEarly, serverClosed, reset }, shown).toEqual({
      closedEarly: false,
      // A Response cannot end its connection: there Node reads the rest and keeps it (exceptions.ts, V215).
      serverClosed: canWrite(host),
      reset: false,
    });
  });
});

/** Long enough for a host's late events of the same response: Koa asks its error handler again when a stream ends. */
const lateMs = 100;

describe.concurrent('one failure, one report', () => {
  it.each(overHttp1.map((host) => [host.name, host] as const))('%s: a complete answer', async (_, host) => {
    const { server, reports } = await start(host, 'http1', {}, badGateway);
    const connection = await ask(server.port);
    await connection.responses(1, 1_000);
    connection.destroy();
    await pause(lateMs);
    expect(reports.map((report) => report['http.response.status_code'])).toEqual([502]);
  });

  it.each(overHttp1.filter(canWrite).map((host) => [host.name, host] as const))(
    '%s: a message cut short',
    async (_, host) => {
      const { server, reports } = await start(host, 'http1', { written: 'part', flushed: true }, badGateway);
      await (await ask(server.port)).closed(1_000);
      await pause(lateMs);
      expect(reports.map((report) => report['failwell.outcome'])).toEqual(['cut']);
    },
  );

  it.each(overHttp1.map((host) => [host.name, host] as const))(
    '%s: a client that leaves while its upload is drained',
    async (_, host) => {
      const { server, reports } = await start(host, 'http1', {}, tooLarge);
      const connection = await ask(server.port, 'Content-Length: 10485760\r\n');
      await connection.responses(1, 1_000);
      connection.destroy();
      await pause(lateMs);
      expect(reports.map((report) => report['http.response.status_code'])).toEqual([413]);
    },
  );

  it.each(overHttp2.filter(canWrite).map((host) => [host.name, host] as const))(
    '%s: an HTTP/2 stream cut short',
    async (_, host) => {
      const { server, reports } = await start(host, 'http2', { written: 'part', flushed: true }, badGateway);
      await exchangeHttp2(server.port, [{ method: 'GET', path: '/' }]);
      await pause(lateMs);
      expect(reports.map((report) => report['failwell.outcome'])).toEqual(['cut']);
    },
  );
});
