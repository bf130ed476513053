import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

// What tsc emits: `from '…';` at the end of a statement's last line, or a bare `import '…';`.
const staticImport = /^(?:(?:import|export) [^'"\n]* from|\} from|import) ['"]([^'"\n]+)['"];$/gm;

/**
 * @typedef {object} Closure
 * @property {readonly string[]} files every file of the package that loading the entry loads
 * @property {readonly string[]} packages bare specifiers among them, `node:` apart
 * @property {number} gzipBytes sum over the files, each compressed alone
 */

/**
 * Follows static imports from an entry.
 * @param {string} entry path of a file in dist/
 * @returns {Closure}
 */
export function readClosure(entry) {
  const files = new Set([entry]);
  const packages = new Set();
  let gzipBytes = 0;
  for (const file of files) {
    const text = readFileSync(file);
    gzipBytes += gzipSync(text, { level: 9 }).length;
    for (const [, specifier = ''] of text.toString().matchAll(staticImport)) {
      const path = join(dirname(file), specifier);
      if (!specifier.startsWith('.')) packages.add(specifier);
      else if (existsSync(path)) files.add(path);
      else throw new Error(`${file} imports ${specifier}, which is not there`);
    }
  }
  return { files: [...files], packages: [...packages].filter((name) => !name.startsWith('node:')), gzipBytes };
}
