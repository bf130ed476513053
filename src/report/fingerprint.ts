import type { RawError } from './raw-error.ts';
import { firstAppFrame } from './stack.ts';

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

/**
 * What makes two failures the same: class and code of the thrown value, and the function and file of the application's
 * first frame. No message (it holds ids) and no line number (it changes with every release). A failure without a frame
 * of the application, such as a refused connection that a timer reported, is told apart by its route instead.
 */
export function toFingerprint(chain: readonly RawError[], route: string | undefined, root: string): string {
  const code = chain.find((error) => error.code !== undefined)?.code ?? '';
  const frame = chain.map((error) => firstAppFrame(error.frames, root)).find((found) => found !== undefined);
  const place = frame === undefined ? ['route', route ?? ''] : [frame.functionName, frame.path];
  return toHash([chain[0]?.type ?? '', code, ...place].join('\n'));
}
