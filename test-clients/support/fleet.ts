import { afterAll, beforeAll } from 'vitest';
import { type HostName, hostNames, type RunningApp, startApp } from '../app/start-app.ts';
import { type ClientFacts, clients } from '../clients/clients.ts';
import type { Client } from '../clients/worker.ts';

/** Both hosts and one process a client, for the length of a test file. */
export interface Fleet {
  app(host: HostName): RunningApp;
  client(facts: ClientFacts): Client;
  origin(host: HostName): string;
  /** A key that no other request has, so that its attempts can be counted. */
  newKey(): string;
}

function find<Key, Value>(map: ReadonlyMap<Key, Value>, key: Key): Value {
  const found = map.get(key);
  if (found === undefined) throw new Error(`not started: ${String(key)}`);
  return found;
}

/** Starts the fleet before the tests of a file and stops it after them. */
export function useFleet(): Fleet {
  const apps = new Map<HostName, RunningApp>();
  const started = new Map<string, Client>();
  let keys = 0;
  beforeAll(async () => {
    for (const host of hostNames) apps.set(host, await startApp(host));
  });
  afterAll(async () => {
    await Promise.all([...started.values()].map((client) => client.stop()));
    await Promise.all([...apps.values()].map((app) => app.stop()));
  });
  return {
    app: (host) => find(apps, host),
    client: (facts) => {
      const known = started.get(facts.name);
      if (known !== undefined) return known;
      const client = facts.start();
      started.set(facts.name, client);
      return client;
    },
    origin: (host) => `http://127.0.0.1:${find(apps, host).port}`,
    newKey: () => {
      keys += 1;
      return `k${keys}`;
    },
  };
}

export const retryingClients: readonly ClientFacts[] = clients.filter(({ habits }) => habits !== undefined);
