import { consumers, type Host, hosts, nest, type Runtime, runsOn, runtimes, toName } from './matrix.ts';

function toRow(name: string, runsHere: (runtime: Runtime) => boolean): readonly string[] {
  return [name, ...runtimes.map((runtime) => (runsHere(runtime) ? 'yes' : '–'))];
}

const toHostRow = (host: Host): readonly string[] => toRow(host.name, (runtime) => runsOn(host, runtime));

/** The table of docs/runtimes.md: what `npm run test:package` runs, and must pass. */
export function renderRuntimesTable(): string {
  const rows = [
    ['', ...runtimes.map(toName)],
    ['---', ...runtimes.map(() => '---')],
    ...consumers.map(({ name }) => toRow(name, () => true)),
    ...[...hosts, nest].map(toHostRow),
  ];
  return rows.map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}
