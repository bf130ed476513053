// All that the playground can be asked to do. Nothing else can be triggered: no path, no upstream, no text of a visitor's.
import { scenarios as demoScenarios } from '../scenarios.js';
import { dependencyFailures, messageFailures, thrownValues } from './failures.js';
import { maxOrderBytes } from './order-schema.js';
import { statuses } from './statuses.js';
import { brokenStreams } from './streams.js';

/**
 * @typedef {object} Scenario
 * @property {string} id
 * @property {string} title what goes wrong
 * @property {string} method sent unless the visitor chooses another
 * @property {string} path
 * @property {string[]} [fields]
 * @property {string} [body] sent with POST
 * @property {number} [leaveAfter]
 *
 * @typedef {{ id: string, title: string, scenarios: Scenario[] }} Group
 */

/** What the routes under /fail/ run. */
export const failures = { ...thrownValues, ...dependencyFailures, ...messageFailures };

const moreUpstreams = [
  ['the handshake fails: the upstream has no certificate', '/fetch/no-certificate'],
  ['TLS to a port that speaks plain HTTP', '/fetch/no-tls'],
  ['the upstream hangs up without a word', '/fetch/hangs-up'],
  ['the upstream resets the connection', '/fetch/resets'],
  ['the upstream stops in the middle of its body', '/fetch/stalls'],
  ['the upstream says gzip and sends plain text', '/fetch/not-gzip'],
  ['the upstream redirects in a circle', '/fetch/circle'],
  ['the upstream sends 20 kB of header', '/fetch/long-head'],
  ['the upstream answers 500', '/axios/broken'],
  ['the upstream wants us back in 32 years', '/axios/late-for-years'],
  ['the upstream wants us back in 1994', '/axios/late-already'],
];

/** @param {string} text */
const toSentence = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** @param {string} path */
const toId = (path) => path.slice(1).replaceAll('/', '-');

/** @param {import('../scenarios.js').Scenario} scenario @returns {Scenario} */
function fromDemo({ title, request }) {
  const [method = '', path = ''] = request.split(' ');
  return { id: `${method.toLowerCase()}-${toId(path)}`, title, method, path };
}

/** @param {Record<string, import('./failures.js').Failure>} table @returns {Scenario[]} */
const fromFailures = (table) =>
  Object.entries(table).map(([id, { title, method = 'GET', body, leaveAfter }]) => ({
    id,
    title,
    method,
    path: `/fail/${id}`,
    ...(body === undefined ? {} : { body }),
    ...(leaveAfter === undefined ? {} : { leaveAfter }),
  }));

/** @param {string} id @param {string} title @param {string} body @returns {Scenario} */
const order = (id, title, body) => ({
  id,
  title,
  method: 'POST',
  path: '/check',
  fields: ['Content-Type: application/json'],
  body,
});

const fromDemoTable = demoScenarios.map(fromDemo).filter(({ method }) => method !== 'HEAD');
/** @param {Scenario} scenario */
const callsUpstream = ({ path }) => /^\/(?:fetch|axios|upstream)\//.test(path);

/** @type {Group[]} */
const table = [
  {
    id: 'upstreams',
    title: 'Upstreams that fail',
    scenarios: [
      ...fromDemoTable.filter(callsUpstream),
      ...moreUpstreams.map(([title = '', path = '']) => ({ id: `get-${toId(path)}`, title, method: 'GET', path })),
    ],
  },
  { id: 'dependencies', title: 'Database and disk', scenarios: fromFailures(dependencyFailures) },
  {
    id: 'requests',
    title: 'Requests that are wrong',
    scenarios: [
      order('invalid-order', 'an order that breaks the schema twice', '{"email":"<b>nobody</b>","items":[]}'),
      order('malformed-order', 'an order that is no JSON', '{"email":"a@b.example","items":'),
      order('huge-order', 'an order above the limit', JSON.stringify({ email: 'x'.repeat(maxOrderBytes) })),
      ...fromDemoTable.filter((scenario) => !callsUpstream(scenario)),
    ],
  },
  {
    id: 'messages',
    title: 'Messages cut, unread or half written',
    scenarios: [
      ...Object.entries(brokenStreams).map(([id, { title }]) => ({ id, title, method: 'GET', path: `/fail/${id}` })),
      ...fromFailures(messageFailures),
    ],
  },
  { id: 'thrown', title: 'Whatever was thrown', scenarios: fromFailures(thrownValues) },
  {
    id: 'statuses',
    title: 'Every status',
    scenarios: statuses.map(({ code, phrase }) => ({
      id: `status-${code}`,
      title: `${code} ${phrase}`,
      method: 'GET',
      path: `/status/${code}`,
    })),
  },
];

/** @type {readonly Group[]} */
export const groups = table.map((group) => ({
  ...group,
  scenarios: group.scenarios.map((scenario) => ({ ...scenario, title: toSentence(scenario.title) })),
}));

/** @type {ReadonlyMap<string, Scenario>} */
export const scenariosById = new Map(groups.flatMap((group) => group.scenarios).map((one) => [one.id, one]));
