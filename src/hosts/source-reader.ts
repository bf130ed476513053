import { readFileSync, statSync } from 'node:fs';

const maxBytes = 1_048_576;

/** Reads a source file for the debug page, which a developer sees; undefined where it is none, too large or not there. */
export function readSourceFile(path: string): string | undefined {
  try {
    const facts = statSync(path);
    return facts.isFile() && facts.size <= maxBytes ? readFileSync(path, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}
