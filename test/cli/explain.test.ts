import { beforeAll, describe, expect, it, test } from 'vitest';
import { describeStatus, statusCatalogue } from '../../src/catalogue.ts';
import { findEntry, renderEntry } from '../../src/cli/explain.ts';
import { ensureBuilt } from '../examples/built-package.ts';
import { failwell } from './command.ts';

/** A URL cannot be broken, and the typical response is shown as it is on the wire. */
function isBreakable(line: string): boolean {
  return !line.includes('https://') && !/^ {4}\S/.test(line);
}

describe('every entry of the catalogue', () => {
  it.each(statusCatalogue)('$code $phrase fits into 80 columns, without escape sequences', (entry) => {
    const page = renderEntry(entry, false);
    expect(page.split('\n').filter((line) => line.length > 80 && isBreakable(line))).toEqual([]);
    expect(page).not.toMatch(/\p{Cc}(?<!\n)|undefined|\ufffd|\[object/u);
    expect(page.startsWith(`${entry.code} ${entry.phrase}\n`)).toBe(true);
    for (const { code } of entry.related) expect(page).toContain(` ${code} `);
    for (const { name } of entry.requiredHeaders) expect(page).toContain(`${name}: MUST`);
  });
});

test('an example of several lines keeps them', () => {
  expect(renderEntry(findEntry('401'), false)).toMatch(/\n {4}throw new Unauthorized\(.*\n {4,}\S/);
});

describe('findEntry', () => {
  it.each([
    ['502', 502],
    ['BadGateway', 502],
    ['BadGatewayError', 502],
    ['bad gateway', 502],
    ['bad-gateway', 502],
    ['ContentTooLarge', 413],
    ['PayloadTooLarge', 413],
    ['UnprocessableContentError', 422],
    ['499', 499],
  ])('%s is %i', (asked, code) => {
    expect(findEntry(asked).code).toBe(code);
  });

  it.each(['200', '999', '0', 'TeapotGateway', '', '__proto__', '502.5', '-1'])('%s is none', (asked) => {
    expect(() => findEntry(asked)).toThrow(`the catalogue has no "${asked}"`);
  });
});

describe('failwell explain', () => {
  beforeAll(ensureBuilt, 120_000);

  it('prints the page, in no colour where nobody looks', async () => {
    const { code, out, err } = await failwell(['explain', '502']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toBe(`${renderEntry(findEntry('502'), false)}\n`);
  });

  it('--json prints the whole entry', async () => {
    const { code, out } = await failwell(['explain', 'BadGateway', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual(JSON.parse(JSON.stringify(describeStatus(502))));
  });

  it.each([
    [['explain', '299'], 'failwell: the catalogue has no "299". Ask for a status from 400 to 599'],
    [['explain', 'Nothing'], 'failwell: the catalogue has no "Nothing". Ask for a class of failwell'],
    [['explain'], 'failwell: STATUS is missing'],
    [['explain', '502', '503'], 'failwell: one STATUS at a time; "503" is too much'],
    [['explain', '--jason', '502'], "failwell: Unknown option '--jason'"],
  ])('%j is refused in words, with exit code 2', async (args, words) => {
    const { code, out, err } = await failwell(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err.startsWith(words)).toBe(true);
    expect(err).not.toMatch(/\n {4}at /);
  });
});
