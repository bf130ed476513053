import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { schemas } from '../../src/openapi.ts';
import { formRules } from '../../src/testing/rules.ts';
import { findShapeErrors } from '../../src/testing/shape.ts';
import { BadGateway, brokenBy, type renderErrorLike } from './support.ts';

/** One change of a good 502 that breaks the rule, for each rule. */
const breaks: Readonly<Record<string, Parameters<typeof renderErrorLike>[0]>> = {
  'SL-1': { status: 302 },
  'DT-1': { drop: ['Date'] },
  'DT-3': { set: { Date: 'Mon, 22 Mar 2026 12:00:00 GMT' } },
  'DT-6': { set: { 'X-Powered-By': 'Express' } },
  'CT-1': { set: { 'Content-Type': 'application/xml' } },
  'CT-2': { set: { 'Content-Type': 'application/json; charset=utf-8' } },
  'CT-3': { set: { 'Content-Type': 'text/plain' } },
  'FR-1': { set: { 'Content-Length': '9999' } },
  'FR-2': { set: { 'Transfer-Encoding': 'chunked' } },
  'FR-5': { method: 'HEAD' },
  'FR-7': { body: '' },
  'CT-4': { body: '{"error":{"code":502}}' },
  'PD-2': { set: { 'Content-Type': 'application/problem+json' }, body: '{"title":"Bad Gateway","status":"502"}' },
  'SL-6': { body: '{"error":{"code":500,"message":"x"}}' },
  'PD-4': { set: { 'Content-Type': 'application/problem+json' }, body: '{"title":"Bad Gateway","status":500}' },
  'CA-1': { status: 429, set: { 'Cache-Control': 'max-age=60' } },
  'CA-4': { set: { 'Cache-Control': 'max-age=60' } },
  'CT-10': { drop: ['X-Content-Type-Options'] },
  'CT-11': { set: { 'Content-Type': 'text/plain; charset=utf-8' }, body: 'Error: x\n    at run (/srv/app.js:3:5)\n' },
  'RA-1': { set: { 'Retry-After': '-1' } },
  'CT-12': { body: '{"error":{"code":502,"message":"x","retry":{"retryable":true,"after":7}}}' },
  'AU-1': { status: 401 },
  'AU-4': { status: 407 },
  'AU-8': { status: 511, set: { 'WWW-Authenticate': 'Basic' } },
  'ME-1': { status: 405 },
  'ME-3': { status: 426 },
  'RG-1': { set: { 'Content-Range': 'bytes 0-1/2' } },
  'ST-1': { set: { ETag: 'W/"1"' } },
  'ST-5': { add: { Server: 'second' } },
  'SE-2': { set: { 'X-Name': 'é' } },
};

describe('form rules', () => {
  test('a 502 of ours breaks none', () => {
    expect(new BadGateway().status).toBe(502);
    expect(brokenBy({})).toEqual([]);
  });

  test.each(formRules.map(({ id }) => id))('%s is found', (id) => {
    expect(breaks[id], 'a case of this table').toBeDefined();
    expect(brokenBy(breaks[id] ?? {})).toContain(id);
  });
});

describe('the shape check', () => {
  const ajv = new Ajv2020({ strict: true, allErrors: true, validateFormats: false });
  const names = [
    'code',
    'message',
    'status',
    'reason',
    'details',
    'retry',
    'requestId',
    'traceId',
    'debug',
    'title',
    'type',
  ];
  const value = fc.oneof(
    fc.constantFrom<unknown>(502, 'x', '', null, 'UNAVAILABLE', 399, 502.5, '4bf92f3577b34da6a3ce929d0e0e4736'),
    fc.constantFrom<unknown>(
      { retryable: true },
      { retryable: true, after: 0 },
      { stack: 'x', causes: [{ name: 'x' }] },
    ),
    fc.jsonValue(),
  );
  const members = fc.dictionary(fc.constantFrom(...names, 'extra', '@id'), value);
  const right = { envelope: { code: 502, message: 'x' }, problem: { title: 'x', status: 502 } };

  test.each(['envelope', 'problem'] as const)('says of any %s what Ajv says', (name) => {
    const validate = ajv.compile(schemas[name]);
    fc.assert(
      fc.property(members, fc.boolean(), (given, isWhole) => {
        const root = isWhole ? { ...right[name], ...given } : given;
        const body = name === 'envelope' ? { error: root } : root;
        expect(findShapeErrors(body, schemas[name]).length === 0).toBe(validate(body));
      }),
      { numRuns: 1500 },
    );
  });
});
