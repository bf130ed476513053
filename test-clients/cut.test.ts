import { describe, expect, it } from 'vitest';
import { runCurl } from '../scripts/real-parts/curl.ts';
import { hostNames } from './app/start-app.ts';
import { clients } from './clients/clients.ts';
import { check } from './support/check.ts';
import { useFleet } from './support/fleet.ts';
import { useProxies, ways } from './support/proxies.ts';

const fleet = useFleet();
const originOf = useProxies(fleet);

const routes = ['cut-chunked', 'cut-length', 'cut-cacheable', 'cut-stream'];

describe.each(hostNames)(
  '%s, a throw after 1000 bytes: nobody takes the cut body for complete (TR-1, TR-3)',
  (host) => {
    for (const facts of clients) {
      for (const way of ways) {
        it.concurrent(`${facts.name}, ${way}`, async (context) => {
          check(context, facts.name, 'cut body', facts.ignoresLength);
          for (const route of routes) {
            const origin = originOf(host, way);
            const job = { origin, path: `/${route}/${fleet.newKey()}` };
            const outcome = await fleet.client(facts).send(job, 20_000);
            // An exception that is no longer true fails here, too.
            const isBlind = facts.ignoresLength !== undefined && route === 'cut-length';
            context.expect(outcome, route).toMatchObject({ kind: isBlind ? 'response' : 'error' });
          }
        });
      }
    }

    for (const route of routes) {
      it(`curl sees it on HTTP/1.0, ${route}`, async (context) => {
        check(context, 'curl --http1.0', 'cut body');
        const { code } = await runCurl([
          '--http1.0',
          '-o',
          '/dev/null',
          `${fleet.origin(host)}/${route}/${fleet.newKey()}`,
        ]);
        // 18: partial file; 56: reset.
        expect([18, 56]).toContain(code);
      });

      it(`nginx passes the failure on and stores nothing, ${route}`, async (context) => {
        check(context, 'nginx', 'cut body');
        const key = fleet.newKey();
        const url = `${originOf(host, 'nginx')}/${route}/${key}`;
        const codes = [await runCurl(['-o', '/dev/null', url]), await runCurl(['-o', '/dev/null', url])].map(
          ({ code }) => code,
        );
        expect(codes).not.toContain(0);
        expect(fleet.app(host).attempts.count(key)).toBe(2);
      });
    }
  },
);
