import { arrayItems, isArray, readProperty } from '../http/safe-read.ts';
import { memoize } from './memo.ts';
import { applyRules, frameRules, keyRule, messageRules, type TextRule } from './redact-rules.ts';
import type { RedactOptions } from './report-options.ts';
import { cutText, redacted, toLine, toPlainText, toWindow } from './text.ts';

/** The only way by which a foreign text gets into a record. */
export interface Redactor {
  /** A text as one line of at most `limit` characters, without what the rules take out. */
  line(text: string, limit: number): string;
  /** Stack frames, one a line, of at most `limit` characters. */
  frames(frames: readonly string[], limit: number): string;
  /** A stack of at most `limit` characters: a head that is redacted already, and its frames. */
  stack(head: string, frames: readonly string[], limit: number): string;
}

// Rules see this much of a text: enough that nothing of a halved secret comes near the end of what is kept.
const windowSize = 4096;
const maxOwnRules = 100;

/** The frames of a stack that was read before are the same array, so its text need not be put together again. */
interface CleanStack {
  readonly head: string;
  readonly limit: number;
  readonly text: string;
}

// Of two generations each. At worst 4 MB and 8 MB, where every text is as long as it may be.
const lineLimits = { entries: 512, length: 2048 };
const stackLimits = { entries: 128, length: 16_384 };

/** Lists are short for `{ keys, patterns }`, by type of the item. */
function toRedactOptions(option: unknown): Required<RedactOptions> {
  const listed = isArray(option) ? arrayItems(option, maxOwnRules) : undefined;
  const keys = listed ?? arrayItems(readProperty(option, 'keys'), maxOwnRules);
  const patterns = listed ?? arrayItems(readProperty(option, 'patterns'), maxOwnRules);
  return {
    keys: keys.filter((key): key is string => typeof key === 'string' && key !== ''),
    patterns: patterns.filter((pattern) => pattern instanceof RegExp),
    absolutePaths: readProperty(option, 'absolutePaths') === true,
  };
}

/** A copy that matches everywhere and keeps no `lastIndex` between two texts. */
function patternRule(pattern: RegExp): TextRule {
  return [new RegExp(pattern.source, `${pattern.flags.replace(/[gy]/g, '')}g`), redacted];
}

// Two directories at least, POSIX, file: URL or Windows; only from a boundary, so that the path of a URL is none.
const absolutePath = /(^|[\s('"`=[])(?:file:\/{2,3})?((?:[A-Za-z]:)?(?:[\\/][^\\/\s:'"`()]{1,255}){2,64})/g;

/** Keeps what names a file without the machine: below `node_modules/`, else the last part. */
function shortenPaths(text: string): string {
  return text.replace(absolutePath, (_, before: string, path: string) => {
    const parts = path.split(/[\\/]/);
    const modules = parts.lastIndexOf('node_modules');
    return `${before}…/${parts.slice(modules === -1 ? -1 : modules).join('/')}`;
  });
}

/** Creates the redactor of the `redact` option. What is wrong in the option is left out: creation checks it elsewhere. */
export function createRedactor(option?: unknown): Redactor {
  const { keys, patterns, absolutePaths } = toRedactOptions(option);
  const own: readonly TextRule[] = [...patterns.map(patternRule), ...(absolutePaths ? [shortenPaths] : [])];
  const forMessages = [...messageRules, ...keys.map(keyRule), ...own];
  const forFrames = [...frameRules, ...own];
  const toCleanLine = memoize(
    (text) => toLine(applyRules(toPlainText(toWindow(text, windowSize)), forMessages)),
    lineLimits,
  );
  const toCleanLines = memoize((text) => applyRules(toPlainText(text), forFrames).split('\n').map(toLine), stackLimits);
  const clean = (frames: readonly string[], limit: number): string =>
    joinWithin(toCleanLines(frames.join('\n')), limit);
  const stacks: WeakMap<readonly string[], CleanStack> = new WeakMap();
  return {
    line: (text, limit) => cutText(toCleanLine(text), limit),
    frames: clean,
    stack: (head, frames, limit) => {
      const known = stacks.get(frames);
      if (known?.head === head && known.limit === limit) return known.text;
      const text = clean([head, ...frames], limit);
      stacks.set(frames, { head, limit, text });
      return text;
    },
  };
}

/** As many whole lines as fit. */
export function joinWithin(lines: readonly string[], limit: number): string {
  let length = -1;
  const end = lines.findIndex((line) => {
    length += line.length + 1;
    return length > limit;
  });
  return (end === -1 ? lines : lines.slice(0, end)).join('\n');
}
