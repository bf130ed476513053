import { isToken, listMembers } from '../../http/fields.ts';

/** Syntax that several rules look at. */

/** The beginning of a text on one line. */
export function shorten(text: string, length = 60): string {
  const line = text.replace(/\p{Cc}+/gu, ' ').trim();
  return line.length <= length ? line : `${line.slice(0, length)}…`;
}

/** Why a text is no JSON, with its beginning. */
export function syntaxOf(text: string): string {
  return `no JSON: ${shorten(text)}`;
}

const token = "[!#$%&'*+\\-.^_`|~0-9A-Za-z]+";
const quoted = '"(?:[\\t \\x21\\x23-\\x5b\\x5d-\\x7e]|\\\\[\\t\\x20-\\x7e])*"';
const parameter = `${token}[ \\t]*=[ \\t]*(?:${token}|${quoted})`;
const challengePattern = new RegExp(
  `^${token}(?: +(?:[A-Za-z0-9\\-._~+/]+=*|${parameter}(?:[ \\t]*,[ \\t]*${parameter})*))?$`,
);
// A comma that begins a challenge: a scheme that is followed by a space, by the next comma or by nothing. Not `a = b`.
const nextChallenge = new RegExp(`,[ \\t]*(?=${token}(?: +[^= \\t]|[ \\t]*(?:,|$)))`);

/** Challenges of one field line (RFC 9110 section 11.6.1), split outside quoted strings. */
export function splitChallenges(line: string): readonly string[] {
  // Quoted strings hold commas: while the line is split, each is a character of the private use area.
  const strings: string[] = [];
  const hidden = line.replace(new RegExp(quoted, 'g'), (string) =>
    String.fromCharCode(0xe000 + strings.push(string) - 1),
  );
  const reveal = (text: string): string =>
    text.replace(/[\ue000-\uf8ff]/g, (mark) => strings[mark.charCodeAt(0) - 0xe000] ?? '');
  return hidden
    .split(nextChallenge)
    .map((challenge) => reveal(challenge).trim())
    .filter((challenge) => challenge !== '');
}

/** `scheme [ 1*SP ( token68 / #auth-param ) ]` (RFC 9110 section 11.3). */
export function isChallenge(text: string): boolean {
  return challengePattern.test(text);
}

/**
 * `#method` (RFC 9110 section 10.2.1); it may be empty. Split, and not by one expression: with white space that can stand on
 * either side of a comma, `, , , @` of a server would take time without end.
 */
export function isMethodList(text: string): boolean {
  return listMembers(text).every(isToken);
}
