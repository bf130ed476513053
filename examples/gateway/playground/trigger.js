// Sends a scenario to the gateway of a host over a socket of its own, and brings the answer and its record together.
import { randomUUID } from 'node:crypto';
import { toCurl } from '../curl.js';
import { exchange } from '../raw-client.js';
import { readAdvice } from './advice.js';
import { readResponse } from './response.js';

/**
 * @typedef {object} Result
 * @property {import('./gateways.js').Host} host
 * @property {string} method
 * @property {string} sent the head of the request
 * @property {string} body of the request
 * @property {string} curl the same for a terminal
 * @property {Buffer} bytes everything that came
 * @property {string} ending
 * @property {import('./response.js').RawResponse | undefined} response
 * @property {import('failwell').ErrorReport[]} records
 * @property {import('./advice.js').Advice} advice
 */

/** @param {import('./choice.js').Choice & { scenario: import('./scenarios.js').Scenario }} choice @param {string} id */
function toRequest({ scenario, method, accept }, id) {
  const chosen = method === 'as listed' ? scenario.method : method;
  const body = chosen === 'POST' ? scenario.body : undefined;
  const trace = `traceparent: 00-${id.replaceAll('-', '')}-${id.slice(-12)}0001-01`;
  const fields = [
    `Accept: ${accept}`,
    `X-Request-Id: ${id}`,
    trace,
    ...(body === undefined ? [] : (scenario.fields ?? [])),
  ];
  return { method: chosen, fields, body, path: scenario.path, leaveAfter: scenario.leaveAfter };
}

/**
 * A record is due where something failed: an error status, a cut message, or no answer at all.
 * @param {{ response: import('./response.js').RawResponse | undefined }} answer
 */
const isDue = ({ response }) => response === undefined || response.status >= 400 || !response.complete;

/**
 * @param {import('./gateways.js').Host} host
 * @param {number} port
 * @param {import('./choice.js').Choice & { scenario: import('./scenarios.js').Scenario }} choice
 * @param {ReturnType<typeof import('./records.js').createRecords>} records
 * @returns {Promise<Result>}
 */
export async function trigger(host, port, choice, records) {
  const id = randomUUID();
  const { method, path, fields, body, leaveAfter } = toRequest(choice, id);
  const send = async () => {
    const more = {
      fields,
      ...(body === undefined ? {} : { body }),
      ...(leaveAfter === undefined ? {} : { leaveAfter }),
    };
    const { sent, bytes, ending } = await exchange(port, `${method} ${path}`, more);
    return { sent, bytes, ending, response: readResponse(bytes, method) };
  };
  const { answer, records: found } = await records.collect(id, send, isDue);
  const curl = toCurl(method, `http://127.0.0.1:${port}${path}`, { fields, body });
  const advice = await readAdvice(answer.response, method);
  return { host, method, curl, body: body ?? '', ...answer, records: found, advice };
}
