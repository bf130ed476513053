/** Bounds of what is remembered. Longer texts are computed each time: they are few, and few of them come twice. */
export interface MemoBounds {
  readonly entries: number;
  /** UTF-16 units of a text. */
  readonly length: number;
}

/** Texts that are compared one by one before any is hashed. */
const compared = 4;

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
  // To compare two texts is a fraction of hashing one, and a storm is about few failures.
  const lastTexts: string[] = [];
  const lastResults: Result[] = [];
  let next = 0;

  function remember(text: string, result: Result): Result {
    if (young.size >= entries) {
      old = young;
      young = new Map();
    }
    young.set(text, result);
    return result;
  }

  function recall(text: string): Result {
    const result = young.get(text) ?? remember(text, old.get(text) ?? compute(text));
    lastTexts[next] = text;
    lastResults[next] = result;
    next = (next + 1) % compared;
    return result;
  }

  return (text) => {
    if (text.length > length) return compute(text);
    const index = lastTexts.indexOf(text);
    return index === -1 ? recall(text) : (lastResults[index] as Result);
  };
}
