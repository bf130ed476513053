// Brings a response and its record together: both carry the id of the request.
import { EventEmitter, once } from 'node:events';

/** A record comes after its answer; it may not come at all. */
const patienceMs = 2_000;

/** @typedef {import('failwell').ErrorReport} ErrorReport */

export function createRecords() {
  /** Only what somebody waits for is kept. @type {Map<string, ErrorReport[]>} */
  const awaited = new Map();
  const arrival = new EventEmitter().setMaxListeners(0);
  return {
    /** For the `onError` option. @param {ErrorReport} report */
    keep(report) {
      const id = report['failwell.request_id'] ?? '';
      const records = awaited.get(id);
      // Clients choose ids too: nobody listens for one called `error`, and to emit that would throw.
      if (records === undefined) return;
      records.push(report);
      arrival.emit(`id:${id}`);
    },
    /**
     * Runs an exchange, then waits for the record of its request where one is due.
     * @template Answer
     * @param {string} id of the request
     * @param {() => Promise<Answer>} run
     * @param {(answer: Answer) => boolean} isDue
     * @returns {Promise<{ answer: Answer, records: ErrorReport[] }>} one record for a failure, none for a success
     */
    async collect(id, run, isDue) {
      /** @type {ErrorReport[]} */
      const records = [];
      awaited.set(id, records);
      try {
        const answer = await run();
        if (records.length === 0 && isDue(answer))
          await once(arrival, `id:${id}`, { signal: AbortSignal.timeout(patienceMs) }).catch(() => {});
        return { answer, records };
      } finally {
        awaited.delete(id);
      }
    },
  };
}
