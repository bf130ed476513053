import { memoize } from './memo.ts';
import type { RawError } from './raw-error.ts';
import { type AppFrame, firstAppFrame } from './stack.ts';

/** FNV-1a over UTF-16 units, 32 bits, from a given offset basis. */
function hash(text: string, basis: number): string {
  let state = basis;
  for (let index = 0; index < text.length; index += 1) {
    state = Math.imul(state ^ text.charCodeAt(index), 0x01000193);
  }
  return (state >>> 0).toString(16).padStart(8, '0');
}

/** 16 hex digits: two lanes, because 32 bits collide among some ten thousand groups. Not for secrets. */
export function toHash(text: string): string {
  return hash(text, 0x811c9dc5) + hash(text, 0x050c5d1f);
}

const hashLimits = { entries: 512, length: 2048 };

/** Tells the same failure from others; see {@link createFingerprinter}. */
export type Fingerprinter = (chain: readonly RawError[], route: string | undefined) => string;

/**
 * What makes two failures the same: class and code of the thrown value, and the function and file of the application's
 * first frame. No message (it holds ids) and no line number (it changes with every release). A failure without a frame
 * of the application, such as a refused connection that a timer reported, is told apart by its route instead.
 *
 * @param root directory that files are named relative to.
 */
export function createFingerprinter(root: string): Fingerprinter {
  // Frames of a stack that was read before are the same array.
  const places = new WeakMap<readonly string[], AppFrame | null>();
  const toHashOf = memoize(toHash, hashLimits);

  function firstPlace({ frames }: RawError): AppFrame | null {
    const known = places.get(frames);
    if (known !== undefined) return known;
    const place = firstAppFrame(frames, root) ?? null;
    places.set(frames, place);
    return place;
  }

  return (chain, route) => {
    const code = chain.find((error) => error.code !== undefined)?.code ?? '';
    const frame = chain.map(firstPlace).find((found) => found !== null);
    const place = frame == null ? ['route', route ?? ''] : [frame.functionName, frame.path];
    return toHashOf([chain[0]?.type ?? '', code, ...place].join('\n'));
  };
}
