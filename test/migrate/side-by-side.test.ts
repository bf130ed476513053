import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensureBuilt } from '../examples/built-package.ts';
import { peers } from './peers.ts';
import type { Case, Peer, Row, SideName } from './row.ts';

const decisions: readonly string[] = readdirSync(join(import.meta.dirname, '../../docs/decisions'));

function expected(row: Row, one: Case, side: SideName): unknown {
  return row.expectation === 'same' ? one.both : one[side];
}

/** Every host that a case is for, as a title and a run. */
function runsOf({ hosts, rows }: Peer): readonly (readonly [string, Row, Case, string])[] {
  return rows.flatMap((row) =>
    row.cases.flatMap((one) =>
      (one.on ?? hosts).map(
        (host) => [`${row.id}, ${row.expectation}: ${one.name} (${host})`, row, one, host] as const,
      ),
    ),
  );
}

// Some rows run both sides in a process of its own, which imports the package by its name.
beforeAll(ensureBuilt, 120_000);

for (const peer of peers) {
  // By run: one that holds at its second try is no difference.
  const failed = new Map<string, Row>();

  describe(peer.name, () => {
    test.each(runsOf(peer))('%s', async (title, row, one, host) => {
      failed.set(title, row);
      for (const side of ['peer', 'ours'] as const) {
        expect(await one.run(side, host), side).toEqual(expected(row, one, side));
      }
      failed.delete(title);
    });

    test.each(peer.rows.map((row) => [row.id, row] as const))('%s is explained', (_id, row) => {
      expect(row.cases.length).toBeGreaterThan(0);
      expect(new Set(row.cases.map(({ name }) => name)).size).toBe(row.cases.length);
      for (const one of row.cases) {
        expect(Object.keys(one).includes('both'), one.name).toBe(row.expectation === 'same');
        if (row.expectation === 'improved') expect(one.peer, one.name).not.toEqual(one.ours);
      }
      if (row.expectation === 'improved') expect(row.ours).toBeDefined();
      // A behaviour that users rely on is given up for a written reason, or not at all.
      if (row.expectation === 'improved' && row.wish === 'keep') expect(row.decision).toMatch(/^\d{3}$/);
      if (row.decision !== undefined) expect(decisions.some((name) => name.startsWith(`${row.decision}-`))).toBe(true);
    });

    afterAll(() => {
      const unexplained = new Set(failed.values());
      const count = (expectation: Row['expectation']): number =>
        peer.rows.filter((row) => row.expectation === expectation && !unexplained.has(row)).length;
      const broken = peer.rows.filter((row) => unexplained.has(row)).map((row) => row.id);
      process.stdout.write(
        `${peer.name}: ${count('same')} same, ${count('improved')} improved, ${broken.length} unexplained${broken.map((id) => ` ${id}`).join('')}\n`,
      );
    });
  });
}

test('a page of docs/migrate for each peer', () => {
  for (const { page } of peers) {
    expect(existsSync(join(import.meta.dirname, '../../docs/migrate', `${page}.md`)), page).toBe(true);
  }
});
