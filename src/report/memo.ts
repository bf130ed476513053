/** Bounds of what is remembered. Longer texts are computed each time: they are few, and few of them come twice. */
export interface MemoBounds {
  readonly entries: number;
  /** UTF-16 units of a text. */
  readonly length: number;
}

/**
 * Remembers what a pure function made of the texts that came last. A storm is one failure many times: its stack and its
 * message are redacted once, and the records of the others cost what writing them costs.
 *
 * Two generations instead of a list of the least recently used: a hit is one look-up, and what was not asked for in the
 * last `entries` new texts is gone.
 */
export function memoize<Result>(compute: (text: string) => Result, { entries, length }: MemoBounds): typeof compute {
  let young = new Map<string, Result>();
  let old = new Map<string, Result>();

  function remember(text: string, result: Result): Result {
    if (young.size >= entries) {
      old = young;
      young = new Map();
    }
    young.set(text, result);
    return result;
  }

  return (text) => {
    if (text.length > length) return compute(text);
    const found = young.get(text);
    if (found !== undefined) return found;
    return remember(text, old.get(text) ?? compute(text));
  };
}
