import { describe, expect, it } from 'vitest';
import { statusTable } from '../../../src/error/status.ts';
import { toAdvice, toOwnText } from '../../../src/plan/formats/advice.ts';
import { createView } from './views.ts';

describe('advice', () => {
  it.each([...statusTable.keys(), 499, 599])('CT-12: %i has something to do next, in sentences', (status) => {
    const advice = toAdvice(createView({ status }));
    expect(advice).toHaveLength(1);
    expect(advice[0]).toMatch(/^[A-Z].*\.$/);
  });

  it.each([
    [1, '1 second'],
    [5, '5 seconds'],
    [119, '119 seconds'],
    [120, '2 minutes'],
    [121, '3 minutes'],
    [7199, '120 minutes'],
    [7200, '2 hours'],
    [7201, '3 hours'],
    [86_400, '24 hours'],
  ])('CT-12: %i s is told as %s, never too early', (after, told) => {
    const [first] = toAdvice(createView({ status: 503, retry: { retryable: true, after } }));
    expect(first).toBe(`The service is busy or under maintenance. Try again in ${told}.`);
  });

  it('CT-12: a time comes also where the status itself gives none', () => {
    expect(toAdvice(createView({ status: 409, retry: { retryable: true, after: 2 } }))[0]).toMatch(
      /Try again in 2 seconds\.$/,
    );
  });

  it('asks to check what was sent where only an idempotent request may be repeated', () => {
    const retry = { retryable: true, idempotentOnly: true };
    expect(toAdvice(createView({ retry }))[1]).toBe('If you were sending something, check first whether it arrived.');
    expect(toAdvice(createView({ retry: { ...retry, idempotentOnly: false } }))).toHaveLength(1);
  });

  it('asks to report a failure of the server that has an id', () => {
    expect(toAdvice(createView({ requestId: 'r' }))[1]).toBe(
      'If it keeps happening, report it with the request id below.',
    );
    expect(toAdvice(createView({ requestId: '' }))).toHaveLength(1);
    expect(toAdvice(createView({ status: 404, requestId: 'r' }))).toHaveLength(1);
  });
});

describe('text of the occurrence', () => {
  it.each([
    ['an exposed message', { message: 'm', exposed: true, title: 't' }, 'm'],
    ['the title where the message is not exposed', { message: 'm', title: 't' }, 't'],
    ['the title where the message is the phrase', { exposed: true, title: 't' }, 't'],
    ['the title where the message is empty', { message: '', exposed: true, title: 't' }, 't'],
    ['nothing where all is the phrase', { exposed: true, title: 'Bad Gateway' }, undefined],
    ['nothing where all is empty', { message: '', exposed: true, title: '' }, undefined],
    ['nothing where nothing is exposed', { message: 'secret' }, undefined],
  ])('CT-5: is %s', (_, members, expected) => expect(toOwnText(createView(members))).toBe(expected));
});
