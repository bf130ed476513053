import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ErrorHandlerOptions, planErrorResponse } from '../../src/index.ts';
import { watchProcess } from '../support/process-watch.ts';
import { createNodeClient, createUndiciClient, type HostileClient } from './clients.ts';
import { judge } from './judge.ts';
import { type HostileServer, startServers } from './servers.ts';
import { handlerOptions, hostileRequest, priorFields } from './surroundings.ts';
import { type Throwable, throwable } from './throwables.ts';

// One property, said of everything that can be thrown, on three hosts, read by two clients: what leaves is one well-formed
// error response that says nothing it must not say. fast-check prints seed and counterexample of a failure;
// FAST_CHECK_SEED repeats a run, FAST_CHECK_RUNS makes it longer.

const numRuns = Number(process.env['FAST_CHECK_RUNS'] ?? 1_000);
const seed = process.env['FAST_CHECK_SEED'];
const parameters = { numRuns, ...(seed === undefined ? {} : { seed: Number(seed) }) };

const watch = watchProcess();
let servers: readonly HostileServer[] = [];
let clients: ReadonlyMap<HostileServer, readonly HostileClient[]> = new Map();

beforeAll(async () => {
  servers = await startServers();
  clients = new Map(servers.map((one) => [one, [createNodeClient(one.port), createUndiciClient(one.port)]]));
});
afterAll(async () => {
  await Promise.all([...clients.values()].flat().map((client) => client.close()));
  await Promise.all(servers.map((server) => server.stop()));
  watch.stop();
});

function expectedStatus(server: HostileServer, thrown: Throwable, options: ErrorHandlerOptions): number | undefined {
  if (thrown.kind === 'answers that change') return undefined;
  const { role, unregistered, validationStatus } = options;
  const policy = Object.fromEntries(
    Object.entries({ role, unregistered, validationStatus }).filter(([, value]) => value !== undefined),
  );
  const value = thrown.build();
  // Express takes a falsy value for "no error", so the server throws an Error in its place.
  const seen = server.name === 'Express 5' && !value ? new Error('falsy') : value;
  return planErrorResponse(seen, { method: 'GET', url: '/', headers: {} }, policy).status;
}

describe.each(['node:http', 'Express 5', 'Koa 3'])('%s', (name) => {
  it(
    `SE-3, SE-1, SL-1, SL-5, LE-1: ${numRuns} hostile failures leave as one well-formed error response each`,
    async () => {
      const server = servers.find((one) => one.name === name) as HostileServer;
      const property = fc.asyncProperty(
        throwable,
        priorFields,
        handlerOptions,
        hostileRequest,
        async (thrown, prior, options, request) => {
          server.mount(options);
          server.scene = { throwable: thrown, prior };
          const shown = thrown.shown || options.message !== undefined;
          const status = expectedStatus(server, thrown, options);
          const context = { request, shown, status, ownPage: options.html === undefined };
          for (const client of clients.get(server) ?? []) {
            const seen = await client.ask(request);
            expect(judge(seen, context), `${client.name}, thrown: ${thrown.kind}\n${String(seen.bytes)}`).toEqual([]);
          }
          expect(server.escaped).toEqual([]);
        },
      );
      await fc.assert(property, parameters);
      const { crashes, polluted } = await watch.collect();
      expect({ crashes, polluted }).toEqual({ crashes: [], polluted: [] });
    },
    60_000 + 20 * numRuns,
  );
});
