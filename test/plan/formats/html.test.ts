import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ErrorView } from '../../../src/plan/error-view.ts';
import { renderHtml, renderOwnHtml } from '../../../src/plan/formats/html.ts';
import { toHtmlPage } from '../../../src/plan/formats/html-page.ts';
import { htmlStyle, htmlStyleHash } from '../../../src/plan/formats/html-style.ts';
import { anyView, badGateway, createView } from './views.ts';

function pageOf(members: Partial<ErrorView>): string {
  return renderHtml(createView(members)).body;
}

/** Every tag of a page with its attributes, the style taken out (it is a constant). */
function tagsOf(body: string): readonly string[] {
  return body.replace(htmlStyle, '').match(/<[^>]*>?/g) ?? [];
}

/** The only tags that the page may ever have; values of attributes hold no quote, bracket or bare ampersand. */
const text = `(?:[^"'<>&\`]|&(?:amp|lt|gt|quot|#39|#96);)*`;
const allowedTag = new RegExp(
  `^<(?:!doctype html|/?(?:html|head|title|style|body|main|h1|span|p|a|dl|dt|dd|details|summary|pre)` +
    `|html lang="[A-Za-z0-9-]+"|meta charset="utf-8"|meta name="(?:viewport|robots)" content="[a-z0-9=,-]+"` +
    `|(?:title|h1|p|dl|details)(?: lang="en")?|pre tabindex="0"|p class="m" dir="auto"|details(?: lang="en")? open|a href="(?:https?://|/)${text}")>$`,
  'i',
);

