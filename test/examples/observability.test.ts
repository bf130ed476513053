import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { holdRefusingUrl } from '../support/refusing-url.ts';
import { ensureBuilt } from './built-package.ts';
import { startScript } from './script.ts';

let release: () => void = () => undefined;
let ordersUrl = '';

beforeAll(async () => {
  await ensureBuilt();
  ({ url: ordersUrl, release } = await holdRefusingUrl());
}, 60_000);

afterAll(() => release());

const folder = join(import.meta.dirname, '../../examples/observability');
const read = (file: string): string => readFileSync(join(folder, file), 'utf8');

interface Panel {
  readonly id: number;
  readonly title: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets: readonly { readonly expr: string }[];
}

const dashboard = JSON.parse(read('dashboards/http-failures.json')) as { readonly panels: readonly Panel[] };

async function startApp(): Promise<string> {
  const script = startScript([join(folder, 'serve.js')], { PORT: '0', ORDERS_URL: ordersUrl });
  const [, origin] = await script.until(/listening on (http:\/\/127\.0\.0\.1:\d+)/);
  return origin ?? '';
}

async function ask(origin: string, requests: readonly string[]): Promise<readonly number[]> {
  const statuses: number[] = [];
  for (const request of requests) {
    const [method = '', path = ''] = request.split(' ');
    const response = await fetch(`${origin}${path}`, { method });
    await response.arrayBuffer();
    statuses.push(response.status);
  }
  return statuses;
}

const everyFailure = ['GET /orders/1', 'GET /orders/2', 'POST /orders/1/cancel', 'GET /reports', 'GET /bug', 'GET /x'];

test('the measured service exposes each failure once, by route and not by path', async () => {
  const origin = await startApp();
  expect(await ask(origin, everyFailure)).toEqual([502, 502, 409, 503, 500, 404]);
  const metrics = await (await fetch(`${origin}/metrics`)).text();
  const counted = [...metrics.matchAll(/^http_server_error_total\{(.*)\} (\d+)$/gm)].map(([, labels, value]) => {
    const told = Object.fromEntries(
      [...(labels ?? '').matchAll(/(\w+)="([^"]*)"/g)].map(([, name, text]) => [name, text]),
    );
    return [
      told['http_response_status_code'],
      told['http_route'],
      told['failwell_domain'],
      told['failwell_reason'],
      value,
    ];
  });
  expect(counted.sort()).toEqual([
    ['404', undefined, 'client', undefined, '1'],
    ['409', '/orders/:id/cancel', 'client', 'ORDER_LOCKED', '1'],
    ['500', '/bug', 'server', undefined, '1'],
    ['502', '/orders/:id', 'upstream', undefined, '2'],
    ['503', '/reports', expect.any(String) as string, 'REPORT_PENDING', '1'],
  ]);
  expect(metrics).toMatch(/http_server_request_duration_seconds_count\{[^}]*http_route="\/orders\/:id"[^}]*\} 2/);
});

test('alerts and dashboard ask for no metric and no label that the service does not have', async () => {
  const origin = await startApp();
  await ask(origin, everyFailure);
  const metrics = await (await fetch(`${origin}/metrics`)).text();
  const rules = read('alerts.yml');
  const recorded = [...rules.matchAll(/record: (\S+)/g)].map(([, name]) => name);
  const exposed = [...metrics.matchAll(/^(\w+)\{/gm)].map(([, name]) => name);
  const labels = new Set([...metrics.matchAll(/[{,](\w+)="/g)].map(([, name]) => name));
  const queries = [
    rules.replace(/^ *#.*$/gm, ''),
    ...dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
  ].join('\n');

  const asked = [...queries.matchAll(/\b(?:job:)?http_server_\w+(?::\w+)?/g)].map(([name]) => name);
  expect(asked.length).toBeGreaterThan(20);
  expect([...new Set(asked)].filter((name) => !recorded.includes(name) && !exposed.includes(name))).toEqual([]);

  const named = [
    ...queries.matchAll(/\b((?:http_(?:request|response|route)|failwell|error)_?\w*)\s*(?:=|!=|=~|,|\))/g),
  ].map(([, name]) => name);
  expect(named.length).toBeGreaterThan(20);
  expect([...new Set(named)].filter((name) => !labels.has(name))).toEqual([]);
});

test('the panels of the dashboard have titles and ids of their own and do not overlap', () => {
  const { panels } = dashboard;
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  expect(new Set(panels.map(({ title }) => title)).size).toBe(panels.length);
  const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
    Array.from({ length: w * h }, (_, index) => `${x + (index % w)} ${y + Math.floor(index / w)}`),
  );
  expect(new Set(cells).size).toBe(cells.length);
  expect(panels.every(({ gridPos: { x, w } }) => x + w <= 24)).toBe(true);
});
