import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { renderIndex, renderPage, renderRows } from '../../scripts/migration-pages.ts';
import { peers } from './peers.ts';

const docs = join(import.meta.dirname, '../../docs');
const decisions: ReadonlyMap<string, string> = new Map(
  readdirSync(join(docs, 'decisions')).map((name) => [name.slice(0, 3), name]),
);

const read = (page: string): string => readFileSync(join(docs, 'migrate', `${page}.md`), 'utf8');

// `npm run generate` is this file with --update.
test.each(peers.map((peer) => [peer.page, peer] as const))(
  'docs/migrate/%s.md lists the rows that are run',
  async (page, peer) => {
    await expect(renderPage(read(page), renderRows(peer, decisions))).toMatchFileSnapshot(
      join(docs, 'migrate', `${page}.md`),
    );
  },
);

test('docs/migrate/README.md counts them', async () => {
  await expect(renderPage(read('README'), renderIndex(peers))).toMatchFileSnapshot(join(docs, 'migrate/README.md'));
});
