// How the demo shows an exchange. Colour only where a terminal shows it.
import { styleText } from 'node:util';

const isColoured = process.stdout.isTTY === true && !process.env.NO_COLOR;

/**
 * @param {Parameters<typeof styleText>[0]} style
 * @param {string} text
 */
const paint = (style, text) => (isColoured ? styleText(style, text) : text);

/** @param {string} text */
export const print = (text) => console.log(text);

/** @param {string} text */
export const printHeading = (text) =>
  print(`\n${paint('bold', `━━ ${text} ${'━'.repeat(Math.max(3, 76 - text.length))}`)}`);

/** The fields of the record that are shown here; it has more, such as the stack, the trace and a fingerprint. */
const mainFields = [
  'http.route',
  'http.response.status_code',
  'error.type',
  'exception.type',
  'failwell.causes',
  'failwell.code',
  'failwell.domain',
  'failwell.exposed',
  'failwell.reason',
  'failwell.retry.after',
  'failwell.upstream.name',
  'failwell.upstream.status',
  'failwell.warnings',
];

/** @param {Record<string, unknown>} record */
function printRecord(record) {
  print(`  log ${record.severity_text} ${record.msg}`);
  for (const name of mainFields) {
    const value = record[name];
    const text = typeof value === 'object' ? JSON.stringify(value) : value;
    if (value !== undefined) print(paint('dim', `      ${name}: ${text}`));
  }
}

/**
 * @param {string} title
 * @param {{ sent: string, received: string }} bytes
 * @param {Record<string, unknown> | undefined} record
 * @param {string[]} faults
 */
export function printExchange(title, { sent, received }, record, faults) {
  const [statusLine = '', ...rest] = received.trimEnd().split('\r\n');
  print(`\n${paint('bold', `# ${title}`)}`);
  print(`  > ${sent.split('\r\n', 1)[0]}`);
  print(`  < ${paint(statusLine.includes(' 200 ') ? 'green' : 'yellow', statusLine)}`);
  for (const line of rest) print(`  < ${line}`.trimEnd());
  if (record !== undefined) printRecord(record);
  for (const fault of faults) print(paint('red', `  ! ${fault}`));
}
