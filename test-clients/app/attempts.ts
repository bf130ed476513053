/** When each key was asked for: how often a client came, and after which waits. */
export class Attempts {
  readonly #times = new Map<string, number[]>();

  /** Notes one request; returns its number, from 1. */
  note(key: string): number {
    const times = this.#times.get(key) ?? [];
    times.push(performance.now());
    this.#times.set(key, times);
    return times.length;
  }

  count(key: string): number {
    return this.#times.get(key)?.length ?? 0;
  }

  /** Milliseconds between the first and the second request; undefined where there was no second. */
  firstWait(key: string): number | undefined {
    const [first, second] = this.#times.get(key) ?? [];
    return first === undefined || second === undefined ? undefined : second - first;
  }
}
