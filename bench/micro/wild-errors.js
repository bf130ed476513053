import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Errors that libraries really throw, one JSON record a line, as the tests of normalize use them. */
const file = fileURLToPath(new URL('../../test/fixtures/errors-in-the-wild.jsonl', import.meta.url));

/**
 * @typedef {object} WildRecord
 * @property {string} [name]
 * @property {string} [message]
 * @property {string} [ctorName]
 * @property {string} [code]
 * @property {number} [status]
 * @property {number} [statusCode]
 * @property {boolean} [isError]
 * @property {Readonly<Record<string, unknown>>} [extra]
 * @property {readonly WildRecord[]} [causeChain]
 */

/** @param {WildRecord} record */
function rebuildOne(record) {
  const Named = { [record.ctorName ?? 'Error']: class extends Error {} }[record.ctorName ?? 'Error'] ?? Error;
  const error = record.isError === false ? {} : new Named(record.message ?? '');
  const { name, code, status, statusCode } = record;
  const own = Object.entries({ name, code, status, statusCode }).filter(([, value]) => value !== undefined);
  return Object.assign(error, Object.fromEntries(own), record.extra);
}

/** @param {WildRecord} record */
function rebuild(record) {
  const chain = [record, ...(record.causeChain ?? [])].map(rebuildOne);
  for (const [index, error] of chain.slice(0, -1).entries()) Object.assign(error, { cause: chain[index + 1] });
  return chain[0];
}

/** All of them; empty where the fixture is not there. */
export function readWildErrors() {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => rebuild(JSON.parse(line)));
}
