import { expect, test } from 'vitest';
import { judgeFailure } from './support/runtimes.ts';

// What takes a runtime out of the run, and what fails it. As npm prints it, behind its command.

const failed = (text: string): Error => new Error(`npm install bun@1.4.5 ended with 1:\n${text}`);

test.each([
  ['npm error code EBADPLATFORM\nnpm error notsup Unsupported platform for bun@1.4.5'],
  ['npm error code E404\nnpm error 404 Not Found - GET /deno - not_found'],
  ['npm ERR! code EBADPLATFORM'],
])('not run: %j', (text) => {
  expect(judgeFailure(failed(text))).toEqual({ notRun: expect.stringContaining(text) });
});

test.each([
  ['npm error code ETARGET\nnpm error notarget No matching version found for bun@99.0.0.'],
  ['npm error code ECONNREFUSED'],
  ['npm error code ENOSPC'],
  ['npm error code EINTEGRITY'],
  ['--version printed 1.4.4'],
  ['npm error code E500\nnpm error 500 the log says: code E404'],
])('failed: %j', (text) => {
  expect(judgeFailure(failed(text))).toEqual({ failed: expect.stringContaining(text) });
});

test('failed: an executable that does not start', () => {
  expect(judgeFailure(Object.assign(new Error('spawn bun ENOENT'), { code: 'ENOENT' }))).toHaveProperty('failed');
  expect(judgeFailure('what is no error')).toEqual({ failed: 'what is no error' });
});
