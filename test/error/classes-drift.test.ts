import { expect, test } from 'vitest';
import { renderClasses } from '../../scripts/generate-classes.ts';
import { statusCatalogue } from '../../src/catalogue.ts';

// `npm run generate` is this file with --update: Node 20 cannot run the TypeScript of the table by itself.
test('src/error/classes.ts is what the status table and the prose of the catalogue give', async () => {
  await expect(renderClasses(statusCatalogue)).toMatchFileSnapshot('../../src/error/classes.ts');
});
