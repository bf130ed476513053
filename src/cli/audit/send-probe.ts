import { setTimeout as sleep } from 'node:timers/promises';
import { type Connection, watchConnection } from './connection.ts';
import { type Observation, readContent } from './observation.ts';
import { openSocket } from './open-socket.ts';
import type { Part, Probe } from './probe.ts';
import { fieldLines, listMembers, type ReceivedBytes } from './received.ts';
import type { Target } from './target.ts';

/** What is read of one connection at most. */
const maxBytes = 256 * 1024;
/** Bytes that follow an answer without belonging to it come at once or, after HEAD, with the next write. */
const settleMs = 10;
const settleHeadMs = 40;
/** An announced close comes at once; a lingering one waits for what the client still sends. */
const closeMs = 1_000;

function announcesClose({ responses }: ReceivedBytes): boolean {
  return responses.some(({ fields }) => listMembers(fieldLines(fields, 'connection')).includes('close'));
}

function isDue({ only }: Part, connection: Connection, expected: number): boolean {
  const exchange = connection.exchange();
  if (exchange.serverClosed || announcesClose(exchange)) return only === undefined;
  const complete = exchange.responses.filter((one) => one.complete).length;
  return only === undefined || (only === 'answered') === complete >= expected;
}

async function play(probe: Probe, connection: Connection, timeoutMs: number): Promise<number[]> {
  const progress: number[] = [];
  let expected = 0;
  for (const part of probe.parts) {
    if (!isDue(part, connection, expected)) break;
    for (const method of part.methods) connection.expect(method);
    expected += part.methods.length;
    connection.send(part.bytes);
    await connection.responses(expected, Math.min(part.patienceMs ?? timeoutMs, timeoutMs));
    progress.push(connection.exchange().responses.filter((one) => one.complete).length);
  }
  return progress;
}

/** Whether the server does close where it must. An upload that is under way may keep a lingering connection open. */
async function staysOpen(probe: Probe, parts: number, connection: Connection): Promise<boolean> {
  const exchange = connection.exchange();
  const isOver = exchange.responses.length > 0 && exchange.responses.every((one) => one.complete);
  if (!isOver || probe.kind === 'upload' || parts < probe.parts.length) return false;
  if (!announcesClose(exchange) && probe.refusal?.closes !== true) return false;
  return !(await connection.closed(closeMs));
}

/**
 * Sends one probe on a connection of its own.
 *
 * @throws UsageError where the server cannot be reached.
 */
export async function sendProbe(target: Target, probe: Probe, timeoutMs: number): Promise<Observation> {
  const connection = watchConnection(await openSocket(target, timeoutMs), maxBytes);
  try {
    const progress = await play(probe, connection, timeoutMs);
    await sleep(probe.method === 'HEAD' ? settleHeadMs : settleMs);
    const isLeftOpen = await staysOpen(probe, progress.length, connection);
    const exchange = connection.exchange();
    const [response] = exchange.responses;
    return {
      probe,
      exchange,
      response,
      content: readContent(response),
      progress,
      staysOpen: isLeftOpen,
      cut: exchange.bytes.length >= maxBytes,
    };
  } finally {
    connection.destroy();
  }
}
