// A million failures over keep-alive connections: no crash, no lost response, no lost record, and a heap that stays as it
// is. `npm run soak`, or `npm run soak -- --seconds 60` for the short form; `--requests 200000` for another number.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { keepBusy } from './soak/client.js';
import { throws } from './soak/throws.js';

const { values } = parseArgs({ options: { requests: { type: 'string' }, seconds: { type: 'string' } } });
const seconds = values.seconds === undefined ? undefined : Number(values.seconds);
const total = Number(values.requests ?? (seconds === undefined ? 1_000_000 : Number.POSITIVE_INFINITY));
const perHost = 4;
const samples = 100;
/** How much the mean heap of the last tenth may be above that of the second one. */
const maxGrowth = 0.05;
const methods = ['GET', 'GET', 'GET', 'HEAD', 'POST', 'DELETE'];
const accepts = ['application/json', 'text/html', '*/*', 'application/problem+json;q=0.9, text/plain'];

/**
 * Before anything is measured: code that is compiled later would look like a leak. The short form is over before a busy
 * machine has compiled what it needs, so there the warm-up has a time of its own.
 */
const warmUp = 20_000;
const warmUpSeconds = seconds === undefined ? 0 : 25;

const answered = new Map();
let begun = performance.now();
let asked = 0;
let warmedUp = warmUp;

function elapsed() {
  return (performance.now() - begun) / 1000;
}

/** From 0 to 1, by requests or by time, whichever is the measure. */
function progress() {
  return Math.max((asked - warmedUp) / total, seconds === undefined ? 0 : elapsed() / seconds);
}

function nextRequest() {
  const number = asked;
  asked += 1;
  // Steps without a common factor: every throw meets every method and every Accept.
  return {
    method: methods[Math.floor(number / throws.length) % methods.length],
    accept: accepts[Math.floor(number / (throws.length * methods.length)) % accepts.length],
    path: `/${number % throws.length}`,
  };
}

function check(request, response) {
  const [name, status] = throws[Number(request.path.slice(1))];
  const told = `${name} (${request.method}, Accept: ${request.accept})`;
  if (response.status !== status) throw new Error(`${told}: ${response.status}, not ${status}\n${response.fields}`);
  if (`${response.fields}${response.body}`.includes('zq7secret')) throw new Error(`${told}: the secret is out`);
  if (/\r\n(?:etag|set-cookie|transfer-encoding):/i.test(response.fields))
    throw new Error(`${told}\n${response.fields}`);
  if (request.method !== 'HEAD' && response.type.includes('json')) JSON.parse(response.body);
}

/** Runs all connections until it is time to stop; nothing is under way afterwards. */
async function runUntil(ports, isOver) {
  const runs = Object.entries(ports).flatMap(([host, port]) =>
    Array.from({ length: perHost }, () =>
      keepBusy(
        port,
        () => (isOver() ? undefined : nextRequest()),
        (request, response) => {
          check(request, response);
          answered.set(host, (answered.get(host) ?? 0) + 1);
        },
      ),
    ),
  );
  await Promise.all(runs);
}

function mean(numbers) {
  return numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
}

const megabytes = (octets) => `${(octets / 2 ** 20).toFixed(2)} MiB`;

function isRecorded({ express, koa, node }) {
  return express === answered.get('Express 5') && koa === answered.get('Koa 3') && node > 0;
}

function judge(heaps, { records, faults }) {
  const [second, last] = [mean(heaps.slice(samples / 10, samples / 5)), mean(heaps.slice(-samples / 10))];
  const growth = last / second - 1;
  const responses = mean([...answered.values()]) * answered.size;
  const hosts = [...answered].map(([host, count]) => `${host} ${count}`).join(', ');
  console.log(
    `${responses} responses in ${elapsed().toFixed(0)} s (${hosts}); ${cpus().length} cores, Node ${process.version}`,
  );
  console.log(
    `heap: second tenth ${megabytes(second)}, last tenth ${megabytes(last)} (${(growth * 100).toFixed(2)} %)`,
  );
  return [
    ['no crash, no unhandled rejection', faults.length === 0, faults.slice(0, 3).join('\n')],
    ['no lost response', responses === asked, `${asked} asked, ${responses} answered`],
    // node:http runs with dedupe, where many failures are one record.
    ['no lost record', isRecorded(records), JSON.stringify(records)],
    [`heap within ${maxGrowth * 100} %`, growth <= maxGrowth, `${(growth * 100).toFixed(2)} %`],
  ];
}

const script = new URL('./soak/server.js', import.meta.url);
const server = fork(script, [], { execArgv: ['--expose-gc'], env: { ...process.env, NODE_ENV: 'production' } });
server.on('exit', (code) => {
  console.error(`the server ended with code ${code}`);
  process.exit(1);
});
const [{ ports }] = await once(server, 'message');
await runUntil(ports, () => asked >= warmUp && elapsed() >= warmUpSeconds);
warmedUp = asked;
begun = performance.now();
const heaps = [];
let state;
for (let sample = 1; sample <= samples; sample += 1) {
  await runUntil(ports, () => progress() >= sample / samples);
  server.send('heap');
  [state] = await once(server, 'message');
  heaps.push(state.heap);
}
const results = judge(heaps, state);
for (const [name, good, detail] of results)
  console.log(`${good ? '  ok  ' : '  FAIL'} ${name}${good ? '' : `: ${detail}`}`);
const failed = results.filter(([, good]) => !good).length;
server.removeAllListeners('exit');
server.disconnect();
console.log(`\n${results.length - failed} passed, ${failed} failed, 0 skipped`);
process.exitCode = failed === 0 ? 0 : 1;
