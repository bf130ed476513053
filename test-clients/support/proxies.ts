import { afterAll, beforeAll } from 'vitest';
import { startHaproxy } from '../../scripts/real-parts/haproxy.ts';
import { startNginx } from '../../scripts/real-parts/nginx.ts';
import type { PrivateServer } from '../../scripts/real-parts/private-server.ts';
import { type HostName, hostNames } from '../app/start-app.ts';
import type { Fleet } from './fleet.ts';

/** How a request reaches the app. */
export type Way = 'direct' | 'nginx' | 'haproxy';
export const ways: readonly Way[] = ['direct', 'nginx', 'haproxy'];

export interface Proxies {
  origin(way: Way): string;
  stop(): Promise<void>;
}

/**
 * nginx with its defaults towards the upstream (HTTP/1.0, Connection: close, buffered) and a cache that keeps whatever it
 * may: `any` stores also what says nothing about storing. `gunzip` reads a body that calls itself gzip.
 */
function startCachingNginx(upstream: number): Promise<PrivateServer> {
  return startNginx({
    http: (directory) => `proxy_cache_path ${directory}/cache keys_zone=errors:1m;`,
    server: `client_max_body_size 0;
    gunzip on;
    location / {
      proxy_pass http://127.0.0.1:${upstream};
      proxy_cache errors;
      proxy_cache_valid any 1m;
    }`,
  });
}

/** Starts the proxies in front of a server on 127.0.0.1. */
export async function startProxies(upstream: number): Promise<Proxies> {
  const servers = { nginx: await startCachingNginx(upstream), haproxy: await startHaproxy({ upstream }) };
  return {
    origin: (way) => `http://127.0.0.1:${way === 'direct' ? upstream : servers[way].port}`,
    stop: async () => {
      await Promise.all(Object.values(servers).map((server) => server.stop()));
    },
  };
}

/** Starts the proxies of both hosts before the tests of a file and stops them after them. Gives the origin of a way. */
export function useProxies(fleet: Fleet): (host: HostName, way: Way) => string {
  const proxies = new Map<HostName, Proxies>();
  beforeAll(async () => {
    for (const host of hostNames) proxies.set(host, await startProxies(fleet.app(host).port));
  });
  afterAll(async () => {
    for (const one of proxies.values()) await one.stop();
  });
  return (host, way) => {
    const found = proxies.get(host);
    if (found === undefined) throw new Error(`no proxies were started for ${host}`);
    return found.origin(way);
  };
}
