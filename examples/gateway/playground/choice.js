// What a visitor chose: everything comes from a list, and what does not is a 400.
import { BadRequest, NotFound } from 'failwell';
import { scenariosById } from './scenarios.js';

/** A setting with its values, the default first. */
export const settings = {
  format: ['envelope', 'problem', 'negotiate'],
  accept: ['*/*', 'application/json', 'application/problem+json', 'text/html', 'text/plain', 'image/png'],
  method: ['as listed', 'GET', 'HEAD', 'POST'],
};
export const members = ['status', 'retry', 'requestId', 'traceId'];

/**
 * @typedef {object} Choice
 * @property {'envelope' | 'problem' | 'negotiate'} format
 * @property {string} accept
 * @property {string} method
 * @property {readonly ('status' | 'retry' | 'requestId' | 'traceId')[]} include
 * @property {import('./scenarios.js').Scenario} [scenario]
 */

/**
 * @param {string} name
 * @param {readonly string[]} allowed
 * @param {string} value
 */
function check(name, allowed, value) {
  if (!allowed.includes(value)) throw new BadRequest(`"${name}" must be one of: ${allowed.join(', ')}`);
  return value;
}

/**
 * @param {URLSearchParams} query
 * @returns {Choice}
 */
export function readChoice(query) {
  const chosen = Object.entries(settings).map(([name, allowed]) => [
    name,
    check(name, allowed, query.get(name) ?? allowed[0] ?? ''),
  ]);
  const asked = query.getAll('include').map((value) => check('include', members, value));
  const id = query.get('scenario');
  const scenario = id === null ? undefined : scenariosById.get(id);
  if (id !== null && scenario === undefined) throw new NotFound('the playground has no such scenario');
  return /** @type {Choice} */ ({
    ...Object.fromEntries(chosen),
    include: members.filter((member) => asked.includes(member)),
    ...(scenario === undefined ? {} : { scenario }),
  });
}
