// The demo's own eyes: what is wrong with an answer and its record.
import { STATUS_CODES } from 'node:http';
import { upstreamToken } from './orders.js';
import { upstreamSecret } from './upstreams.js';

/** Every error has these lines in this order, whatever went wrong. */
const commonLines = [
  /^Date: \w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/,
  /^Server: httperrors\.com$/,
  /^Content-Type: application\/json$/,
  /^Cache-Control: no-store$/,
  /^X-Content-Type-Options: nosniff$/,
  /^Content-Length: \d+$/,
];

/** @param {string[]} lines of the head */
function* findMissingLines(lines) {
  let next = 0;
  for (const common of commonLines) {
    const found = lines.findIndex((line, index) => index >= next && common.test(line));
    if (found < 0) yield `expected, in this order, a line like ${common}`;
    else next = found + 1;
  }
}

/** @param {string} received @param {string} logged */
function* findLeaks(received, logged) {
  if (/^(WWW-Authenticate|Set-Cookie):/im.test(received)) yield "the upstream's challenge or cookie was passed on";
  for (const secret of [upstreamSecret, upstreamToken]) {
    if (received.includes(secret)) yield `the client was told "${secret}"`;
    if (logged.includes(secret)) yield `the log was told "${secret}"`;
  }
}

/**
 * @param {import('./scenarios.js').Scenario} scenario
 * @param {string} received the response as it came
 * @param {string} logged its record
 * @returns {Generator<string>} a sentence for each fault
 */
export function* findFaults(scenario, received, logged) {
  const [head = '', body = ''] = received.split('\r\n\r\n');
  const lines = head.split('\r\n');
  const statusLine = `HTTP/1.1 ${scenario.status} ${STATUS_CODES[scenario.status]}`;
  if (lines[0] !== statusLine) yield `expected the status line ${statusLine}`;
  if (body !== scenario.body) yield `expected the body ${scenario.body || '(none)'}`;
  yield* findLeaks(received, logged);
  if (scenario.status < 400) return;

  yield* findMissingLines(lines);
  for (const field of scenario.fields ?? []) if (!lines.includes(field)) yield `expected the field ${field}`;
  for (const text of [`"http.response.status_code":${scenario.status}`, ...(scenario.record ?? [])]) {
    if (!logged.includes(text)) yield `expected ${text} in the log record`;
  }
}