describe('HTML page', () => {
  it('CT-3, CT-10, V108: content type and policy', () => {
    const { contentType, csp } = renderHtml(badGateway);
    expect(contentType).toBe('text/html; charset=utf-8');
    expect(csp).toBe(
      `default-src 'none'; style-src 'sha256-${htmlStyleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    );
  });

  it('CT-10: the style is in the page byte for byte, and once; nothing else is loaded or run', () => {
    const body = pageOf({ help: 'https://a.example/502', debug: { stack: 's', causes: [] } });
    expect(body.split(`<style>${htmlStyle}</style>`)).toHaveLength(2);
    expect(body).not.toMatch(/<(?:script|link|img|iframe|form|base|object)\b|style=|\son\w+=/i);
  });

  it('V093: a document with code and name, for phones and not for search engines', () => {
    const body = pageOf({});
    expect(body).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(body).toMatch(/<title>502 Bad Gateway<\/title>/);
    expect(body).toMatch(/<h1><span>502<\/span> Bad Gateway<\/h1>/);
    expect(body).toContain('<meta name="viewport" content="width=device-width,initial-scale=1">');
    expect(body).toContain('<meta name="robots" content="noindex">');
  });

  it('is smaller than 3 kB with everything but details of a failure', () => {
    const full = {
      requestId: 'r'.repeat(64),
      traceId: 't'.repeat(32),
      help: 'https://a.example/502',
      reason: 'ORDER_LOCKED',
    };
    const body = pageOf({
      ...full,
      retry: { retryable: true, after: 30, idempotentOnly: true },
      message: 'm',
      exposed: true,
    });
    expect(Buffer.byteLength(body)).toBeLessThan(3072);
  });

  it('CT-11, V110: the message is escaped', () => {
    const body = pageOf({
      status: 400,
      phrase: 'Bad Request',
      message: '<script>alert("x")</script>&\'',
      exposed: true,
    });
    expect(body).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&amp;&#39;');
    expect(body).not.toContain('<script');
  });

  it('CT-5: a message that is not exposed, and one that says the phrase again, are not shown', () => {
    expect(pageOf({ message: 'secret' })).not.toContain('secret');
    expect(pageOf({ message: 'Bad Gateway', exposed: true })).not.toContain('class="m"');
  });

  it('CT-12: says when to come back, what to check and what to quote', () => {
    const body = pageOf({
      requestId: 'r-1',
      traceId: 't-1',
      reason: 'UPSTREAM',
      retry: { retryable: true, after: 3, idempotentOnly: true },
    });
    expect(body).toContain('Try again in 3 seconds.');
    expect(body).toContain('check first whether it arrived');
    expect(body).toContain('<dt>Request id</dt><dd>r-1</dd>');
    expect(body).toContain('<dt>Trace id</dt><dd>t-1</dd>');
    expect(body).toContain('<dt>Reason</dt><dd>UPSTREAM</dd>');
  });

  it('has no list of facts where there are none', () => expect(pageOf({})).not.toContain('<dl'));

  it('links to the help page', () => {
    expect(pageOf({ help: 'https://a.example/e?a=1&b=2' })).toContain(
      '<a href="https://a.example/e?a=1&amp;b=2">More about 502 Bad Gateway</a>',
    );
  });

  it.each(['javascript:alert(1)', 'JAVASCRIPT:alert(1)', 'data:text/html,x', 'https://a b', 'relative'])(
    'CT-11: %j is never a link',
    (help) => expect(pageOf({ help })).not.toContain('<a'),
  );

  it('CT-9: the page has the language of the message, and marks what is English in it', () => {
    const body = pageOf({ message: 'Der Dienst fehlt', exposed: true, language: 'de', requestId: 'r' });
    expect(body).toContain('<html lang="de">');
    expect(body).toContain('<h1 lang="en">');
    expect(body).toContain('<p class="m" dir="auto">Der Dienst fehlt</p>');
    expect(body).toContain('<p lang="en">');
    expect(body).toContain('<dl lang="en">');
  });

  it.each(['', '"><x>', 'toolongtag', 'de_DE'])('CT-9: %j is no language', (language) =>
    expect(pageOf({ language })).toContain('<html lang="en">'),
  );

  it('CT-11: debug output is there only with a debug view, and escaped', () => {
    const debug = {
      stack: '\nError: <b>\n  at x',
      causes: [
        { name: 'A<', message: 'm' },
        { name: 'B', message: 'n', stack: 's&' },
      ],
    };
    const body = pageOf({ debug });
    expect(body).toContain(
      '<details open><summary>Stack</summary><pre tabindex="0">\n\nError: &lt;b&gt;\n  at x</pre></details>',
    );
    expect(body).toContain('<details><summary>Caused by A&lt;: m</summary><pre tabindex="0">\nm</pre></details>');
    expect(body).toContain('<details><summary>Caused by B: n</summary><pre tabindex="0">\ns&amp;</pre></details>');
    expect(pageOf({})).not.toContain('<details');
  });

  it('CT-11: no view puts markup into the page', () => {
    fc.assert(
      fc.property(anyView, (view) => {
        const { body } = renderHtml(view);
        for (const tag of tagsOf(body)) expect(tag).toMatch(allowedTag);
        expect(body.replace(/&(?:amp|lt|gt|quot|#39|#96);/g, '')).not.toContain('&');
        expect(body).not.toMatch(/[^\P{Cc}\t\n]/u);
        expect(body).not.toMatch(/\p{Surrogate}/u);
      }),
      { numRuns: 1000 },
    );
  });

  it('CT-11: texts change nothing in the structure', () => {
    const shape = (value: ErrorView): readonly string[] =>
      tagsOf(renderHtml(value).body).map((tag) => tag.replace(/"[^"]*"/g, '""'));
    const texts = ['reason', 'requestId', 'traceId'] as const;
    fc.assert(
      fc.property(anyView, (view) => {
        const filled = {
          ...view,
          phrase: 'p',
          message: 'm',
          title: 't',
          ...Object.fromEntries(texts.map((name) => [name, 'x'])),
        };
        const hostile = {
          ...view,
          phrase: '<p>',
          message: '<m>',
          title: '</main>',
          ...Object.fromEntries(texts.map((name) => [name, '</dd>"'])),
        };
        expect(shape(hostile)).toEqual(shape(filled));
      }),
    );
  });
});

describe('own pages', () => {
  it('get what the view says, absent members left out', () => {
    expect(toHtmlPage(badGateway)).toEqual({
      status: 502,
      title: 'Bad Gateway',
      advice: [
        'A system that this service depends on did not answer correctly. You did nothing wrong. Try again in a moment.',
      ],
      language: 'en',
      escape: expect.any(Function),
    });
    const page = toHtmlPage(
      createView({
        message: 'm',
        exposed: true,
        reason: 'R',
        details: [1],
        retry: { retryable: true, after: 7 },
        requestId: 'r',
        traceId: 't',
        help: '/h',
        language: 'fr',
        debug: { stack: 's', causes: [] },
      }),
    );
    expect(page).toMatchObject({
      message: 'm',
      reason: 'R',
      details: [1],
      retryAfter: 7,
      requestId: 'r',
      traceId: 't',
    });
    expect(page).toMatchObject({ help: '/h', language: 'fr', debug: { stack: 's', causes: [] } });
  });

  it('take the title of the problem where no message is exposed', () => {
    expect(toHtmlPage(createView({ title: 'Upstream is down' })).message).toBe('Upstream is down');
  });

  it('CT-10: may bring styles and images, never scripts, forms or frames', () => {
    const { contentType, csp, body } = renderOwnHtml('<p>x');
    expect([contentType, body]).toEqual(['text/html; charset=utf-8', '<p>x']);
    expect(csp).toMatch(/^default-src 'none'; style-src 'self' 'unsafe-inline';/);
    expect(csp).not.toMatch(/script-src|connect-src/);
    expect(csp).toMatch(/form-action 'none'; frame-ancestors 'none'$/);
  });
});
