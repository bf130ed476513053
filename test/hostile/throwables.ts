import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import createHttpError from 'http-errors';
import { createError } from '../../src/index.ts';
import { createThrowables } from '../../src/testing/throwables.ts';
import { hostileText, hostileValue, secret, secretText } from './texts.ts';

/** What a handler throws. Built afresh for each exchange; `shown` says that its own texts are public. */
export interface Throwable {
  readonly kind: string;
  readonly build: () => unknown;
  readonly shown: boolean;
}

const hidden =
  (kind: string) =>
  (build: () => unknown): Throwable => ({ kind, build, shown: false });
const shown =
  (kind: string) =>
  (build: () => unknown): Throwable => ({ kind, build, shown: true });

const natives = [Error, TypeError, RangeError, SyntaxError, URIError, EvalError] as const;
/** Members of a plain Error. Without `expose` none of them is public, whatever it is. */
const members = [
  'code',
  'name',
  'message',
  'stack',
  'cause',
  'errors',
  'response',
  'request',
  'config',
  'details',
  'reason',
];

function record(value: fc.Arbitrary<unknown>, keys: readonly string[]): fc.Arbitrary<Record<string, unknown>> {
  return fc.dictionary(fc.constantFrom(...keys), value, { maxKeys: 4 });
}

const secretValue: fc.Arbitrary<unknown> = fc.oneof(
  secretText,
  secretText.map((text) => ({ message: text, data: [text] })),
);
const statusMember: fc.Arbitrary<Record<string, unknown>> = record(hostileValue, ['status', 'statusCode']);

/** Errors of the language, with members that no client may see. */
const nativeError = fc
  .tuple(fc.constantFrom(...natives), secretText, record(secretValue, members), statusMember)
  .map(([Native, message, extra, status]) => hidden('native')(() => Object.assign(new Native(message), extra, status)));

/** The same from another realm, where `instanceof Error` is false. */
const foreignRealmError = fc
  .tuple(secretText, record(secretValue, ['code', 'cause']))
  .map(([message, extra]) =>
    hidden('other realm')(() => Object.assign(runInNewContext('new TypeError(m)', { m: message }) as object, extra)),
  );

const plainObject = fc
  .tuple(record(secretValue, members), statusMember)
  .map(([extra, status]) => hidden('object')(() => ({ ...extra, ...status, headers: { 'x-leak': secret } })));

const primitive = fc
  .oneof(secretText, fc.constantFrom<unknown>(null, undefined, 0, Number.NaN, 404, 404n, true, Symbol(secret)))
  .map((value) => hidden('primitive')(() => value));

const anything = fc
  .anything({ maxDepth: 3, withBigInt: true, withMap: true, withSet: true, withNullPrototype: true, withDate: true })
  .map((value) => hidden('anything')(() => value));

/** A proxy with an answer to every key, whatever is asked. */
const answeringProxy = fc
  .tuple(
    fc.oneof(secretText, fc.constantFrom<unknown>(404, 200, true, Number.NaN, 404n)),
    fc.constantFrom('object', 'error', 'function'),
  )
  .map(([answer, target]) =>
    hidden(`proxy that answers every key (${target})`)(() => {
      const targets: Readonly<Record<string, object>> = {
        object: {},
        error: new Error(secret),
        function: () => secret,
      };
      return new Proxy(targets[target] as object, { get: () => answer, has: () => true });
    }),
  );

/** The set that users get. A fresh one for each text would be the same. */
const strangeValue = fc
  .constantFrom(...Object.entries(createThrowables(secret)))
  .map(([kind, build]) => hidden(kind)(build));

const optionNames = [
  'headers',
  'reason',
  'details',
  'retryAfter',
  'cacheControl',
  'type',
  'title',
  'instance',
  'extensions',
  'challenges',
  'allow',
  'range',
  'upgrade',
  'accept',
  'acceptEncoding',
  'acceptPatch',
  'blockedBy',
  'transient',
  'proxy',
  'cause',
  'expose',
] as const;

const throwsInToJson = {
  toJSON: () => {
    throw new Error('toJSON');
  },
};
const hostileOption: fc.Arbitrary<unknown> = fc.oneof(
  hostileValue,
  fc.dictionary(hostileText, hostileText, { maxKeys: 3 }),
  fc.array(hostileText, { maxLength: 3 }),
  fc.array(fc.record({ scheme: hostileText, params: fc.dictionary(hostileText, hostileText, { maxKeys: 2 }) }), {
    maxLength: 2,
  }),
  fc.constantFrom<unknown>(throwsInToJson, { a: { b: 10n } }, JSON.parse('{"__proto__":{"polluted":1}}')),
  fc.record({ error: hostileText, nextHop: hostileText, details: hostileText, receivedStatus: hostileValue }),
);
const statuses = [
  400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 413, 415, 416, 418, 422, 426, 428, 429, 431, 451, 499, 500,
  501, 502, 503, 504, 505, 511, 599,
];

/** Our own errors with options of any kind: constructors must not throw, and what is public must be well formed. */
const ownError = fc
  .tuple(
    fc.constantFrom(...statuses),
    hostileText,
    fc.dictionary(fc.constantFrom(...optionNames), hostileOption, { maxKeys: 5 }),
  )
  .map(([status, message, options]) => shown('own')(() => createError(status, message, options as never)));

/** Our own 5xx and their hidden message. */
const ownHidden = fc
  .tuple(fc.constantFrom(500, 502, 503, 504), secretText)
  .map(([status, message]) => hidden('own 5xx')(() => createError(status, message, { cause: new Error(secret) })));

const httpErrorsError = fc
  .tuple(fc.constantFrom(400, 404, 409, 500, 503), hostileText, fc.dictionary(hostileText, hostileText, { maxKeys: 3 }))
  .map(([status, message, headers]) => shown('http-errors')(() => createHttpError(status, message, { headers })));

/** Everything that can be thrown. */
export const throwable: fc.Arbitrary<Throwable> = fc.oneof(
  { weight: 5, arbitrary: nativeError },
  { weight: 8, arbitrary: ownError },
  { weight: 2, arbitrary: ownHidden },
  { weight: 2, arbitrary: plainObject },
  { weight: 2, arbitrary: answeringProxy },
  { weight: 2, arbitrary: strangeValue },
  { weight: 2, arbitrary: httpErrorsError },
  { weight: 1, arbitrary: foreignRealmError },
  { weight: 1, arbitrary: primitive },
  { weight: 1, arbitrary: anything },
);
