export interface Closure {
  /** Every file of the package that loading the entry loads. */
  readonly files: readonly string[];
  /** Bare specifiers among them, `node:` apart. */
  readonly packages: readonly string[];
  /** Sum over the files, each compressed alone. */
  readonly gzipBytes: number;
}

export function readClosure(entry: string): Closure;
