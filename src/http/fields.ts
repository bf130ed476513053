/** Field syntax of RFC 9110 section 5: what may go out as a name, a value, a date or a delay. */

const tokenPattern = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
// HTAB, SP, VCHAR and obs-text; CR, LF, NUL and other controls never (SE-1); above U+00FF Node refuses to write (SE-2).
const valuePattern = /^[\t\x20-\x7e\x80-\xff]*$/;

/** A longer value is dropped: intermediaries refuse header sections of 8 KiB (SE-6). */
export const maxFieldValue = 4096;

/** token of RFC 9110 section 5.6.2: field names, methods, schemes. */
export function isToken(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 256 && tokenPattern.test(value);
}

/** True where the text can be sent as a field value as it stands (RFC 9110 section 5.5), however long. */
export function isSendable(value: unknown): value is string {
  return typeof value === 'string' && valuePattern.test(value);
}

/** Without the optional white space around it (RFC 9110 section 5.5). Not trim(): that takes CR and LF, and hides them. */
export function trimWhiteSpace(value: string): string {
  let start = 0;
  let end = value.length;
  while (start < end && (value[start] === ' ' || value[start] === '\t')) start += 1;
  while (end > start && (value[end - 1] === ' ' || value[end - 1] === '\t')) end -= 1;
  return value.slice(start, end);
}

/** The same for a value that an error brings: its length counts too. */
export function isFieldValue(value: unknown): value is string {
  return typeof value === 'string' && value.length <= maxFieldValue && valuePattern.test(value);
}

/** The form of Content-Range that belongs to a 416 (RG-1). */
export function isUnsatisfiedRange(value: string): boolean {
  return /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+ \*\/\d+$/.test(value);
}

/** A value that an error offers for a field, as text; undefined where it cannot be sent. Numbers are written as they are. */
export function toFieldValue(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : undefined;
  return isFieldValue(value) ? value.trim() : undefined;
}

/** quoted-string of RFC 9110 section 5.6.4. The caller has checked that the text is a field value. */
export function toQuotedString(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

/** The form of an IMF-fixdate (RFC 9110 section 5.6.7). */
export const httpDatePattern: RegExp =
  /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/** IMF-fixdate with the weekday of that day (DT-3): `toUTCString` writes the one form that is allowed. */
export function isHttpDate(text: string): boolean {
  return httpDatePattern.test(text) && new Date(text).toUTCString() === text;
}

// RFC 3986 section 2; anything else (spaces, controls, other alphabets) is no URI reference.
const uriCharacter = "(?:[A-Za-z0-9\\-._~:/?#[\\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})";

/** A URI reference that we send: not empty, and no longer than 2,048 characters. */
export const sendableUri: RegExp = new RegExp(`^${uriCharacter}{1,2048}$`);
const anyUri: RegExp = new RegExp(`^${uriCharacter}*$`);

/** URI-reference of RFC 3986 section 4.1 by its characters, however long; the empty one is one too. */
export function isUriReference(text: string): boolean {
  return anyUri.test(text);
}

let cachedSecond = Number.NaN;
let cachedDate = '';

/** IMF-fixdate (DT-3). One second's text is kept: an error storm asks for the same one thousands of times. */
export function toHttpDate(milliseconds: number): string {
  const second = Math.floor(milliseconds / 1000);
  if (second !== cachedSecond) {
    cachedDate = new Date(second * 1000).toUTCString();
    cachedSecond = second;
  }
  return cachedDate;
}

/** Members of a comma-separated list (RFC 9110 section 5.6.1), trimmed, empty ones left out. */
export function listMembers(value: string): readonly string[] {
  return value
    .split(',')
    .map((member) => member.trim())
    .filter((member) => member !== '');
}

/** The list with one member more, unless it or `*` is there already; names compare without case. */
export function appendListMember(list: string | undefined, member: string): string {
  if (list === undefined || list.trim() === '') return member;
  const present = listMembers(list).some((one) => one === '*' || one.toLowerCase() === member.toLowerCase());
  return present ? list : `${list}, ${member}`;
}
