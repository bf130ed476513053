import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { wantsColour, wrap } from '../../src/cli/output.ts';
import { ensureBuilt } from '../examples/built-package.ts';
import { failwell, root } from './command.ts';

beforeAll(ensureBuilt, 120_000);

describe('failwell', () => {
  it.each([
    [['--help'], /^Usage: failwell <command>/],
    [['explain', '--help'], /^Usage: failwell explain STATUS/],
    [['audit', '--help'], /^Usage: failwell audit URL/],
    [['audit', '-h'], /--json-route ROUTE/],
  ])('%j explains itself in 80 columns', async (args, words) => {
    const { code, out, err } = await failwell(args);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(words);
    expect(out.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it('--version is that of the package', async () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    expect(await failwell(['--version'])).toEqual({ code: 0, out: `${version}\n`, err: '' });
  });

  it.each([
    [[], 'failwell: a command is missing'],
    [['frobnicate'], 'failwell: there is no command "frobnicate"'],
    [['constructor'], 'failwell: there is no command "constructor"'],
  ])('%j is refused with exit code 2', async (args, words) => {
    const { code, out, err } = await failwell(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(words);
  });
});

describe('output', () => {
  it('is coloured only on a terminal that can and may', () => {
    expect(wantsColour(true, {})).toBe(true);
    expect(wantsColour(false, {})).toBe(false);
    expect(wantsColour(true, { NO_COLOR: '1' })).toBe(false);
    expect(wantsColour(true, { NO_COLOR: '' })).toBe(true);
    expect(wantsColour(true, { TERM: 'dumb' })).toBe(false);
  });

  it('never passes on what would drive the terminal', () => {
    expect(wrap('a\x1b[2Jb\u202ec')).toBe('a\ufffd[2Jb\ufffdc');
  });
});
