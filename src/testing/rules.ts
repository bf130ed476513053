import { isErrorStatus } from '../error/status.ts';
import { isHttpDate, isUnsatisfiedRange } from '../http/fields.ts';
import { readInteger } from '../http/safe-read.ts';
import { envelopeSchema, problemSchema } from '../openapi/body-schemas.ts';
import type { Answer } from './answer.ts';
import { findShapeErrors } from './shape.ts';

export type RuleLevel = 'MUST' | 'SHOULD' | 'POLICY';

/** One rule of correctly formed error responses. Ids are those of test/fixtures/vectors.json and of docs/conformance.md. */
export interface FormRule {
  readonly id: string;
  readonly level: RuleLevel;
  /** What the response has against it, as a sentence; undefined where the rule is kept or does not apply. */
  readonly problem: (answer: Answer) => string | undefined;
}

const quote = (value: unknown): string => JSON.stringify(value) ?? 'absent';

/** A problem where the condition holds. */
function when(isBroken: boolean, sentence: () => string): string | undefined {
  return isBroken ? sentence() : undefined;
}

/** Fields that describe another representation, or that a proxy would act on. */
const stale = [
  'etag',
  'last-modified',
  'content-location',
  'content-disposition',
  'expires',
  'pragma',
  'age',
  'location',
  'refresh',
  'trailer',
  'x-accel-redirect',
  'x-sendfile',
];

const singletons = [
  'date',
  'server',
  'content-type',
  'content-length',
  'retry-after',
  'content-range',
  'etag',
  'location',
  'x-content-type-options',
];

/** A stack as V8 writes it: a line of a frame with a place in a file. */
const stackFrame = /^\s*at .{0,300}:\d+:\d+\)?\s*$|(?:\\n|<br>)\s*(?:&nbsp;|\s)*at [^\n]{0,300}:\d+:\d+/m;

function findRequired(answer: Answer, name: string): string | undefined {
  const applies = answer.facts.code === answer.status && answer.facts.requiredHeaders.includes(name);
  return when(applies && answer.field(name.toLowerCase()) === undefined, () => `a ${answer.status} must carry ${name}`);
}

function findLength(answer: Answer): string | undefined {
  const { text, isHead } = answer;
  const length = answer.field('content-length');
  if (length === undefined)
    return when(answer.field('transfer-encoding') === undefined, () => 'Content-Length is missing');
  if (!/^\d+$/.test(length)) return `Content-Length is ${quote(length)}, which is no number`;
  if (isHead || text === undefined || answer.field('content-encoding') !== undefined) return undefined;
  const octets = Buffer.byteLength(text);
  return when(Number(length) !== octets, () => `Content-Length is ${length}, the content has ${octets} octets`);
}

function findMediaType(answer: Answer): string | undefined {
  const given = answer.field('content-type');
  if (given === undefined) return 'Content-Type is missing';
  return when(answer.format === undefined, () => `Content-Type is ${quote(given)}: no format of an error`);
}

function findShape(answer: Answer, format: 'envelope' | 'problem'): string | undefined {
  if (answer.format !== format || answer.isHead) return undefined;
  if (answer.json === undefined) return 'the body is no JSON';
  const errors = findShapeErrors(answer.json, format === 'envelope' ? envelopeSchema : problemSchema);
  return when(errors.length > 0, () => errors.slice(0, 3).join('; '));
}

function findCode(answer: Answer, format: 'envelope' | 'problem'): string | undefined {
  const code = answer.format === format && !answer.isHead ? answer.member('code') : undefined;
  return when(
    code !== undefined && code !== answer.status,
    () => `the body says ${quote(code)}, the status is ${answer.status}`,
  );
}

function findParameter({ format, field }: Answer): string | undefined {
  const given = field('content-type') ?? '';
  const isJson = format === 'envelope' || format === 'problem';
  if (isJson) return when(given.includes(';'), () => `JSON has no parameter: Content-Type is ${quote(given)}`);
  return when(
    format !== undefined && !/;\s*charset="?utf-8"?$/i.test(given),
    () => `Content-Type ${quote(given)} has no charset=utf-8`,
  );
}

function findRetryAfter({ field }: Answer): string | undefined {
  const given = field('retry-after');
  return when(
    given !== undefined && !/^\d+$/.test(given) && !isHttpDate(given),
    () => `Retry-After is ${quote(given)}: neither seconds nor an HTTP date`,
  );
}

function findRetryMember({ field, member }: Answer): string | undefined {
  const after = readInteger(member('retry'), 'after');
  return when(
    after !== undefined && String(after) !== field('retry-after'),
    () => `the body says ${after} s, Retry-After is ${quote(field('retry-after'))}`,
  );
}

function findRange({ status, field }: Answer): string | undefined {
  const given = field('content-range');
  return when(
    given !== undefined && !(status === 416 && isUnsatisfiedRange(given)),
    () => `Content-Range is ${quote(given)} on a ${status}`,
  );
}

