// Bodies that break when their first half is out: no status can tell it any more, so the message is cut.
import { setTimeout as sleep } from 'node:timers/promises';

async function* breakInTheMiddle() {
  yield '{"orders":[{"id":41},';
  await sleep(50);
  throw new Error('the cursor was closed');
}

/**
 * @typedef {object} BrokenStream
 * @property {string} title
 * @property {Record<string, string>} fields of the response
 * @property {() => AsyncIterable<string>} open
 */

/** @type {Record<string, BrokenStream>} */
export const brokenStreams = {
  'stream-chunked': {
    title: 'a stream breaks in the middle, chunked',
    fields: { 'Content-Type': 'application/json' },
    open: breakInTheMiddle,
  },
  'stream-length': {
    title: 'a stream breaks in the middle, with Content-Length',
    fields: { 'Content-Type': 'application/json', 'Content-Length': '500' },
    open: breakInTheMiddle,
  },
};
