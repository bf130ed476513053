import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const page = readFileSync(join(import.meta.dirname, '../../docs/observability.md'), 'utf8');

/** Blocks of one language, each with the heading that it stands below. */
export function readBlocks(language: string): readonly { readonly heading: string; readonly code: string }[] {
  return page.split(/^(?=##+ )/m).flatMap((section) =>
    [...section.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, code]) => ({
      heading: /^##+ (.*)$/m.exec(section)?.[1] ?? '',
      code: code ?? '',
    })),
  );
}
