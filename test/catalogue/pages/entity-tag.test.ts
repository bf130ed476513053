import { expect, test } from 'vitest';
import { createAnswer, type PageAnswer } from '../../../src/catalogue/pages/answer.ts';
import { isNamedBy, toEntityTag } from '../../../src/catalogue/pages/entity-tag.ts';
import { statusCatalogue } from '../../../src/catalogue.ts';
import { createRequestView } from '../../../src/http/request-view.ts';

test('RFC 9110 8.8.3: a text has one tag, and one more character another', () => {
  expect(toEntityTag('a page')).toBe(toEntityTag('a page'));
  expect(new Set(['', 'a', 'b', 'ab', 'ba', 'a page', 'a page '].map(toEntityTag)).size).toBe(7);
  expect(toEntityTag('é€')).toMatch(/^"[0-9a-z]+-[0-9a-z]+"$/);
});

test('no two representations of the catalogue have the same tag', () => {
  const answer = createAnswer({ path: undefined, cacheControl: 'no-cache' });
  const paths = ['/errors', '/errors/', ...statusCatalogue.map(({ code }) => `/errors/${code}`)];
  const tags = paths.flatMap((path) =>
    ['text/html', 'application/json'].map((accept) => {
      const view = createRequestView({ method: 'GET', url: path, headers: { accept } });
      const { headers } = answer(view, { whole: path, within: path, mounted: false }) as PageAnswer;
      return headers.find(([name]) => name === 'ETag')?.[1];
    }),
  );
  expect(new Set(tags).size).toBe(paths.length * 2);
});

test.each([
  [undefined, false],
  ['', false],
  ['"a"', true],
  ['W/"a"', true],
  ['"b", W/"a" , "c"', true],
  [' * ', true],
  ['"b"', false],
  ['a', false],
  ['"*"', false],
])('RFC 9110 13.1.2: If-None-Match: %j', (field, named) => expect(isNamedBy(field, '"a"')).toBe(named));
