/** Source around the frames of a stack, for `debug: true`: what a developer would open next. */

/** Gives the text of a source file, or undefined. The Node entries inject it: plan touches no file system. */
export type ReadSource = (path: string) => string | undefined;

export interface SourceLine {
  readonly number: number;
  readonly text: string;
}

export interface SourceFrame {
  readonly file: string;
  /** Line that was running. */
  readonly line: number;
  /** The lines around it, in order. */
  readonly source: readonly SourceLine[];
}

/** Bounds: frames of the app with source, lines on either side, length of a line, size of a file. */
export const sourceLimits = { frames: 3, around: 4, line: 200, file: 1_048_576 } as const;

// `at name (file:///app/x.js:3:5)`, `at /app/x.js:3:5`. One greedy run up to the numbers: linear.
const location = /(?:^|[\s(]|file:\/\/)((?:\/|[A-Za-z]:[\\/])[^()\n]*?):(\d{1,7}):\d{1,7}\)?$/;

/** A stack is a text that anybody may have written: only what is a script by its name is ever opened. */
function isOfTheApp(file: string): boolean {
  return /\.[cm]?[jt]sx?$/.test(file) && !/[\\/]node_modules[\\/]/.test(file);
}

function excerpt(text: string, line: number): readonly SourceLine[] {
  const first = Math.max(line - sourceLimits.around, 1);
  const lines = text.split('\n', line + sourceLimits.around).slice(first - 1);
  return lines.map((one, index) => ({ number: first + index, text: one.slice(0, sourceLimits.line) }));
}

function readFrame(entry: string, readSource: ReadSource): SourceFrame | undefined {
  const [, file, digits] = location.exec(entry.trim().slice(0, 1024)) ?? [];
  if (file === undefined || !isOfTheApp(file)) return undefined;
  const line = Number(digits);
  const text = readSource(file);
  if (text === undefined || text.length > sourceLimits.file) return undefined;
  const source = excerpt(text, line);
  return source.some(({ number }) => number === line) ? { file, line, source } : undefined;
}

/** A frame as text: the running line marked, numbers aligned. */
export function renderFrame({ line, source }: SourceFrame): string {
  const width = String(source.at(-1)?.number ?? line).length;
  return source
    .map(({ number, text }) => `${number === line ? '>' : ' '} ${String(number).padStart(width)} | ${text}`)
    .join('\n');
}

/** The first frames of the app whose source can be read. */
export function readSourceFrames(stack: string, readSource: ReadSource): readonly SourceFrame[] {
  const frames: SourceFrame[] = [];
  for (const entry of stack.split('\n', 40).slice(1)) {
    const frame = readFrame(entry, readSource);
    if (frame !== undefined) frames.push(frame);
    if (frames.length >= sourceLimits.frames) break;
  }
  return frames;
}
