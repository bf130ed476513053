import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ErrorView } from '../../../src/plan/error-view.ts';
import { isExtensionName, isSendableUri, renderProblem } from '../../../src/plan/formats/problem.ts';
import { anyView, badGateway, createView } from './views.ts';

const schema: object = JSON.parse(
  readFileSync(new URL('../../../schemas/problem.schema.json', import.meta.url), 'utf8'),
);
// `format` is an annotation in 2020-12; the pattern beside it is what is checked.
const validate = new Ajv2020({ allErrors: true, validateFormats: false }).compile(schema);

/** Exposure lets only some texts into these members; their schema says which. */
function asExposed(view: ErrorView): ErrorView {
  const members = {
    canonical: 'UNAVAILABLE',
    reason: 'DOWN',
    requestId: 'r-1',
    traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
  };
  return { ...view, ...Object.fromEntries(Object.entries(members).filter(([name]) => Object.hasOwn(view, name))) };
}

function problemOf(members: Partial<ErrorView>): Record<string, unknown> {
  return JSON.parse(renderProblem(createView(members)).body) as Record<string, unknown>;
}

describe('problem details', () => {
  it('PD-1, CT-2, V124: the media type is application/problem+json without charset', () => {
    expect(renderProblem(badGateway).contentType).toBe('application/problem+json');
  });

  it('PD-3, PD-4, PD-5, V114: about:blank is left out, its title is the phrase', () => {
    expect(problemOf({})).toEqual({ title: 'Bad Gateway', status: 502 });
    expect(problemOf({ type: 'about:blank', title: 'Upstream is down' })).toMatchObject({ title: 'Bad Gateway' });
    expect(problemOf({ type: 'about:blank' })).not.toHaveProperty('type');
  });

  it('PD-5, V116: the title of 422 is that of the registry', () => {
    const view = { status: 422, phrase: 'Unprocessable Content', message: 'Unprocessable Content' };
    expect(problemOf(view)).toEqual({ title: 'Unprocessable Content', status: 422 });
  });

  it('PD-6, V117: the exposed message is the detail', () => {
    const view = { status: 404, phrase: 'Not Found', message: 'No user 42', exposed: true };
    expect(problemOf(view)).toEqual({ title: 'Not Found', status: 404, detail: 'No user 42' });
  });

  it('PD-6: a title without a type belongs to the occurrence, unless a message says more', () => {
    expect(problemOf({ title: 'Upstream is down' })).toMatchObject({
      title: 'Bad Gateway',
      detail: 'Upstream is down',
    });
    const both = { title: 'Upstream is down', message: 'orders is down', exposed: true };
    expect(problemOf(both)).toMatchObject({ title: 'Bad Gateway', detail: 'orders is down' });
  });

  it('PD-7, CT-5: a message that is not exposed is nowhere', () => {
    expect(renderProblem(createView({ message: 'secret' })).body).not.toContain('secret');
  });

  it.each([
    ['the phrase', { message: 'Bad Gateway', exposed: true }],
    ['the title', { type: 'https://a.example/t', title: 'Down', message: 'Down', exposed: true }],
    ['nothing', { message: '', exposed: true }],
  ])('PD-6: no detail where the message says %s', (_, members) => {
    expect(problemOf(members)).not.toHaveProperty('detail');
  });

  it('PD-2, PD-9, V119: type, title, detail, instance and extensions go out as given, in stable order', () => {
    const members = {
      extensions: { balance: 30, accounts: ['/account/12345', '/account/67890'] },
      requestId: 'r1',
      instance: '/account/12345/msgs/abc',
      message: 'Your balance is 30, the price is 50.',
      exposed: true,
      title: 'You do not have enough credit.',
      type: 'https://example.com/probs/out-of-credit',
      status: 403,
      phrase: 'Forbidden',
    };
    expect(renderProblem(createView(members)).body).toBe(
      '{"type":"https://example.com/probs/out-of-credit","title":"You do not have enough credit.","status":403,' +
        '"detail":"Your balance is 30, the price is 50.","instance":"/account/12345/msgs/abc","requestId":"r1",' +
        '"balance":30,"accounts":["/account/12345","/account/67890"]}',
    );
  });

  it('PD-5: a type without a title has the phrase', () => {
    expect(problemOf({ type: 'https://a.example/t' })).toMatchObject({
      type: 'https://a.example/t',
      title: 'Bad Gateway',
    });
  });

  it('PD-12, V120: an errors extension goes out as given', () => {
    const errors = [{ detail: 'must be positive', pointer: '#/age' }];
    expect(
      problemOf({ type: 'https://example.net/validation-error', title: 'Invalid', extensions: { errors } }),
    ).toMatchObject({
      errors,
    });
  });

  it('PD-9, PD-4, V121: extensions overwrite none of the five members, present or absent', () => {
    const extensions = { status: 200, title: 'OK', type: 'x:y', detail: 'fine', instance: '/other' };
    expect(problemOf({ extensions })).toEqual({ title: 'Bad Gateway', status: 502 });
  });

  it('PD-9: extensions never pass for members of ours', () => {
    const extensions = { reason: 1, details: 2, retry: 3, requestId: 4, traceId: 5, help: 6, debug: 7, canonical: 8 };
    expect(problemOf({ extensions })).toEqual({ title: 'Bad Gateway', status: 502 });
  });

  it('PD-2, V122: what is no URI reference is not emitted as one', () => {
    const members = { type: 'not a uri', instance: '/a\r\nb', extensions: { note: 'kept' } };
    expect(problemOf(members)).toEqual({ title: 'Bad Gateway', status: 502, note: 'kept' });
  });

  it.each(['https://a.example/x?y=%20#z', '/orders/1', '../x', '#f', 'urn:uuid:3f6a', 'tag:a@b.example,2026:c'])(
    'PD-2: %s is a URI reference',
    (text) => expect(isSendableUri(text)).toBe(true),
  );

  it.each([
    '',
    ' ',
    'a b',
    'größe',
    '<x>',
    'a\nb',
    '"',
    'a%2',
    '%zz',
    '\\',
    '^',
    '{x}',
    '|',
    '`',
    `/${'a'.repeat(2048)}`,
  ])('PD-2: %j is none', (text) => expect(isSendableUri(text)).toBe(false));

  it('PD-2: an absent text is no URI reference', () => expect(isSendableUri(undefined)).toBe(false));

  it.each(['errors', 'violated-policies', 'x', 'a_1', 'constructor', 'toJSON', 'a'.repeat(64)])(
    'PD-9: %s is a name of an extension',
    (name) => expect(isExtensionName(name)).toBe(true),
  );

  it.each(['', '1a', '_a', '-a', '__proto__', 'a b', 'a.b', '@id', '$ref', 'ä', 'a'.repeat(65), 'status', 'requestId'])(
    'PD-9: %j is none',
    (name) => expect(isExtensionName(name)).toBe(false),
  );

  it('SE-5: names of Object.prototype become own members and change no prototype', () => {
    const extensions = JSON.parse('{"__proto__":{"polluted":1},"constructor":1,"toString":2}') as Record<
      string,
      unknown
    >;
    expect(renderProblem(createView({ extensions })).body).toBe(
      '{"title":"Bad Gateway","status":502,"constructor":1,"toString":2}',
    );
  });

  it('our members have the names of the envelope, but for its status', () => {
    const members = {
      canonical: 'UNAVAILABLE',
      reason: 'ORDER_LOCKED',
      details: [{ pointer: '#/a' }],
      retry: { retryable: true, after: 5 },
      requestId: 'r1',
      traceId: 't1',
      help: 'https://a.example/502',
      debug: { stack: 'Error', causes: [] },
    };
    expect(problemOf(members)).toEqual({ title: 'Bad Gateway', status: 502, ...members });
    expect(Object.keys(problemOf(members))).toEqual(['title', 'status', ...Object.keys(members)]);
  });

  it('PD-2: null is no value of a member of ours', () => {
    expect(problemOf({ details: null })).not.toHaveProperty('details');
  });
});

