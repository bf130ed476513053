/** What the page shows of one host. */
export interface Shown {
  readonly host: string;
  /** Request as it was sent, with its body where that is short. */
  readonly request: string;
  /** Response as it came; undefined where nothing did. */
  readonly response: string | undefined;
  /** What the page says of the end of the message. */
  readonly framing: string;
  /** The record by field; undefined where there is none. */
  readonly record: Readonly<Record<string, string>> | undefined;
  readonly advice: readonly string[];
}

const characters: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&#96;': '`',
  '&amp;': '&',
};

function toText(markup: string): string {
  return markup.replace(/<[^>]*>/g, '').replace(/&[^;]+;/g, (reference) => characters[reference] ?? reference);
}

function findAll(markup: string, pattern: RegExp): string[] {
  return [...markup.matchAll(pattern)].map(([, inner = '']) => toText(inner));
}

function readArticle(article: string): Shown {
  const part = (name: string): string => article.split(`<section class="${name}"`)[1]?.split('</section>')[0] ?? '';
  const rows = [...part('record').matchAll(/<tr><th scope="row">(.*?)<\/th><td>(.*?)<\/td><\/tr>/gs)];
  const record = Object.fromEntries(rows.map(([, name = '', value = '']) => [toText(name), toText(value)]));
  return {
    host: findAll(article, /<h3[^>]*>(.*?)<\/h3>/g).join(),
    request: findAll(article, /<pre>(.*?)<\/pre>/gs)[0] ?? '',
    response: findAll(part('response'), /<pre>(.*?)<\/pre>/gs)[0],
    framing: findAll(part('response'), /<p class="(?:whole|cut)">(.*?)<\/p>/gs).join(),
    record: rows.length === 0 ? undefined : record,
    advice: findAll(part('advice'), /<dd>(.*?)<\/dd>/gs),
  };
}

/** Reads the page without a browser. */
export function readPage(markup: string): Shown[] {
  return markup.split('<article ').slice(1).map(readArticle);
}
