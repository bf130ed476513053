import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';

/** What a route may do before it throws, in words that Express and Koa share. */
export interface Exchange {
  set(name: string, value: string): void;
  /** Puts the head and this many bytes on the wire. */
  write(bytes: number): Promise<void>;
  /** Sends a stream that fails after this many bytes, in the way of the host. */
  sendBrokenStream(bytes: number): unknown;
}

/** Whole JSON of this many bytes: whoever takes the cut body for complete can read it, and gives it out as a success. */
function makePart(bytes: number): string {
  return '{"partial":true}'.padEnd(bytes);
}

/** One turn more than the callback of write(): then the bytes are with the kernel, and a reset does not overtake them. */
export function writeOut(response: ServerResponse, bytes: number): Promise<void> {
  return new Promise((resolve) => {
    response.write(makePart(bytes), () => void setTimeout(resolve, 20));
  });
}

export function createBrokenStream(bytes: number): Readable {
  async function* produce(): AsyncGenerator<string> {
    yield makePart(bytes);
    await new Promise((resolve) => void setTimeout(resolve, 20));
    throw new Error(`the stream broke after ${bytes} bytes`);
  }
  return Readable.from(produce(), { objectMode: false });
}
