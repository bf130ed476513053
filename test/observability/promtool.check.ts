import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createErrorCounter } from '../../src/prometheus.ts';
import { madeReport } from '../otel/support.ts';
import { readBlocks } from './page.ts';

const folder = join(import.meta.dirname, '../../examples/observability');
const promtool = '/usr/bin/promtool';
let directory: string;

/** Debian's package `prometheus` has it. Never passed over: a check that did not run would look like one that passed. */
function ensurePromtool(): void {
  if (existsSync(promtool)) return;
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  // RUNLEVEL=1 keeps the maintainer scripts from starting a server.
  const root = (...command: readonly string[]): void => {
    const [file = '', ...rest] = [...sudo, 'env', 'DEBIAN_FRONTEND=noninteractive', 'RUNLEVEL=1', ...command];
    execFileSync(file, rest, { stdio: ['ignore', 'ignore', 'pipe'] });
  };
  root('apt-get', '-oDPkg::Lock::Timeout=300', 'update', '-q');
  root('apt-get', '-oDPkg::Lock::Timeout=300', 'install', '-q', '-y', '--no-install-recommends', 'prometheus');
}

beforeAll(() => {
  ensurePromtool();
  directory = mkdtempSync(join(tmpdir(), 'promtool-'));
});

afterAll(() => rmSync(directory, { recursive: true, force: true }));

interface Run {
  readonly code: number | null;
  readonly output: string;
}

function run(args: readonly string[], cwd: string = folder, input = ''): Run {
  const { status, stdout, stderr } = spawnSync(promtool, args, { cwd, input, encoding: 'utf8' });
  return { code: status, output: stdout + stderr };
}

test('the alert rules are valid', () => {
  const { code, output } = run(['check', 'rules', 'alerts.yml']);
  expect(output).toMatch(/SUCCESS: 9 rules found/);
  expect(code).toBe(0);
});

test('each alert fires when it should and is silent when it should be', () => {
  const { code, output } = run(['test', 'rules', 'alerts.test.yml']);
  expect(output).toContain('SUCCESS');
  expect(code).toBe(0);
});

test.each([
  ['the floor of the page', ' and job:http_server_error:rate5m > 0.1', ''],
  ['the threshold of the spike', '<= 4 *', '<= 400 *'],
  ['the first of all bugs', 'offset 10m\n          ) > 0', 'offset 10m\n          ) > 1'],
  ['the domain of upstreams', 'failwell_domain="upstream"', 'failwell_domain="server"'],
  ['the outcome', 'failwell_outcome="cut"', 'failwell_outcome="sent"'],
  ['the overflow', 'http_route="_OTHER"', 'http_route="other"'],
])('those tests notice a change of %s', (_, from, to) => {
  const rules = readFileSync(join(folder, 'alerts.yml'), 'utf8');
  expect(rules).toContain(from);
  writeFileSync(join(directory, 'alerts.yml'), rules.replace(from, to));
  writeFileSync(join(directory, 'alerts.test.yml'), readFileSync(join(folder, 'alerts.test.yml')));
  expect(run(['test', 'rules', 'alerts.test.yml'], directory).code).not.toBe(0);
});

test('every expression of the dashboard and of docs/observability.md is PromQL', () => {
  const text = readFileSync(join(folder, 'dashboards/http-failures.json'), 'utf8');
  const { panels } = JSON.parse(text) as { panels: { targets: { expr: string }[] }[] };
  const queries = readBlocks('promql').map(({ code }) => code);
  const expressions = [...panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)), ...queries];
  expect(expressions).toHaveLength(13);
  // promtool reads PromQL in rules alone; JSON is YAML.
  const rules = expressions.map((expr, index) => ({ record: `panel:${index}`, expr }));
  writeFileSync(join(directory, 'panels.yml'), JSON.stringify({ groups: [{ name: 'panels', rules }] }));
  const { code, output } = run(['check', 'rules', 'panels.yml'], directory);
  expect(output).toContain('SUCCESS: 13 rules found');
  expect(code).toBe(0);
});

test("what the counter exposes is accepted by Prometheus's own parser and linter", async () => {
  const registry = new Registry();
  const count = createErrorCounter({ registers: [registry] });
  const [report] = madeReport({ host: { route: () => '/a"b\\c\nd/:id' } });
  count(report);
  const { code, output } = run(['check', 'metrics'], folder, await registry.metrics());
  expect(output).toBe('');
  expect(code).toBe(0);
});
