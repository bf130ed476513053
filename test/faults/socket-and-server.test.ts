import type { Server } from 'node:http';
import { afterAll, describe, expect, it } from 'vitest';
import { BadGateway, ContentTooLarge, type ErrorHandlerOptions } from '../../src/index.ts';
import type { ErrorReport } from '../../src/report/error-report.ts';
import { ask, getRequest } from '../support/ask.ts';
import { watchProcess } from '../support/process-watch.ts';
import { connectRaw } from '../support/raw-http.ts';
import { serve } from '../support/servers.ts';
import { type CreateListener, hosts } from './hosts.ts';

// The connection dies at each step of the way, and the server closes. Nobody is left to read an answer then; what counts is
// that nothing breaks, that there is one record, and that the next client gets what it would have got.

const watch = watchProcess();
afterAll(() => watch.stop());

const upload = 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\nxx';
const smallUpload = 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nxx';
const withoutDate = (answer: string): string => answer.replace(/^Date: .*\r\n/im, '');

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, ms));
}

interface Step {
  readonly request: string;
  readonly outcome: string;
  /** Where the socket dies: in the handler, in a hook that planning calls, or at the client once it has the answer. */
  readonly at: 'handler' | 'plan' | 'client';
}

const steps: Readonly<Record<string, Step>> = {
  'before the plan': { request: getRequest, outcome: 'client_gone', at: 'handler' },
  'before the plan, with an unread upload': { request: upload, outcome: 'client_gone', at: 'handler' },
  'between plan and write': { request: getRequest, outcome: 'sent', at: 'plan' },
  'between plan and write, with an unread upload': { request: upload, outcome: 'sent', at: 'plan' },
  'while a small body is waited for': { request: smallUpload, outcome: 'client_gone', at: 'plan' },
  'during the drain': { request: upload, outcome: 'sent', at: 'client' },
  'after the answer': { request: getRequest, outcome: 'sent', at: 'client' },
};

async function meet(create: CreateListener, step: Step): Promise<{ reports: ErrorReport[]; next: string }> {
  const reports: ErrorReport[] = [];
  let kill: (() => void) | undefined;
  let dies = true;
  const options: ErrorHandlerOptions = {
    logger: false,
    onError: (report) => void reports.push(report),
    body: (envelope) => {
      if (dies && step.at === 'plan') kill?.();
      return envelope;
    },
  };
  const { port } = await serve(
    create(options, (request) => {
      kill = () => request.socket.destroy();
      if (dies && step.at === 'handler') kill();
      return new BadGateway();
    }),
  );
  const client = await connectRaw(port);
  client.expect(step.request.split(' ', 1)[0] ?? 'GET');
  client.send(step.request);
  await (step.at === 'client' ? client.responses(1, 1_000) : client.closed(1_000));
  client.destroy();
  await pause(30);
  dies = false;
  return { reports: [...reports], next: await ask(port, getRequest) };
}

describe.each(hosts)('CO-10: %s, the socket dies', (_, create) => {
  it.each(Object.entries(steps))('%s', async (_title, step) => {
    const undisturbed = await serve(create({ logger: false }, () => new BadGateway()));
    const clean = withoutDate(await ask(undisturbed.port, getRequest));
    const { reports, next } = await meet(create, step);
    expect(reports.map((report) => report['failwell.outcome'])).toEqual([step.outcome]);
    expect(withoutDate(next)).toBe(clean);
    expect((await watch.collect()).crashes).toEqual([]);
  });
});

describe.each(hosts)('SE-4: %s, the server is closing', (_, create) => {
  it.each([
    ['a request without a body', getRequest],
    ['an unread upload', upload],
  ])('%s is answered whole', async (_title, request) => {
    let closing: Server | undefined;
    const failing = () => {
      closing?.close();
      return new ContentTooLarge();
    };
    const linger = { totalMs: 300, idleMs: 50 };
    const open = await serve(create({ logger: false, linger }, failing));
    const clean = withoutDate(await ask(open.port, request));
    const { server, port } = await serve(create({ logger: false, linger }, failing));
    closing = server;
    expect(withoutDate(await ask(port, request))).toBe(clean);
    await pause(100);
    expect((await watch.collect()).crashes).toEqual([]);
  });
});
