import type { FieldSet } from '../http/field-set.ts';
import { isFieldValue, isToken, toQuotedString } from '../http/fields.ts';
import { arrayItems, isArray, ownKeys, readInteger, readObject, readProperty, readString } from '../http/safe-read.ts';

/** The fields that belong to a status, from the options of its error: challenges, Allow, Content-Range and their kin. */

const maxMembers = 64;
const asciiValue = /^[\t\x20-\x7e]*$/;

function texts(value: unknown): readonly string[] {
  const items = isArray(value) ? arrayItems(value, maxMembers) : [value];
  return items.filter((item) => typeof item === 'string');
}

function toParam([name, value]: readonly [string, unknown]): string | undefined {
  if (!isToken(name) || typeof value !== 'string' || !asciiValue.test(value)) return undefined;
  return `${name}=${toQuotedString(value)}`;
}

/** One challenge as text (AU-2): parameters as quoted-string, which every recipient must read and `realm` must be. */
export function toChallenge(challenge: unknown): string | undefined {
  if (typeof challenge === 'string') {
    const text = challenge.trim();
    return isFieldValue(text) && asciiValue.test(text) && isToken(text.split(' ', 1)[0]) ? text : undefined;
  }
  const scheme = readString(challenge, 'scheme');
  if (!isToken(scheme)) return undefined;
  const params = readObject(challenge, 'params');
  const written = ownKeys(params, maxMembers)
    .map((name) => toParam([name, readProperty(params, name)]))
    .filter((param) => param !== undefined);
  const text = written.length === 0 ? scheme : `${scheme} ${written.join(', ')}`;
  return isFieldValue(text) ? text : undefined;
}

function setChallenges(fields: FieldSet, name: string, error: object, fallback: string | undefined): void {
  const given = readProperty(error, 'challenges');
  const challenges = (isArray(given) ? arrayItems(given, maxMembers) : [])
    .map(toChallenge)
    .filter((one) => one !== undefined);
  if (challenges.length > 0) fields.set(name, ...challenges);
  else if (fallback !== undefined && !fields.has(name)) fields.set(name, fallback);
}

/** Allow: an empty one is a statement, nothing is allowed (ME-1). */
function setAllow(fields: FieldSet, value: unknown): void {
  if (isArray(value) || typeof value === 'string')
    fields.set('Allow', [...new Set(texts(value).filter(isToken))].join(', '));
}

// RFC 9110 section 7.8: protocol-name ["/" protocol-version].
const isProtocol = (text: string): boolean => text.split('/').length <= 2 && text.split('/').every(isToken);

function setUpgrade(fields: FieldSet, value: unknown): void {
  const protocols = texts(value).filter(isProtocol);
  if (protocols.length > 0) fields.set('Upgrade', protocols.join(', '));
}

function setRanges(fields: FieldSet, name: string, value: unknown): void {
  const members = texts(value)
    .map((text) => text.trim())
    .filter((text) => text !== '' && isFieldValue(text));
  if (members.length > 0) fields.set(name, members.join(', '));
}

function setContentRange(fields: FieldSet, range: object): void {
  const length = readInteger(range, 'length');
  const unit = readString(range, 'unit') ?? 'bytes';
  if (length !== undefined && Number.isSafeInteger(length) && length >= 0 && isToken(unit)) {
    fields.set('Content-Range', `${unit} */${length}`);
  }
}

/** LE-1. `<`, `>`, quotes and spaces cannot be part of a URI and would end the link. */
function addBlockedBy(fields: FieldSet, uri: string): void {
  if (isFieldValue(uri) && /^[^\s<>"\\^`{|}]+$/.test(uri)) fields.add('Link', `<${uri}>; rel="blocked-by"`);
}

/** Sets what the options of the error say for its status; `defaultChallenge` fills a 401 that has none. */
export function setStatusFields(
  fields: FieldSet,
  error: object,
  status: number,
  defaultChallenge: string | undefined,
): void {
  // AU-8: 511 has no challenge. AU-4: 407 is a proxy's.
  if (status === 407) setChallenges(fields, 'Proxy-Authenticate', error, undefined);
  else if (status !== 511)
    setChallenges(fields, 'WWW-Authenticate', error, status === 401 ? defaultChallenge : undefined);
  setAllow(fields, readProperty(error, 'allow'));
  if (status === 415) {
    setRanges(fields, 'Accept', readProperty(error, 'accept'));
    setRanges(fields, 'Accept-Encoding', readProperty(error, 'acceptEncoding'));
    setRanges(fields, 'Accept-Patch', readProperty(error, 'acceptPatch'));
  }
  const range = status === 416 ? readObject(error, 'range') : undefined;
  if (range !== undefined) setContentRange(fields, range);
  if (status === 426) setUpgrade(fields, readProperty(error, 'upgrade'));
  const blockedBy = status === 451 ? readString(error, 'blockedBy') : undefined;
  if (blockedBy !== undefined) addBlockedBy(fields, blockedBy);
}
