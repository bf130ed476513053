import { describe, expect, test } from 'vitest';
import {
  aBoolean,
  aFunction,
  aNumber,
  aText,
  checkOptions,
  either,
  listOf,
  OptionError,
  oneOf,
  type RuleTable,
  show,
} from '../../src/core/check-options.ts';
import { hostileValues } from '../conformance/hostile-values.ts';

const table: RuleTable = {
  format: oneOf('envelope', 'problem'),
  debug: aBoolean,
  help: aText,
  names: listOf(aText),
  linger: { members: { totalMs: aNumber(0, 10), deep: { members: { bytes: aNumber(1, 5, true) } } } },
  retry: { members: { random: aFunction }, or: oneOf(false) },
  proxy: { members: { id: aText }, required: ['id'] },
  mixed: either(aBoolean, aText),
};

function refusal(options: unknown): Pick<OptionError, 'name' | 'code' | 'message'> {
  try {
    checkOptions(options, table);
  } catch (error) {
    if (error instanceof OptionError) return { name: error.name, code: error.code, message: error.message };
    throw error;
  }
  throw new Error('nothing was refused');
}

/** Empty where nothing is refused: an object without readable members is an object without options. */
function messageOf(check: () => void): string {
  try {
    check();
    return '';
  } catch (error) {
    expect(error).toBeInstanceOf(OptionError);
    return (error as OptionError).message;
  }
}

const type = (message: string): object => ({ name: 'OptionError', code: 'FAILWELL_OPTION_TYPE', message });
const unknown = (message: string): object => ({ name: 'OptionError', code: 'FAILWELL_OPTION_UNKNOWN', message });

describe('checkOptions', () => {
  test.each([
    {},
    { format: 'problem', debug: false, help: 'x', names: [], mixed: true },
    { format: undefined, linger: undefined, proxy: undefined, retry: undefined },
    { linger: {} },
    { linger: { totalMs: 0, deep: { bytes: 5 } } },
    { linger: { totalMs: undefined, deep: undefined } },
    { retry: false },
    { retry: { random: Math.random } },
    { proxy: { id: 'a' } },
    Object.assign(Object.create(null), { debug: true }),
    new (class Config {
      debug = true;
    })(),
  ])('takes %o', (options) => {
    expect(() => checkOptions(options, table)).not.toThrow();
  });

  test.each<readonly [unknown, object]>([
    [{ format: 'xml' }, type(`"format" must be one of 'envelope', 'problem', was 'xml'`)],
    [{ debug: 1 }, type('"debug" must be a boolean, was 1')],
    [{ debug: null }, type('"debug" must be a boolean, was null')],
    [{ help: '' }, type(`"help" must be a non-empty string, was ''`)],
    [{ names: 'a' }, type(`"names" must be a list of items, each a non-empty string, was 'a'`)],
    [{ names: ['a', 5] }, type('"names" must be a list of items, each a non-empty string, was an array')],
    [{ linger: 5 }, type('"linger" must be an object, was 5')],
    [{ linger: [] }, type('"linger" must be an object, was an array')],
    [{ linger: { totalMs: 11 } }, type('"linger.totalMs" must be a number from 0 to 10, was 11')],
    [{ linger: { totalMs: Number.NaN } }, type('"linger.totalMs" must be a number from 0 to 10, was NaN')],
    [{ linger: { deep: { bytes: 1.5 } } }, type('"linger.deep.bytes" must be a whole number from 1 to 5, was 1.5')],
    [{ retry: true }, type('"retry" must be an object or one of false, was true')],
    [{ retry: { random: 5 } }, type('"retry.random" must be a function, was 5')],
    [{ proxy: {} }, type('"proxy.id" must be a non-empty string, was undefined')],
    [{ proxy: { id: undefined } }, type('"proxy.id" must be a non-empty string, was undefined')],
    [{ mixed: 5 }, type('"mixed" must be a boolean or a non-empty string, was 5')],
    [null, type('"options" must be an object, was null')],
    ['format', type(`"options" must be an object, was 'format'`)],
    [[], type('"options" must be an object, was an array')],
    [() => undefined, type('"options" must be an object, was a function')],
  ])('refuses the wrong type of %o', (options, expected) => {
    expect(refusal(options)).toEqual(expected);
  });

  test.each<readonly [object, object]>([
    [{ formt: 'problem' }, unknown('"formt" is not an option; did you mean "format"?')],
    [{ FORMAT: 'problem' }, unknown('"FORMAT" is not an option; did you mean "format"?')],
    [{ degub: true }, unknown('"degub" is not an option; did you mean "debug"?')],
    [{ linger: { totalms: 5 } }, unknown('"linger.totalms" is not an option; did you mean "totalMs"?')],
    [
      { somethingElse: true },
      unknown('"somethingElse" is not an option; known are format, debug, help, names, linger, retry, proxy, mixed'),
    ],
    [{ formt: undefined }, unknown('"formt" is not an option; did you mean "format"?')],
    [{ constructor: 5 }, unknown(expect.stringContaining('"constructor" is not an option') as unknown as string)],
    [{ toString: 5 }, unknown(expect.stringContaining('"toString" is not an option') as unknown as string)],
  ])('refuses the unknown name of %o', (options, expected) => {
    expect(refusal(options)).toEqual(expected);
  });

  test('SE-5: __proto__ as an own name is a name like any other', () => {
    expect(refusal(JSON.parse('{"__proto__":{"debug":true}}'))).toMatchObject({ code: 'FAILWELL_OPTION_UNKNOWN' });
  });

  test('is a TypeError with a stack of where the options were given', () => {
    expect(() => checkOptions({ debug: 1 }, table)).toThrow(TypeError);
  });

  test('a message is short, whatever was given, and never shows the content of an object', () => {
    for (const build of Object.values(hostileValues)) {
      for (const name of ['format', 'debug', 'names', 'linger', 'retry']) {
        const value = build();
        const message = messageOf(() => checkOptions({ [name]: value }, table));
        expect(message.length).toBeLessThan(160);
        if (typeof value === 'object') expect(message).not.toContain('secret');
      }
    }
    expect(refusal({ ['x'.repeat(1_000_000)]: 1 }).message.length).toBeLessThan(200);
    expect(refusal({ help: '', ['y'.repeat(100)]: 1 }).message.length).toBeLessThan(200);
  });
});

describe('show', () => {
  test.each([
    ['text', `'text'`],
    ['x'.repeat(50), `'${'x'.repeat(40)}…'`],
    ['a\r\nb\u2028\x1b', "'a\ufffd\ufffdb\ufffd\ufffd'"],
    [5, '5'],
    [undefined, 'undefined'],
    [{ secret: 1 }, 'an object'],
    [['secret'], 'an array'],
    [() => 'secret', 'a function'],
    [Symbol('s'), 'Symbol(s)'],
  ])('%s', (value, expected) => {
    expect(show(value)).toBe(expected);
  });
});
