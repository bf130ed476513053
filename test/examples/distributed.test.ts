import { beforeAll, expect, test } from 'vitest';
import { ensureBuilt } from './built-package.ts';
import { startScript } from './script.ts';

beforeAll(ensureBuilt, 60_000);

async function run(env: NodeJS.ProcessEnv = {}): Promise<{ readonly code: number | null; readonly output: string }> {
  const script = startScript(['examples/distributed/run.js'], env);
  const { code } = await script.ended;
  return { code, output: script.output() };
}

const traceIdOf = (block: string): string | undefined => /"traceId":"([0-9a-f]{32})"/.exec(block)?.[1];

test('browser → gateway → service → database: one trace id, exported, from clustered workers; ends by itself', async () => {
  const { code, output } = await run();
  expect(output).not.toMatch(/^ *!/m);
  expect(code).toBe(0);
  expect(output).toContain(
    '12 requests through 4 workers: one trace id each in the answer, both records and three spans',
  );
  const blocks = output.split('\n# ').slice(1);
  expect(blocks).toHaveLength(3);
  expect(new Set(blocks.map(traceIdOf)).size).toBe(3);
  expect(blocks[0]).toMatch(
    /gateway\[\d+\] GET \/orders\/7 503 .*orders answered 503 \(request [\w-]{36}\): Service Unavailable\n {2}orders\[\d+\] GET \/orders\/7 503 .*ECONNREFUSED/,
  );
  expect(blocks[2]).toMatch(
    /gateway\[\d+\] DELETE .* 502 BadGateway: orders answered 409 \(request [\w-]{36}\): order 7 has been packed/,
  );
}, 90_000);

test('it notices when the trace breaks between the two: without propagation each has its own', async () => {
  const { code, output } = await run({ OTEL_PROPAGATORS: 'none' });
  expect(code).toBe(1);
  expect(output).toMatch(/! 0 records of orders have the trace id/);
  expect(output).toMatch(/NOT as expected$/m);
}, 90_000);
