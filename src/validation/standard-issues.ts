import { arrayItems, isObject, ownKeys, readProperty } from '../http/safe-read.ts';
import { type IssueSource, issueSources, listSources, sourceOf, toIssues } from '../normalize/issue-sources.ts';
import { type Issue, maxIssues, safeText } from '../normalize/issues.ts';

/**
 * Issues of Standard Schema (Zod, Valibot, ArkType, …) where the checked value is at hand: the schema author's own texts
 * are shown then, where they do not quote anything that the client has sent. Without it nobody can tell, and a text of
 * ours stands in their place.
 */

const maxNodes = 2_000;
const maxDepth = 16;
/** Longer than any text that is shown. */
const maxLength = 300;
/** What is shorter is in every other word by chance; at the place of the issue itself it counts nevertheless. */
const minLength = 3;

/**
 * Every text that the client has sent, names of members included, in lower case; undefined where there are too many to
 * compare.
 */
function collectTexts(input: unknown): readonly string[] | undefined {
  const found: string[] = [];
  const open: (readonly [unknown, number])[] = [[input, 0]];
  const note = (text: string): void => {
    const trimmed = text.length <= maxLength ? text.trim() : '';
    if (trimmed.length >= minLength) found.push(trimmed.toLowerCase());
  };
  for (let seen = 0; open.length > 0; seen += 1) {
    const [value, depth] = open.pop() ?? [undefined, 0];
    if (seen > maxNodes || depth > maxDepth) return undefined;
    if (typeof value === 'string' || typeof value === 'number') note(String(value));
    if (!isObject(value)) continue;
    for (const key of ownKeys(value, maxNodes)) {
      if (!Array.isArray(value)) note(key);
      open.push([readProperty(value, key), depth + 1]);
    }
  }
  return found;
}

function toKeys(path: unknown): readonly unknown[] {
  return arrayItems(path, maxDepth).map((segment) => (isObject(segment) ? readProperty(segment, 'key') : segment));
}

function valueAt(input: unknown, keys: readonly unknown[]): unknown {
  return keys.reduce<unknown>(
    (value, key) => (typeof key === 'string' || typeof key === 'number' ? readProperty(value, key) : undefined),
    input,
  );
}

function quotesOne(message: unknown, texts: readonly string[], keys: readonly unknown[]): boolean {
  if (typeof message !== 'string' || message.length > maxLength) return true;
  const lower = message.toLowerCase();
  // Names of members on the way to the issue are the schema's.
  const names = new Set<unknown>(keys.map((key) => (typeof key === 'string' ? key.toLowerCase() : undefined)));
  return texts.some((text) => lower.includes(text) && !names.has(text));
}

function textOf(item: unknown, texts: readonly string[], input: unknown, own: string): string {
  const keys = toKeys(readProperty(item, 'path'));
  const message = readProperty(item, 'message');
  if (quotesOne(message, texts, keys)) return own;
  const value = valueAt(input, keys);
  return safeText(message, isObject(value) ? [] : [value], own);
}

/** A list of another library, whose items pass the rejected value along, is compared with that. */
function standardSource(list: unknown): IssueSource | undefined {
  const particular = sourceOf(list, listSources);
  const isStandard = particular === undefined || issueSources.includes(particular);
  return isStandard ? sourceOf(list, issueSources) : undefined;
}

/** undefined where the list is none of Standard Schema. */
export function toStandardIssues(list: unknown, input: unknown): readonly Issue[] | undefined {
  const source = standardSource(list);
  if (source === undefined) return undefined;
  const own = toIssues(list, source);
  const texts = collectTexts(input);
  if (texts === undefined) return own;
  const items = arrayItems(list, maxIssues).filter(isObject);
  return own.map((issue, index) => ({ ...issue, message: textOf(items[index], texts, input, issue.message) }));
}
