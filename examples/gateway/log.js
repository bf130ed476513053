// A pino log whose records are kept instead of written, so that each can be shown below its exchange.
import { EventEmitter, once } from 'node:events';
import pino from 'pino';

export function createLog() {
  /** @type {Record<string, unknown>[]} */
  const records = [];
  const arrival = new EventEmitter();
  const destination = {
    write(/** @type {string} */ line) {
      records.push(JSON.parse(line));
      arrival.emit('record');
    },
  };
  return {
    logger: pino({ level: 'debug', base: null, timestamp: false }, destination),
    /** The oldest record that was not taken yet. It may come after the answer, but not two seconds after it. */
    async take() {
      if (records.length === 0) await once(arrival, 'record', { signal: AbortSignal.timeout(2_000) }).catch(() => {});
      return records.shift();
    },
    /** How many records nobody took: a failure is recorded once. */
    left: () => records.length,
  };
}
