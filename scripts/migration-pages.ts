import type { Case, Peer, Row } from '../test/migrate/row.ts';

/** The tables of docs/migrate/, made of the rows that test/migrate/ runs. */

const begin = '<!-- rows: made by `npm run generate` from test/migrate/rows/ -->';
const end = '<!-- /rows -->';

const escapeCell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** Statements of a reader's words: a table cell has no room for the values of every case. */
function outcome({ expectation, decision }: Row, decisions: ReadonlyMap<string, string>): string {
  if (decision === undefined) return expectation;
  return `${expectation}, [${decision}](../decisions/${decisions.get(decision)})`;
}

/** How many cases are run, and on which hosts where that is not all of them on all. */
function countCases(cases: readonly Case[], hosts: readonly string[]): string {
  const counts = hosts.map((host) => [host, cases.filter(({ on = hosts }) => on.includes(host)).length] as const);
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  if (new Set(counts.map(([, count]) => count)).size === 1) return String(total);
  const some = counts.filter(([, count]) => count > 0);
  if (some.length === 1) return `${total}, on ${some[0]?.[0]} alone`;
  return `${total}: ${some.map(([host, count]) => `${count} on ${host}`).join(', ')}`;
}

const isPartial = ({ cases }: Row): boolean => cases.some(({ on }) => on !== undefined);

function renderRow(row: Row, hosts: readonly string[], decisions: ReadonlyMap<string, string>): string {
  const cells = [
    row.id,
    row.theirs,
    row.ours ?? '',
    outcome(row, decisions),
    row.compared,
    countCases(row.cases, hosts),
  ];
  return `| ${cells.map(escapeCell).join(' | ')} |`;
}

/** The part of a page that lists the rows, markers included. */
export function renderRows({ name, hosts, rows }: Peer, decisions: ReadonlyMap<string, string>): string {
  const count = (expectation: Row['expectation']): number =>
    rows.filter((row) => row.expectation === expectation).length;
  const where = hosts[0] === 'Node' ? '' : `, on ${hosts.join(' and ')}`;
  const but = rows.some(isPartial) ? ' where the last column names no host' : '';
  return [
    begin,
    '',
    `${count('same')} behaviours are the same, ${count('improved')} differ on purpose. Each row is a test that runs ${name} and failwell`,
    `side by side on the same input${where}${but}; "same" means the same in what is compared.`,
    '',
    '| id | the peer | failwell | outcome | compared | cases |',
    '|---|---|---|---|---|---|',
    ...rows.map((row) => renderRow(row, hosts, decisions)),
    '',
    end,
  ].join('\n');
}

/** The page with its rows brought up to date. */
export function renderPage(page: string, rows: string): string {
  const start = page.indexOf('<!-- rows');
  const stop = page.indexOf(end);
  if (start < 0 || stop < start) throw new Error('a page of docs/migrate/ needs <!-- rows --> and <!-- /rows -->');
  return page.slice(0, start) + rows + page.slice(stop + end.length);
}

/** The counts of all peers, for the page that lists them. */
export function renderIndex(peers: readonly Peer[]): string {
  const count = ({ rows }: Peer, expectation: Row['expectation']): number =>
    rows.filter((row) => row.expectation === expectation).length;
  return [
    begin,
    '',
    '| from | same | improved |',
    '|---|---|---|',
    ...peers.map((peer) => `| [${peer.name}](${peer.page}.md) | ${count(peer, 'same')} | ${count(peer, 'improved')} |`),
    '',
    end,
  ].join('\n');
}
