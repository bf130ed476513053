import { parseStream } from '../../src/cli/audit/http1-parser.ts';
import type { Seen } from './clients.ts';
import type { HostileRequest } from './surroundings.ts';
import { secret } from './texts.ts';

/** Tags and attributes of the built-in page; everything else came out of a text. */
const ownTag =
  /^<(?:!doctype html|html lang="[A-Za-z0-9-]+"|meta charset="utf-8"|meta name="(?:viewport|robots)" content="[a-z=,0-9-]+"|\/?(?:head|body|main|title|style|h1|p|dl|dt|dd|span|a|html)|(?:title|h1|p|dl) lang="en"|p class="m" dir="auto"|a href="[^"<>'`]*")>$/;

function findMarkup(html: string): string[] {
  const style = /<style>[\s\S]*?<\/style>/;
  const tags = html.replace(style, '<style></style>').match(/<[^>]*>?/g) ?? [];
  return tags.filter((tag) => !ownTag.test(tag)).map((tag) => `markup that is not ours: ${tag.slice(0, 80)}`);
}

type Look = (seen: Seen, context: JudgeContext) => readonly string[];

export interface JudgeContext {
  /** What the same failure gets where no hook is in the way; undefined where it answers otherwise each time. */
  readonly status: number | undefined;
  readonly request: HostileRequest;
  /** Its texts are public. */
  readonly shown: boolean;
  /** The page is the built-in one. */
  readonly ownPage: boolean;
}

function lines(seen: Seen, name: string): readonly string[] {
  const value = seen.headers[name];
  return value === undefined ? [] : Array.isArray(value) ? value : [value as string];
}

const looks: readonly Look[] = [
  ({ status }) => (Number.isInteger(status) && status >= 400 && status <= 599 ? [] : [`status ${status} (SL-1)`]),
  // SE-4: whatever hooks do, the outcome is that of a handler without any.
  ({ status }, { status: plain }) =>
    plain === undefined || status === plain ? [] : [`status ${status}, without hooks ${plain} (SE-4)`],
  // Exactly one response, well formed to the octet, and nothing behind it.
  ({ bytes }, { request }) => {
    if (bytes === undefined) return [];
    const { responses, violations, interim } = parseStream(bytes, [request.method], 'open');
    const count = responses.filter((one) => one.complete).length;
    return [...violations, ...(count === 1 && interim.length === 0 ? [] : [`${count} complete responses (SL-5)`])];
  },
  (seen, { request }) => {
    const [length] = lines(seen, 'content-length');
    if (length === undefined) return ['no Content-Length (FR-1)'];
    if (request.method === 'HEAD') return seen.body.length === 0 ? [] : ['content after HEAD (FR-5)'];
    return Number(length) === seen.body.length
      ? []
      : [`Content-Length ${length} for ${seen.body.length} octets (FR-1)`];
  },
  (seen) => {
    const wanted = ['date', 'content-type', 'cache-control', 'x-content-type-options'];
    return wanted.filter((name) => lines(seen, name).length !== 1).map((name) => `${name} is not there once`);
  },
  (seen) => {
    const forbidden = ['transfer-encoding', 'trailer', 'etag', 'location', 'content-encoding'];
    return forbidden.filter((name) => lines(seen, name).length > 0).map((name) => `${name} beside an error (ST-1)`);
  },
  // SE-1: no text has become a field of its own.
  (seen) =>
    lines(seen, 'set-cookie').some((one) => one.startsWith('hijacked')) ? ['a field was injected (SE-1)'] : [],
  (seen, { shown }) => {
    const all = Buffer.concat([seen.bytes ?? Buffer.alloc(0), Buffer.from(JSON.stringify(seen.headers)), seen.body]);
    if (all.includes('zq7query')) return ['the query of the request is in the answer (SE-9)'];
    return !shown && all.includes(secret) ? ['a secret of an unexposed error is in the answer (LE-1)'] : [];
  },
  (seen, { ownPage, request }) => {
    if (!ownPage || request.method === 'HEAD' || !/^text\/html/.test(lines(seen, 'content-type').join())) return [];
    return findMarkup(seen.body.toString('utf8'));
  },
  (seen, { request }) => {
    const type = lines(seen, 'content-type').join();
    if (request.method === 'HEAD' || !/json/.test(type)) return [];
    const text = seen.body.toString('utf8');
    try {
      JSON.parse(text);
      return /[\ud800-\udfff]/.test(text) && text.includes('\ufffd') && Buffer.from(text).compare(seen.body) !== 0
        ? ['the JSON is no UTF-8']
        : [];
    } catch {
      return [`no JSON: ${text.slice(0, 100)} (FR-10)`];
    }
  },
];

/** Rules that the answer breaks; empty for a good one. */
export function judge(seen: Seen, context: JudgeContext): string[] {
  return looks.flatMap((look) => look(seen, context));
}
