import { cleanText } from './clean-text.ts';

/** Pages of proxies are short; what is said is said at their top. */
const maxPage = 65_536;
const maxHint = 200;

/** Where a page says what happened: nginx, HAProxy, ALB, Cloudflare in `h1` or `title`, Express in `pre` under "Error". */
const places = ['h1', 'title', 'pre'];
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' };

/** By indexOf and not by one expression: a page is a stranger's text, and nothing here may take more than its length. */
function contentOf(page: string, lower: string, tag: string): string {
  const start = lower.indexOf(`<${tag}`);
  const open = start < 0 ? -1 : lower.indexOf('>', start);
  const end = open < 0 ? -1 : lower.indexOf(`</${tag}`, open);
  if (end < 0) return '';
  const [line = ''] = page.slice(open + 1, Math.min(end, open + 1000)).split(/<br/i, 1);
  const text = line.replace(/<[^<>]*>/g, ' ').replace(/&(?:#39|(\w{2,4}));/g, (all, name) => {
    return name === undefined ? "'" : (entities[name] ?? all);
  });
  return cleanText(text, maxHint).replace(/\s+/g, ' ');
}

/** What an HTML page says of itself in a line: a hint for a person and nothing to decide by. */
export function readHtmlHint(text: string): string | undefined {
  const page = text.slice(0, maxPage);
  // ASCII alone: toLowerCase() makes two units of a Turkish İ, and every place behind it would be another one.
  const lower = page.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
  return places.map((tag) => contentOf(page, lower, tag)).find((hint) => hint !== '' && hint !== 'Error');
}
