import type { FieldSet } from '../http/field-set.ts';
import { isFieldValue, isToken, listMembers, toFieldValue, toQuotedString } from '../http/fields.ts';
import { arrayItems, isArray, ownKeys, readInteger, readObject, readProperty, readString } from '../http/safe-read.ts';
import type { Warning } from '../http/warning.ts';

/** The fields that belong to a status, from the options of its error: challenges, Allow, Content-Range and their kin. */

const maxMembers = 64;
const asciiValue = /^[\t\x20-\x7e]*$/;

function toItems(value: unknown): readonly unknown[] {
  return isArray(value) ? arrayItems(value, maxMembers) : [value];
}

function toParam(params: object, name: string): string | undefined {
  const value = readProperty(params, name);
  if (!isToken(name) || typeof value !== 'string' || !asciiValue.test(value)) return undefined;
  return `${name}=${toQuotedString(value)}`;
}

/** AU-2: each parameter once; names compare without case. */
function toParams(params: object | undefined): readonly string[] {
  if (params === undefined) return [];
  const names = new Map(ownKeys(params, maxMembers).map((name) => [name.toLowerCase(), name]));
  return [...names.values()].map((name) => toParam(params, name)).filter((param) => param !== undefined);
}

/** One challenge as text (AU-2): parameters as quoted-string, which every recipient must read and `realm` must be. */
export function toChallenge(challenge: unknown): string | undefined {
  if (typeof challenge === 'string') {
    const text = challenge.trim();
    return isFieldValue(text) && asciiValue.test(text) && isToken(text.split(' ', 1)[0]) ? text : undefined;
  }
  const scheme = readString(challenge, 'scheme');
  if (!isToken(scheme)) return undefined;
  const params = toParams(readObject(challenge, 'params'));
  const text = params.length === 0 ? scheme : `${scheme} ${params.join(', ')}`;
  return isFieldValue(text) ? text : undefined;
}

type Convert = (item: unknown) => string | undefined;

const toMethod: Convert = (item) => (isToken(item) ? item : undefined);

// RFC 9110 section 7.8: protocol-name ["/" protocol-version].
const toProtocol: Convert = (item) =>
  typeof item === 'string' && item.split('/').length <= 2 && item.split('/').every(isToken) ? item : undefined;

const toRange: Convert = (item) => {
  const text = toFieldValue(item);
  return typeof item === 'string' && text !== '' ? text : undefined;
};

/** LE-1. `<`, `>`, quotes and spaces cannot be part of a URI and would end the link. */
const toBlockingLink: Convert = (item) =>
  isFieldValue(item) && /^[\x21-\x7e]+$/.test(item) && !/[<>"\\^`{|}]/.test(item)
    ? `<${item}>; rel="blocked-by"`
    : undefined;

/** RG-1: only the form without a range says something on a 416. */
const toContentRange: Convert = (item) => {
  const length = readInteger(item, 'length');
  const unit = readProperty(item, 'unit') ?? 'bytes';
  return isToken(unit) && length !== undefined && Number.isSafeInteger(length) && length >= 0
    ? `${unit} */${length}`
    : undefined;
};

/** How an option of an error becomes a field. */
interface StatusField {
  readonly option: string;
  readonly field: string;
  /** Absent: on every status. */
  readonly status?: number;
  readonly convert: Convert;
  /** 'lines': one line each. 'list', 'tokens': one line; a text may hold several tokens. 'link': beside other lines. */
  readonly as: 'lines' | 'list' | 'tokens' | 'link';
}

const statusFields: readonly StatusField[] = [
  // ME-1: an empty Allow is a statement, nothing is allowed; MAY on other statuses.
  { option: 'allow', field: 'Allow', convert: toMethod, as: 'tokens' },
  { option: 'accept', field: 'Accept', status: 415, convert: toRange, as: 'list' },
  { option: 'acceptEncoding', field: 'Accept-Encoding', status: 415, convert: toRange, as: 'list' },
  { option: 'acceptPatch', field: 'Accept-Patch', status: 415, convert: toRange, as: 'list' },
  { option: 'range', field: 'Content-Range', status: 416, convert: toContentRange, as: 'lines' },
  { option: 'upgrade', field: 'Upgrade', status: 426, convert: toProtocol, as: 'tokens' },
  { option: 'blockedBy', field: 'Link', status: 451, convert: toBlockingLink, as: 'link' },
];

/** AU-1, AU-4: a 407 is a proxy's. AU-8: a 511 has no challenge. MAY on other statuses. */
function challengesField(status: number): StatusField | undefined {
  if (status === 511) return undefined;
  const field = status === 407 ? 'Proxy-Authenticate' : 'WWW-Authenticate';
  return { option: 'challenges', field, convert: toChallenge, as: 'lines' };
}

function write(fields: FieldSet, { field, as }: StatusField, values: readonly string[]): void {
  if (as === 'lines') fields.set(field, ...values);
  else if (as === 'link') for (const value of values) fields.add(field, value);
  else fields.set(field, values.join(', '));
}

function setField(fields: FieldSet, row: StatusField, error: object, warnings: Warning[]): void {
  const given = readProperty(error, row.option);
  if (given === undefined || given === null) return;
  const items = toItems(given);
  const offered =
    row.as === 'tokens' ? items.flatMap((item) => (typeof item === 'string' ? [...listMembers(item)] : [item])) : items;
  const accepted = offered.map(row.convert).filter((item) => item !== undefined);
  if (accepted.length < offered.length) {
    warnings.push({ code: 'header_dropped', message: `"${row.option}" of the error cannot be sent as it is` });
  }
  const isStatement = row.option === 'allow' && isArray(given) && offered.length === 0;
  if (accepted.length > 0 || isStatement) write(fields, row, [...new Set(accepted)]);
}

/** Sets what the options of the error say for its status; `defaultChallenge` fills a 401 that has none. */
export function setStatusFields(
  fields: FieldSet,
  error: object,
  status: number,
  defaultChallenge: string | undefined,
  warnings: Warning[],
): void {
  const challenges = challengesField(status);
  for (const row of challenges === undefined ? statusFields : [challenges, ...statusFields]) {
    if ((row.status ?? status) === status) setField(fields, row, error, warnings);
  }
  if (status === 401 && defaultChallenge !== undefined && !fields.has('WWW-Authenticate')) {
    fields.set('WWW-Authenticate', defaultChallenge);
  }
}