function notStored({ field }: Answer): boolean {
  return /(?:^|[\s,])no-store(?:$|[\s,])/i.test(field('cache-control') ?? '');
}

const row = (id: string, level: RuleLevel, problem: FormRule['problem']): FormRule => ({ id, level, problem });

/** In the order in which a reader looks at a response. */
export const formRules: readonly FormRule[] = [
  row('SL-1', 'MUST', ({ status }) =>
    when(!isErrorStatus(status), () => `${status} is no status of an error, 400 to 599`),
  ),
  row('DT-1', 'MUST', ({ field }) => when(field('date') === undefined, () => 'Date is missing')),
  row('DT-3', 'MUST', ({ field }) => {
    const date = field('date');
    return when(date !== undefined && !isHttpDate(date), () => `Date is ${quote(date)}, which is no IMF-fixdate`);
  }),
  row('DT-6', 'POLICY', ({ field }) => when(field('x-powered-by') !== undefined, () => 'X-Powered-By is there')),
  row('CT-1', 'SHOULD', findMediaType),
  row('CT-2', 'POLICY', (answer) =>
    answer.format === 'envelope' || answer.format === 'problem' ? findParameter(answer) : undefined,
  ),
  row('CT-3', 'POLICY', (answer) =>
    answer.format === 'html' || answer.format === 'text' ? findParameter(answer) : undefined,
  ),
  row('FR-1', 'SHOULD', findLength),
  row('FR-2', 'MUST', ({ field }) =>
    when(
      field('content-length') !== undefined && field('transfer-encoding') !== undefined,
      () => 'Content-Length and Transfer-Encoding are both there',
    ),
  ),
  row('FR-5', 'MUST', ({ isHead, text }) => when(isHead && (text ?? '') !== '', () => 'an answer to HEAD has content')),
  row('FR-7', 'SHOULD', ({ isHead, text }) => when(!isHead && text === '', () => 'the error has no content')),
  row('CT-4', 'POLICY', (answer) => findShape(answer, 'envelope')),
  row('PD-2', 'MUST', (answer) => findShape(answer, 'problem')),
  row('SL-6', 'POLICY', (answer) => findCode(answer, 'envelope')),
  row('PD-4', 'MUST', (answer) => findCode(answer, 'problem')),
  row('CA-1', 'MUST', (answer) =>
    when(
      answer.facts.caching === 'no-store' && !notStored(answer),
      () => `a ${answer.status} must not be stored; Cache-Control is ${quote(answer.field('cache-control'))}`,
    ),
  ),
  row('CA-4', 'POLICY', (answer) =>
    when(
      answer.facts.caching !== 'no-store' && !notStored(answer),
      () => `Cache-Control is ${quote(answer.field('cache-control'))}, not no-store`,
    ),
  ),
  row('CT-10', 'POLICY', ({ field, format }) => {
    const missing = [
      field('x-content-type-options') === 'nosniff' ? '' : 'X-Content-Type-Options: nosniff',
      format === 'html' && field('content-security-policy') === undefined ? 'Content-Security-Policy' : '',
    ].filter((name) => name !== '');
    return when(missing.length > 0, () => `${missing.join(' and ')} missing`);
  }),
  row('CT-11', 'POLICY', ({ text }) => when(stackFrame.test(text ?? ''), () => 'the body holds a stack')),
  row('RA-1', 'MUST', findRetryAfter),
  row('CT-12', 'SHOULD', findRetryMember),
  row('AU-1', 'MUST', (answer) => findRequired(answer, 'WWW-Authenticate')),
  row('AU-4', 'MUST', (answer) => findRequired(answer, 'Proxy-Authenticate')),
  row('AU-8', 'SHOULD', ({ status, field }) =>
    when(status === 511 && field('www-authenticate') !== undefined, () => 'a 511 has no challenge'),
  ),
  row('ME-1', 'MUST', (answer) => findRequired(answer, 'Allow')),
  row('ME-3', 'MUST', (answer) => findRequired(answer, 'Upgrade')),
  row('RG-1', 'SHOULD', findRange),
  row('ST-1', 'MUST', ({ field }) => {
    const left = stale.filter((name) => field(name) !== undefined);
    return when(left.length > 0, () => `left over from another representation: ${left.join(', ')}`);
  }),
  row('ST-5', 'MUST', ({ values }) => {
    const repeated = singletons.filter((name) => values(name).length > 1);
    return when(repeated.length > 0, () => `more than once: ${repeated.join(', ')}`);
  }),
  row('SE-2', 'SHOULD', ({ lines }) => {
    const odd = lines.filter(([, value]) => !/^[\t\x20-\x7e]*$/.test(value)).map(([name]) => name);
    return when(odd.length > 0, () => `not visible ASCII: ${odd.join(', ')}`);
  }),
];
