/** Frames below a handler in a real server: a stack of ten frames is always full. */
const frames = 12;

/**
 * Runs `make` under as many frames as a server has, so that a captured stack costs what it costs there.
 * @template T
 * @param {() => T} make
 * @returns {() => T}
 */
export function atDepth(make) {
  /** @type {(left: number) => T} */
  const descend = (left) => (left === 0 ? make() : descend(left - 1));
  return () => descend(frames);
}