describe('problem details of any view', () => {
  it('PD-1: the body is JSON and valid against schemas/problem.schema.json', () => {
    fc.assert(
      fc.property(anyView, (view) => {
        const problem: unknown = JSON.parse(renderProblem(asExposed(view)).body);
        validate(problem);
        expect(validate.errors ?? []).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  it('PD-4, PD-9: the five members say what the view says, whatever the extensions', () => {
    fc.assert(
      fc.property(anyView, (view) => {
        const { extensions: _, ...plain } = view;
        const { type, title, status, detail, instance } = JSON.parse(renderProblem(view).body) as Record<
          string,
          unknown
        >;
        const expected = JSON.parse(renderProblem(plain).body) as Record<string, unknown>;
        expect({ type, title, status, detail, instance }).toEqual({
          type: expected['type'],
          title: expected['title'],
          status: view.status,
          detail: expected['detail'],
          instance: expected['instance'],
        });
      }),
    );
  });

  it('the schema refuses what must not be sent', () => {
    for (const wrong of [{}, [], { title: 'x' }, { title: 'x', status: 200 }, { title: 'x', status: '502' }]) {
      expect(validate(wrong)).toBe(false);
    }
    for (const member of [
      { type: 'a b' },
      { detail: null },
      { details: null },
      { retry: { after: 0 } },
      { '@id': 1 },
    ]) {
      expect(validate({ title: 'x', status: 502, ...member })).toBe(false);
    }
  });
});
