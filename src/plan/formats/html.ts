import type { ErrorView, Representation } from '../error-view.ts';
import { renderFrame } from '../source-frames.ts';
import { type HtmlPage, toHtmlPage } from './html-page.ts';
import { htmlStyle, htmlStyleHash } from './html-style.ts';

/** CT-3. */
const contentType = 'text/html; charset=utf-8';

/** Nothing is loaded, nothing runs, nothing is submitted, nobody frames it (CT-10). */
export const closedPolicy = "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const pageCsp = `default-src 'none'; style-src 'sha256-${htmlStyleHash}'; ${closedPolicy}`;

/** For pages of the `html` option: their own styles, images and fonts, and still no script and no form. */
const ownPageCsp = `default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; ${closedPolicy}`;

/** The page of this library: readable on a phone, in the dark, without scripts and without a network. */
export function renderHtml(view: ErrorView): Representation {
  return { contentType, csp: pageCsp, body: renderPage(toHtmlPage(view)) };
}

/** The page that the `html` option made. */
export function renderOwnHtml(body: string): Representation {
  return { contentType, csp: ownPageCsp, body };
}

// Everything that is not a literal here goes through page.escape; a property test compares the tags of hostile views.
function renderPage(page: HtmlPage): string {
  const { escape: safe, language } = page;
  // What is written here is English whatever the language of the message: a screen reader needs to know.
  const english = language === 'en' ? '' : ' lang="en"';
  const name = `${page.status} ${safe(page.title)}`;
  return [
    '<!doctype html>',
    `<html lang="${safe(language)}">`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    '<meta name="robots" content="noindex">',
    `<title${english}>${name}</title>`,
    `<style>${htmlStyle}</style>`,
    '</head>',
    '<body>',
    '<main>',
    `<h1${english}><span>${page.status}</span> ${safe(page.title)}</h1>`,
    page.message === undefined ? '' : `<p class="m" dir="auto">${safe(page.message)}</p>`,
    ...page.advice.map((paragraph) => `<p${english}>${safe(paragraph)}</p>`),
    page.help === undefined ? '' : `<p${english}><a href="${safe(page.help)}">More about ${name}</a></p>`,
    renderFacts(page, english),
    renderDebug(page, english),
    '</main>',
    '</body>',
    '</html>\n',
  ]
    .filter((line) => line !== '')
    .join('\n');
}

function renderFacts(page: HtmlPage, english: string): string {
  const facts = [
    ['Reason', page.reason],
    ['Request id', page.requestId],
    ['Trace id', page.traceId],
  ];
  const items = facts
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([label, value]) => `<dt>${label}</dt><dd>${page.escape(value)}</dd>`);
  return items.length === 0 ? '' : `<dl${english}>${items.join('')}</dl>`;
}

function renderDebug({ debug, escape: safe }: HtmlPage, english: string): string {
  if (debug === undefined) return '';
  const causes = debug.causes.map((cause) => [
    `Caused by ${cause.name}: ${cause.message}`,
    cause.stack ?? cause.message,
  ]);
  // A wide text scrolls: with tabindex the keyboard can do it (WCAG 2.1.1). A line feed right after <pre> is not part
  // of the text, so a text that begins with one keeps it.
  const render = ([label, text]: readonly (string | undefined)[], index: number): string =>
    `<details${english}${index === 0 ? ' open' : ''}><summary>${safe(label)}</summary><pre tabindex="0">\n${safe(text)}</pre></details>`;
  const frames = (debug.frames ?? []).map((frame) => [`${frame.file}:${frame.line}`, renderFrame(frame)]);
  return [...frames, ['Stack', debug.stack], ...causes].map(render).join('\n');
}
