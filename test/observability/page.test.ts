import { beforeAll, describe, expect, test } from 'vitest';
import { ensureBuilt } from '../examples/built-package.ts';
import { startScript } from '../examples/script.ts';
import { readBlocks } from './page.ts';

// Every block of docs/observability.md, as it stands, in a process of its own with the built package.

beforeAll(ensureBuilt, 60_000);

const blocks = new Map(readBlocks('js').map(({ heading, code }) => [heading, code]));
const marker = '// your routes';

const routes = `
import { BadGateway as DocBadGateway, Conflict as DocConflict } from 'failwell';
class OrderLocked extends DocConflict {}
app.get('/orders/:id', () => { throw new DocBadGateway('orders is away'); });
app.get('/locked/:id', () => { throw new OrderLocked('order 7 is locked'); });
`;

/** Asks for the paths in order, and prints what `show` gives once it satisfies `until`, or after ten seconds. */
function ask(paths: readonly string[], show = 'undefined', until = 'true'): string {
  return `
const docServer = app.listen(0, '127.0.0.1', async () => {
  const origin = 'http://127.0.0.1:' + docServer.address().port;
  const answers = [];
  for (const path of ${JSON.stringify(paths)}) {
    const answer = await fetch(origin + path);
    answers.push([answer.status, await answer.text()]);
  }
  let shown;
  for (let waited = 0; waited < 10_000; waited += 50) {
    shown = await (${show});
    if (${until}) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  console.log('RESULT ' + JSON.stringify({ answers, shown }));
  process.exit();
});`;
}

interface Result {
  readonly answers: readonly (readonly [status: number, body: string])[];
  readonly shown: unknown;
  readonly log: readonly Record<string, unknown>[];
}

function blockOf(heading: string): string {
  const code = blocks.get(heading);
  if (code === undefined) throw new Error(`no code below "${heading}"`);
  return code;
}

async function run(code: string, before: string, after: string): Promise<Result> {
  const source = `${before}\n${code.replace(marker, () => routes)}\n${after}`;
  const script = startScript(['--input-type=module', '--eval', source]);
  // To its end: pino may write its last lines then.
  await script.ended;
  const [, text] = /^RESULT (.*)$/m.exec(script.output()) ?? [];
  if (text === undefined) throw new Error(`no result:\n${script.output()}`);
  const log = script
    .output()
    .split('\n')
    .filter((line) => line.startsWith('{"level"'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  return { ...(JSON.parse(text) as Omit<Result, 'log'>), log };
}

/** The real SDK in memory, as a telemetry file would start it. */
const sdk = `
import { NodeSDK as DocSdk, tracing as docTracing } from '@opentelemetry/sdk-node';
import { trace as docTrace } from '@opentelemetry/api';
process.env.OTEL_METRICS_EXPORTER = 'none';
process.env.OTEL_LOGS_EXPORTER = 'none';
const docMemory = new docTracing.InMemorySpanExporter();
new DocSdk({ spanProcessors: [new docTracing.SimpleSpanProcessor(docMemory)] }).start();
const docSpan = (req, res, next) => docTrace.getTracer('doc').startActiveSpan('server', (span) => {
  res.once('close', () => span.end());
  next();
});
const docShow = () => docMemory.getFinishedSpans().map((span) => ({
  traceId: span.spanContext().traceId, status: span.status.code, events: span.events.map(({ name }) => name),
}));
`;

describe('docs/observability.md', () => {
  test('has the blocks that are run here, and no other', () => {
    const headings = ['Levels', 'OpenTelemetry', 'From a file of its own', 'Prometheus', 'Sentry and others', 'Storms'];
    expect([...blocks.keys()]).toEqual(headings);
    expect(readBlocks('js')).toHaveLength(headings.length);
  });

  test('Levels: a 404 is silent, a class has its own level, a 502 is an error', async () => {
    const { answers, log } = await run(blockOf('Levels'), '', ask(['/nowhere', '/locked/7', '/orders/7']));
    expect(answers.map(([status]) => status)).toEqual([404, 409, 502]);
    expect(log.map((line) => [line['severity_text'], line['http.response.status_code']])).toEqual([
      ['WARN', 409],
      ['ERROR', 502],
    ]);
  });

  test('OpenTelemetry: the trace id of body and record is that of the span, which is an error with one event', async () => {
    const code = blockOf('OpenTelemetry').replace('const app = express();', (line) => `${line}\napp.use(docSpan);`);
    const { answers, log, shown } = await run(code, sdk, ask(['/orders/7'], 'docShow()', 'shown.length > 0'));
    const { error } = JSON.parse(answers[0]?.[1] ?? '') as { error: { traceId: string } };
    expect(log.map((line) => line['trace_id'])).toEqual([error.traceId]);
    expect(shown).toEqual([{ traceId: error.traceId, status: 2, events: ['exception'] }]);
  });

  test('From a file of its own: the span is told by way of the channel', async () => {
    const app = `
import docExpress from 'express';
import { errorHandler as docErrorHandler } from 'failwell/express';
const app = docExpress().use(docSpan);
${routes}
app.use(docErrorHandler({ logger: false }));`;
    const { shown } = await run(
      blockOf('From a file of its own'),
      sdk,
      app + ask(['/orders/7'], 'docShow()', 'shown.length > 0'),
    );
    expect(shown).toMatchObject([{ status: 2, events: ['exception'] }]);
  });

  test('Prometheus: /metrics has the counter', async () => {
    const { answers } = await run(blockOf('Prometheus'), '', ask(['/orders/7', '/orders/8', '/metrics']));
    expect(answers[2]?.[1]).toMatch(/^http_server_error_total\{.*http_route="\/orders\/:id".*\} 2$/m);
  });

  test('Sentry: it gets the 502 with our fingerprint, and not the 404', async () => {
    const before = `
import * as DocSentry from '@sentry/node';
const docEvents = [];
DocSentry.init({ dsn: 'http://public@127.0.0.1/1', defaultIntegrations: false, beforeSend: (event) => { docEvents.push(event); return null; } });`;
    const show = 'DocSentry.flush(1000).then(() => docEvents.map(({ fingerprint }) => fingerprint))';
    const { shown } = await run(blockOf('Sentry and others'), before, ask(['/orders/7', '/nowhere'], show));
    expect(shown).toEqual([[expect.stringMatching(/^[0-9a-f]{16}$/)]]);
  });

  test('Storms: ten failures are fewer records, and the counter has all ten', async () => {
    const before = "import { register as docRegister } from 'prom-client';";
    const show = "docRegister.getSingleMetricAsString('http_server_error_total')";
    const paths = Array.from({ length: 10 }, () => '/orders/7');
    const { log, shown } = await run(blockOf('Storms'), before, ask(paths, show, '/} 10$/m.test(shown)'));
    const counts = log.map((line) => Number(line['failwell.count']));
    expect(counts[0]).toBe(1);
    expect(counts.length).toBeLessThan(10);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(10);
    expect(shown).toMatch(/\} 10$/m);
  });
});
