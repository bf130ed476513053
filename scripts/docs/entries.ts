import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const root: string = join(import.meta.dirname, '../..');

/** One key of `exports` with code behind it. */
export interface Entry {
  /** What is written in an import: `failwell/express`. */
  readonly specifier: string;
  /** Name of its file and of its page: `express`; `index` for the root. */
  readonly name: string;
  readonly source: string;
}

type Conditions = { readonly import?: { readonly types?: string } } | string;

/** Every entry of package.json: a new key has its page by itself. */
export function listEntries(): readonly Entry[] {
  const { name: own, exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    readonly name: string;
    readonly exports: Readonly<Record<string, Conditions>>;
  };
  return Object.entries(exports).flatMap(([key, conditions]) => {
    const types = typeof conditions === 'string' ? undefined : conditions.import?.types;
    const [, name] = /^\.\/dist\/(.+)\.d\.ts$/.exec(types ?? '') ?? [];
    if (name === undefined) return [];
    return [{ specifier: own + key.slice(1), name, source: join(root, 'src', `${name}.ts`) }];
  });
}
