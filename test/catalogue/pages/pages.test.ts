import { describe, expect, test } from 'vitest';
import { renderListPage } from '../../../src/catalogue/pages/list-page.ts';
import { renderStatusPage } from '../../../src/catalogue/pages/status-page.ts';
import { catalogue, statusCatalogue } from '../../../src/catalogue.ts';
import { OptionError } from '../../../src/core/check-options.ts';
import { escapeMarkup } from '../../../src/http/markup.ts';

/** Text in the order of the document, entities resolved: what a person reads. */
function toText(body: string): string {
  const bare = body.replace(/<style>.*?<\/style>|<script>.*?<\/script>/gs, '').replace(/<[^>]*>/g, '');
  const marks: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#96': '`' };
  return bare.replace(/&(amp|lt|gt|quot|#39|#96);/g, (_, name: string) => marks[name] ?? '');
}

describe.each(statusCatalogue)('page of $code $phrase', (entry) => {
  const { body } = renderStatusPage(entry, '');
  const text = toText(body);

  test('says all that the catalogue knows', () => {
    const { rfc, typicalResponse: typical, ...known } = entry;
    const texts = [
      known.category,
      known.meaning,
      known.description,
      known.popularity,
      known.commonUseCase,
      known.notes,
    ];
    const fields = [...known.requiredHeaders, ...known.recommendedHeaders, ...known.forbiddenHeaders];
    const all = [
      ...texts,
      known.retryReason,
      ...known.retriedBy,
      rfc === undefined ? '' : `${rfc.name} section ${rfc.section}`,
      typical === undefined
        ? ''
        : [typical.statusLine, ...typical.headers.map((line) => line.join(': ')), '', typical.body].join('\n'),
      ...fields.flatMap(({ name, level, when, spec }) => [`${name} ${level}`, when, spec]),
      ...known.related.map(({ code, phrase, useInsteadWhen }) => `${code} ${phrase} if ${useInsteadWhen}`),
      ...known.siblings.map(({ code, phrase }) => `${code} ${phrase}`),
      known.example ?? '',
      known.bodyGuidance ?? '',
    ];
    for (const part of all) expect(text).toContain(part);
    if (known.specUrl !== undefined) expect(body).toContain(`<a href="${escapeMarkup(known.specUrl)}">`);
  });

  test('says whether it is recommended and deprecated', () => {
    expect(text).toMatch(entry.recommended ? /Recommendedyes, for / : /Recommendedno/);
    expect(text).toMatch(entry.deprecated ? /Deprecatedyes: / : /Deprecatedno/);
  });

  test('is one document with one first heading, no empty part and no id twice', () => {
    expect(body.match(/<h1>/g)).toHaveLength(1);
    expect(body).not.toMatch(/<(p|li|dd|dt|h\d|code|ul|dl)>\s*<\/\1>|undefined|\[object|NaN/);
    const ids = [...body.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(body).not.toMatch(/ style=| on\w+=|<script|<img|<form/);
  });
});

describe('list', () => {
  test('has every status once, below its category', () => {
    const sections = renderListPage('').body.split('<section').slice(1);
    const codes = sections.map((section) =>
      [...section.matchAll(/<th scope="row"><a href="(\d+)"/g)].map(([, code]) => Number(code)),
    );
    const wanted = (registered: boolean, from: number): number[] =>
      statusCatalogue
        .filter((one) => one.registered === registered && (!registered || Math.floor(one.code / 100) === from))
        .map(({ code }) => code);
    expect(codes).toEqual([wanted(true, 4), wanted(true, 5), wanted(false, 0)]);
  });

  test('names its tables and their columns for a screen reader', () => {
    const { body } = renderListPage('');
    expect(body.match(/<table aria-labelledby="/g)).toHaveLength(3);
    expect(body.match(/<th scope="col">/g)).toHaveLength(6);
  });

  test('CT-11: the part of a link that comes from the request is escaped', () => {
    const { body } = renderListPage('./"><script>alert(1)</script>/');
    expect(body).toContain('<a href="./&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;/502">');
    expect(body.match(/<script>/g)).toHaveLength(1);
  });
});

describe('options', () => {
  test.each([
    [{ path: 'errors' }, '"path" must be an absolute path without query, was \'errors\''],
    [{ path: '/errors?x' }, '"path" must be an absolute path'],
    [{ cacheControl: 'a\nb' }, '"cacheControl" must be a Cache-Control value'],
    [{ cacheControl: '' }, '"cacheControl" must be'],
    [{ pth: '/errors' }, '"pth" is not an option; did you mean "path"?'],
    [null, '"options" must be an object'],
  ])('%j is refused when the handler is created', (options, message) => {
    expect(() => catalogue(options as never)).toThrow(OptionError);
    expect(() => catalogue(options as never)).toThrow(message);
  });

  test('path and cacheControl', async () => {
    const pages = catalogue({ path: '/docs/http/', cacheControl: 'no-cache' });
    const response = pages(new Request('https://a.example/docs/http/502?x=1'));
    expect(response?.status).toBe(200);
    expect(response?.headers.get('cache-control')).toBe('no-cache');
    expect(pages(new Request('https://a.example/errors/502'))).toBeUndefined();
  });

  test('a fetch host may pass more than the request', () => {
    const pages = catalogue() as (request: Request, environment: unknown, context: unknown) => Response | undefined;
    const request = new Request('https://a.example/errors');
    expect(pages(request, { SECRET: 'x' }, { waitUntil: () => undefined })?.status).toBe(200);
  });
});
