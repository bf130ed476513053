import { escapeMarkup as safe } from '../../http/markup.ts';
import type { FieldLine } from '../../http/response-plan.ts';
import { closedPolicy } from '../../plan/formats/html.ts';
import { filterScript, filterScriptHash, pageStyle, pageStyleHash } from './assets.ts';

/** A representation and the fields that describe it. */
export interface Document {
  readonly fields: readonly FieldLine[];
  readonly body: string;
}

export interface PageParts {
  readonly title: string;
  /** One sentence for search engines. */
  readonly summary: string;
  /** Text of the skip link. */
  readonly skip: string;
  /** What stands before the main content. */
  readonly header: string;
  readonly main: string;
  /** Whether the script of the filter is in the page. */
  readonly filters: boolean;
}

/** CT-10: what runs and what styles is named by its hash; nothing is loaded, submitted or framed. */
function toPolicy(filters: boolean): string {
  const script = filters ? ` script-src 'sha256-${filterScriptHash}';` : '';
  return `default-src 'none'; style-src 'sha256-${pageStyleHash}';${script} ${closedPolicy}`;
}

/** A whole document. The parts are markup already, the title and the texts are not. */
export function renderPage({ title, summary, skip, header, main, filters }: PageParts): Document {
  const body = [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    `<meta name="description" content="${safe(summary)}">`,
    `<title>${safe(title)}</title>`,
    `<style>${pageStyle}</style>`,
    '</head>',
    '<body>',
    `<a class="skip" href="#main">${safe(skip)}</a>`,
    header,
    // With tabindex the skip link moves the focus, not just the view.
    `<main id="main" tabindex="-1">`,
    main,
    '</main>',
    filters ? `<script>${filterScript}</script>` : '',
    '</body>',
    '</html>\n',
  ];
  const fields: FieldLine[] = [
    ['Content-Type', 'text/html; charset=utf-8'],
    ['Content-Language', 'en'],
    ['Content-Security-Policy', toPolicy(filters)],
  ];
  return { fields, body: body.filter((line) => line !== '').join('\n') };
}

/** A link to the page of a status. */
export function linkTo(root: string, { code, phrase }: { readonly code: number; readonly phrase: string }): string {
  return `<a href="${safe(root)}${code}">${code} ${safe(phrase)}</a>`;
}
