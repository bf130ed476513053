import { memoize } from './memo.ts';

/** Stack traces as V8 writes them: a header that repeats the message, then one frame a line. */

/** Frames that are looked at; Node captures 10 unless told otherwise. */
const maxFrames = 50;
// A module that was loaded from a data: URL has its whole source in every frame.
const maxFrameLength = 1024;
const maxStackLength = 262_144;

const framePattern = /^\s{1,16}at .{1,1000}(?::\d{1,9}:\d{1,9}\)?|\(native\)|<anonymous>\)?|\(index \d+\))$/;

function readFrames(stack: string, message: string): readonly string[] {
  const bounded = stack.slice(0, maxStackLength);
  // A message may hold lines that look like frames.
  const header = message === '' ? -1 : bounded.indexOf(message);
  const rest = header === -1 ? bounded : bounded.slice(header + message.length);
  const frames: string[] = [];
  for (const line of rest.split('\n', maxFrames * 4)) {
    if (line.length <= maxFrameLength && framePattern.test(line)) frames.push(`    ${line.trim()}`);
    if (frames.length === maxFrames) break;
  }
  return frames;
}

const readLimits = { entries: 128, length: 16_384 };
// A stack is read again where it comes with another message: which of its lines are the header depends on that.
const messageLimits = { entries: 2, length: 4096 };
const toReader = memoize((stack) => memoize((message) => readFrames(stack, message), messageLimits), readLimits);

/**
 * The frames of a stack and nothing else. The header goes because it repeats the message as it was when the stack was
 * captured, SQL parameters included; lines that are no frames go because anybody can write to `stack`.
 */
export function toFrames(stack: string, message: string): readonly string[] {
  return toReader(stack)(message);
}

/** Function and file of a frame; undefined for frames of Node and of installed packages. */
export interface AppFrame {
  readonly functionName: string;
  /** With slashes, relative to the working directory where it lies below, else its last three parts. */
  readonly path: string;
}

const foreignPlace = /^(?:node:|internal\/|native$|<anonymous>|eval at |wasm:)|[\\/]node_modules[\\/]/;

/** `async foo [as bar]`, `Object.<anonymous>`, `new Order`: the part that the source calls it by. */
function toFunctionName(text: string): string {
  return text
    .replace(/^(?:async )?(?:new )?/, '')
    .replace(/ \[as [^\]]*\]$/, '')
    .trim();
}

function toRelative(place: string, root: string): string {
  const path = place
    .replace(/^file:\/\/(?:\/(?=[A-Za-z]:))?/, '')
    .replace(/[?#].*$/, '')
    .replaceAll('\\', '/');
  const base = root.replaceAll('\\', '/').replace(/\/+$/, '');
  if (base !== '' && path.startsWith(`${base}/`)) return path.slice(base.length + 1);
  return path.split('/').slice(-3).join('/');
}

function toAppFrame(frame: string, root: string): AppFrame | undefined {
  const text = frame.trim().slice(3);
  const [, name, inside] = /^(.*?) \((.*)\)$/.exec(text) ?? [];
  const place = (inside ?? text.replace(/^async /, '')).replace(/:\d+:\d+$/, '');
  if (foreignPlace.test(place) || !/[\\/]/.test(place)) return undefined;
  return { functionName: toFunctionName(name ?? ''), path: toRelative(place, root) };
}

/** The first frame of the application's own code. */
export function firstAppFrame(frames: readonly string[], root: string): AppFrame | undefined {
  for (const frame of frames) {
    const found = toAppFrame(frame, root);
    if (found !== undefined) return found;
  }
  return undefined;
}
