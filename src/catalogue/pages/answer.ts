import { MethodNotAllowed, NotFound } from '../../error/classes.ts';
import type { HttpError } from '../../error/http-error.ts';
import { byteLength } from '../../http/byte-length.ts';
import type { RequestView } from '../../http/request-view.ts';
import type { FieldLine } from '../../http/response-plan.ts';
import { negotiateFormat } from '../../plan/negotiate.ts';
import { entries } from '../describe.ts';
import { isNamedBy, toEntityTag } from './entity-tag.ts';
import { renderListJson, renderStatusJson } from './json.ts';
import { renderListPage } from './list-page.ts';
import { type Location, locate, type Place } from './locate.ts';
import type { CatalogueSettings } from './options.ts';
import type { Document } from './page.ts';
import { renderStatusPage } from './status-page.ts';

/** A whole response, for a host to translate. A response to HEAD has the same fields and sends no body. */
export interface PageAnswer {
  readonly status: 200 | 304;
  readonly headers: readonly FieldLine[];
  readonly body: string;
}

/** What a request gets: a page, an error for the app's own error handler, or nothing, where the path is not ours. */
export type Outcome = PageAnswer | HttpError | undefined;

/** Pages first: any type and no Accept at all get HTML. */
type Format = 'html' | 'envelope';

interface Rendered {
  readonly root: string;
  readonly document: Document;
  readonly tag: string;
}

function render({ code, root }: Location, format: Format): Document | undefined {
  if (code === undefined) return format === 'html' ? renderListPage(root) : renderListJson(root);
  const entry = code.length === 3 ? entries.get(Number(code)) : undefined;
  if (entry === undefined) return undefined;
  return format === 'html' ? renderStatusPage(entry, root) : renderStatusJson(entry);
}

/** Renders a page when it is first asked for, and keeps one rendering of each: a hundred spellings of a path fill nothing. */
function createShelf(): (location: Location, format: Format) => Rendered | undefined {
  const shelf = new Map<string, Rendered>();
  return (location, format) => {
    // With and without a slash at the end of the path links differ: each form has its own place, or they would take turns.
    const key = `${format} ${location.code ?? 'list'} ${location.root === '' ? 'own' : 'other'}`;
    const kept = shelf.get(key);
    if (kept !== undefined && kept.root === location.root) return kept;
    const document = render(location, format);
    if (document === undefined) return undefined;
    const fresh = { root: location.root, document, tag: toEntityTag(document.body) };
    shelf.set(key, fresh);
    return fresh;
  };
}

/** RFC 9110 section 15.4.5: a 304 repeats what a 200 would have said of caching, and nothing of the content. */
function toAnswer({ document, tag }: Rendered, request: RequestView, cacheControl: string): PageAnswer {
  const caching: readonly FieldLine[] = [
    ['Cache-Control', cacheControl],
    ['ETag', tag],
    ['Vary', 'Accept'],
  ];
  if (isNamedBy(request.header('if-none-match'), tag)) return { status: 304, headers: caching, body: '' };
  const content: readonly FieldLine[] = [
    ...document.fields,
    ['X-Content-Type-Options', 'nosniff'],
    ['Content-Length', String(byteLength(document.body))],
  ];
  return { status: 200, headers: [...caching, ...content], body: document.body };
}

function toNotFound(code: string): HttpError {
  return new NotFound(`the catalogue has no status ${code.slice(0, 20)}`);
}

/** The pipeline of the pages on one page: find, render, answer. What it returns is for every host the same. */
export function createAnswer(settings: CatalogueSettings): (request: RequestView, place: Place) => Outcome {
  const fetchPage = createShelf();
  return (request, place) => {
    const location = locate(place, settings.path);
    if (location === undefined) return undefined;
    const page = fetchPage(location, negotiateFormat<Format>(request.header('accept'), ['html', 'envelope']));
    if (page === undefined) return toNotFound(location.code ?? '');
    const { method } = request;
    if (method !== 'GET' && method !== 'HEAD') return new MethodNotAllowed({ allow: ['GET', 'HEAD'] });
    return toAnswer(page, request, settings.cacheControl);
  };
}
