import { execFile } from 'node:child_process';
import { Writable } from 'node:stream';
import pino from 'pino';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { BadGateway, createError, type ErrorHandlerOptions } from '../../src/index.ts';
import { ask, getRequest } from '../support/ask.ts';
import { watchProcess } from '../support/process-watch.ts';
import { serve } from '../support/servers.ts';
import { type Failing, hosts } from './hosts.ts';

// What breaks beside the answer changes nothing of it: each fault is compared with the same server without it, octet by
// octet, but for Date. Twice on one server, because a fault must not outlive its request either.

const watch = watchProcess();
afterAll(() => watch.stop());

interface Fault {
  readonly options?: ErrorHandlerOptions;
  /** What the handler throws; also where a fault is prepared. */
  readonly failing?: Failing;
  /** The same without the fault, where that is another error. */
  readonly undisturbed?: Failing;
  /** Installs the fault around the process, for one test. */
  readonly install?: () => void;
}

function fails(): never {
  throw new Error('the fault');
}
const rejects = (): Promise<never> => Promise.reject(new Error('the fault'));
const hangs = (): Promise<never> => new Promise(() => undefined);
const badGateway: Failing = () => new BadGateway('secret', { reason: 'ORDERS_DOWN', details: { shop: 7 } });
const noSpace = (): Error => Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });

function loggerOf(method: () => unknown): ErrorHandlerOptions {
  return { logger: { error: method, warn: method, info: method, debug: method } };
}

/** As an application on a full disk has it: its stream reports the error, and the application listens. */
function fullStream(): Writable {
  const stream = new Writable({ write: (_chunk, _encoding, done) => done(noSpace()) });
  return stream.on('error', () => undefined);
}

function brokenDestination(): { write: (line: string) => never } {
  return {
    write: () => {
      throw noSpace();
    },
  };
}

function fullDevice(): pino.Logger {
  const destination = pino.destination({ dest: '/dev/full', sync: true });
  destination.on('error', () => undefined);
  return pino(destination);
}

const throwsInToJson = { toJSON: fails };
const block = (ms: number) => (): void => {
  const end = Date.now() + ms;
  while (Date.now() < end);
};

const faults: Readonly<Record<string, Fault>> = {
  'the logger throws': { options: loggerOf(fails) },
  'the logger rejects': { options: loggerOf(rejects) },
  'the logger hangs': { options: loggerOf(hangs) },
  'the methods of the logger are getters that throw': {
    options: { logger: Object.defineProperty({ warn: () => undefined }, 'error', { get: fails, enumerable: true }) },
  },
  'pino writes to a full disk, and its stream reports it': { options: { logger: pino({}, fullStream()) } },
  'pino writes to a full disk, and its stream throws': { options: { logger: pino({}, brokenDestination()) } },
  'pino writes to /dev/full': { options: { logger: fullDevice() } },
  'the logger of the request throws': {
    options: { logger: undefined as never },
    failing: (request, response) => {
      Object.defineProperty(request, 'log', { get: fails });
      return badGateway(request, response);
    },
  },
  'the onError hook throws': { options: { onError: fails } },
  'the onError hook rejects': { options: { onError: rejects } },
  'the onError hook hangs': { options: { onError: hangs } },
  'the level hook throws': { options: { ...loggerOf(() => undefined), level: fails } },
  'toJSON of details throws': {
    failing: () => new BadGateway('secret', { details: throwsInToJson }),
    undisturbed: () => new BadGateway('secret'),
  },
  'toJSON of one member of details throws': {
    failing: () => new BadGateway('secret', { details: { shop: 7, broken: throwsInToJson } }),
    undisturbed: () => new BadGateway('secret', { details: { shop: 7 } }),
  },
  'a body hook throws': { options: { body: fails } },
  'a body hook gives no object': { options: { body: () => 10n as never } },
  'a body hook is async and rejects': { options: { body: rejects as never } },
  'a body hook gives what refuses every serialiser': { options: { body: () => throwsInToJson } },
  'a message hook throws': { options: { message: fails } },
  'the random source of retry hints throws': {
    options: { retry: { random: fails } },
    failing: () => createError(503),
    undisturbed: () => createError(503, { retryAfter: 5 }),
  },
  'Error.prepareStackTrace throws': {
    install: () => {
      const { prepareStackTrace } = Error;
      Error.prepareStackTrace = fails;
      onTestFinished(() => {
        Error.prepareStackTrace = prepareStackTrace as never;
      });
    },
  },
  'Error.stackTraceLimit is gone': {
    install: () => {
      const limit = Error.stackTraceLimit;
      Error.stackTraceLimit = undefined as never;
      onTestFinished(() => {
        Error.stackTraceLimit = limit;
      });
    },
  },
};

const clientProgram = `require('node:net').connect(Number(process.argv[1]), '127.0.0.1', function () {
  this.write('GET / HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n');
}).once('data', () => { process.stdout.write(String(Date.now())); process.exit(0); });`;

/** Asks from another process; gives the time at which the answer came. */
function runElsewhere(port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const { execPath, env } = process;
    execFile(execPath, ['-e', clientProgram, String(port)], { env }, (error, out) =>
      error ? reject(error) : resolve(out),
    );
  });
}

function withoutDate(answer: string): string {
  return answer.replace(/^Date: .*\r\n/im, '');
}

async function exchange(create: (typeof hosts)[number][1], { options }: Fault, failing: Failing): Promise<string[]> {
  const given = Object.entries({ logger: false, ...options }).filter(([, value]) => value !== undefined);
  const { port } = await serve(create(Object.fromEntries(given), failing));
  return [withoutDate(await ask(port, getRequest)), withoutDate(await ask(port, getRequest))];
}

describe.each(hosts)('SE-4: %s answers the same where', (_, create) => {
  it.each(Object.entries(faults))('%s', async (_title, fault) => {
    const failing = fault.failing ?? badGateway;
    const [clean] = await exchange(create, {}, fault.undisturbed ?? failing);
    fault.install?.();
    const disturbed = await exchange(create, fault, failing);
    expect(clean).toMatch(/^HTTP\/1\.1 50[23] /);
    // A fault of the random source gives the least of the delays: 5 s.
    expect(disturbed).toEqual([clean, clean]);
    expect((await watch.collect()).crashes).toEqual([]);
  });

  it('a logger and a hook block for 200 ms each: the answer is out before', async () => {
    const begun: number[] = [];
    const slow = (): void => {
      begun.push(Date.now());
      block(200)();
    };
    const { port } = await serve(create({ ...loggerOf(slow), onError: slow }, badGateway));
    // Another process, because a client in this one would be blocked as well.
    const answeredAt = Number(await runElsewhere(port));
    expect(begun).toHaveLength(2);
    expect(answeredAt).toBeLessThan((begun[0] ?? 0) + 150);
  });
});
