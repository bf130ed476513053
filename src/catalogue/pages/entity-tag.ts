/** Two rounds of multiplying and mixing over the text, 32 bits each: it tells versions of a page apart, nothing more. */
function mix(text: string, seed: number, factor: number): number {
  let hash = seed;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), factor);
    hash ^= hash >>> 15;
  }
  return hash >>> 0;
}

/** A strong entity tag (RFC 9110 section 8.8.3). Not by node:crypto: fetch hosts may have none. */
export function toEntityTag(body: string): string {
  const parts = [mix(body, 0x811c9dc5, 0x01000193), mix(body, 0x9e3779b1, 0x85ebca6b)];
  return `"${parts.map((part) => part.toString(36)).join('-')}"`;
}

/** Whether If-None-Match names the tag; compared weakly, since a proxy that compresses weakens it (section 13.1.2). */
export function isNamedBy(ifNoneMatch: string | undefined, tag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === '*') return true;
  return [...ifNoneMatch.matchAll(/"[^"]*"/g)].some(([one]) => one === tag);
}
