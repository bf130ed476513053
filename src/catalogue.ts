import { entries } from './catalogue/describe.ts';
import type { StatusDescription } from './catalogue/description.ts';
import { createAnswer } from './catalogue/pages/answer.ts';
import {
  type HonoPageContext,
  isHonoContext,
  type KoaPageContext,
  serveConnect,
  serveFetch,
  serveHono,
  serveKoa,
  serveNode,
  type WebRequest,
} from './catalogue/pages/hosts.ts';
import { type CatalogueOptions, resolveCatalogueOptions } from './catalogue/pages/options.ts';
import type { RequestLike } from './http/request-view.ts';
import { readProperty } from './http/safe-read.ts';
import type { NodeResponse } from './send/node-types.ts';

export type {
  RelatedStatus,
  SiblingStatus,
  StatusDescription,
  TypicalResponse,
} from './catalogue/description.ts';
export type { HonoPageContext, KoaPageContext, WebRequest } from './catalogue/pages/hosts.ts';
export type { CatalogueOptions } from './catalogue/pages/options.ts';
export type { FieldAdvice, FieldProse, Popularity, RecommendedScope, RegistryStatus } from './catalogue/prose.ts';
export type { NodeRequest, NodeResponse } from './send/node-types.ts';

/** Every entry of the catalogue, in ascending order: what IANA lists from 400 to 599, and the numbers that vendors use. */
export const statusCatalogue: readonly StatusDescription[] = Object.freeze([...entries.values()]);

/**
 * Explains a status: the facts that the library decides by, what the status means, when another one is right, what a
 * response needs, and whether a repeat makes sense.
 *
 * @param code such as 502; a number without an entry gives undefined.
 */
export function describeStatus(code: number): StatusDescription | undefined {
  return entries.get(code);
}

/** The handler of the pages; it tells its host by what it is called with. */
export interface CatalogueHandler {
  /** Express and connect: a path that is not the catalogue's, and every error, goes to `next`. */
  (request: RequestLike, response: NodeResponse, next: (error?: unknown) => void): void;
  /** Koa: errors are thrown. */
  (context: KoaPageContext, next: () => Promise<unknown>): Promise<void>;
  /** Hono: errors are thrown. */
  (context: HonoPageContext, next: () => Promise<unknown>): Promise<Response | undefined>;
  /** node:http and node:http2: false where the path is not the catalogue's; errors are thrown. */
  (request: RequestLike, response: NodeResponse): boolean;
  /** Web `Request`: undefined where the path is not the catalogue's; errors are thrown. */
  (request: WebRequest): Response | undefined;
}

/**
 * Creates the handler that serves the catalogue as pages: the list of all statuses at its path, and one page for each
 * status below (`/errors`, `/errors/502`), as HTML or, where Accept prefers it, as JSON. `help: '/errors'` of an error
 * handler, and the `type` of problem details, can point there.
 *
 * A number without an entry is a 404, a method other than GET and HEAD a 405 with `Allow`, both as errors for the app's own
 * error handler. Every other path below is left to the app.
 *
 * @param options see {@link CatalogueOptions}.
 * @throws OptionError where the options are wrong.
 * @example
 * app.use('/errors', catalogue());
 * app.use(errorHandler({ help: '/errors' }));
 */
export function catalogue(options: CatalogueOptions = {}): CatalogueHandler {
  const answer = createAnswer(resolveCatalogueOptions(options));
  function failwellCatalogue(first: unknown, second?: unknown, third?: unknown): unknown {
    if (typeof third === 'function') {
      return serveConnect(answer, first as RequestLike, second as NodeResponse, third as () => void);
    }
    if (typeof second === 'function') {
      const next = second as () => Promise<unknown>;
      return isHonoContext(first) ? serveHono(answer, first, next) : serveKoa(answer, first as KoaPageContext, next);
    }
    // Not by `second` alone: fetch hosts pass an environment, a server or connection details there.
    const isNode = typeof readProperty(second, 'setHeader') === 'function';
    return isNode
      ? serveNode(answer, first as RequestLike, second as NodeResponse)
      : serveFetch(answer, first as WebRequest);
  }
  return failwellCatalogue as CatalogueHandler;
}
