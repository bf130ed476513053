import type { HttpError } from '../../error/http-error.ts';
import { appendListMember } from '../../http/fields.ts';
import { createRequestView, type HeadersLike, type RequestLike, toPath } from '../../http/request-view.ts';
import type { FieldLine } from '../../http/response-plan.ts';
import { isObject, readProperty, readString } from '../../http/safe-read.ts';
import type { NodeRequest, NodeResponse } from '../../send/node-types.ts';
import type { Outcome, PageAnswer } from './answer.ts';
import type { Place } from './locate.ts';

/** The members of a Web `Request` that are touched. */
export interface WebRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: HeadersLike;
}

/** The members of a Koa context that are touched. */
export interface KoaPageContext {
  readonly req: NodeRequest;
  readonly res: NodeResponse;
  readonly path: string;
  readonly originalUrl: string;
  status: number;
  body: unknown;
  set(name: string, value: string): unknown;
}

/** The members of a Hono context that are touched. */
export interface HonoPageContext {
  readonly req: { readonly raw: WebRequest };
}

export type Answer = (request: ReturnType<typeof createRequestView>, place: Place) => Outcome;

/** A mount takes the beginning off, and leaves a slash of nothing. A path that differs otherwise was rewritten. */
function isStripped(whole: string, within: string): boolean {
  return whole !== within && (whole.endsWith(within) || within === '/');
}

/** Node's own request, and that of Express and connect, which strip the mount from `url` and keep the whole beside it. */
function toNodePlace(request: unknown): Place {
  const url = readString(request, 'url') ?? '/';
  const original = readString(request, 'originalUrl') ?? url;
  const baseUrl = readString(request, 'baseUrl');
  const [whole, within] = [toPath(original), toPath(url)];
  return { whole, within, mounted: baseUrl === undefined ? isStripped(whole, within) : baseUrl !== '' };
}

function toKoaPlace(context: KoaPageContext): Place {
  // koa-mount's.
  const mountPath = readString(context, 'mountPath') ?? '/';
  return { whole: toPath(context.originalUrl), within: toPath(context.path), mounted: mountPath !== '/' };
}

/** Others negotiate too, by Origin for one: what they have set of Vary stays (CT-8). */
function withPriorVary([name, value]: FieldLine, response: NodeResponse): FieldLine {
  if (name !== 'Vary') return [name, value];
  const prior = response.getHeader('Vary');
  return [name, prior === undefined ? value : appendListMember(String(prior), value)];
}

function isError(outcome: PageAnswer | HttpError): outcome is HttpError {
  return outcome instanceof Error;
}

function send(answer: PageAnswer, isHead: boolean, response: NodeResponse): void {
  response.statusCode = answer.status;
  for (const line of answer.headers) response.setHeader(...withPriorVary(line, response));
  if (isHead || answer.status === 304) response.end();
  else response.end(answer.body);
}

/** node:http: true where the page was answered, false where the path is not the catalogue's. */
export function serveNode(answer: Answer, request: RequestLike, response: NodeResponse): boolean {
  const view = createRequestView(request);
  const outcome = answer(view, toNodePlace(request));
  if (outcome === undefined) return false;
  if (isError(outcome)) throw outcome;
  send(outcome, view.method === 'HEAD', response);
  return true;
}

/** Express and connect: what is not answered here is passed on. */
export function serveConnect(
  answer: Answer,
  request: RequestLike,
  response: NodeResponse,
  next: (error?: unknown) => void,
): void {
  try {
    if (serveNode(answer, request, response)) return;
  } catch (error) {
    next(error);
    return;
  }
  next();
}

/** Koa, by its own setters: what wraps `body`, compression for one, goes on working. */
export async function serveKoa(answer: Answer, context: KoaPageContext, next: () => Promise<unknown>): Promise<void> {
  const outcome = answer(createRequestView(context.req), toKoaPlace(context));
  if (outcome === undefined) {
    await next();
    return;
  }
  if (isError(outcome)) throw outcome;
  context.status = outcome.status;
  for (const line of outcome.headers) context.set(...withPriorVary(line, context.res));
  if (outcome.status === 200) context.body = outcome.body;
}

/** Web `Request`: undefined where the path is not the catalogue's. */
export function serveFetch(answer: Answer, request: WebRequest): Response | undefined {
  const view = createRequestView(request);
  const path = view.path;
  const outcome = answer(view, { whole: path, within: path, mounted: false });
  if (outcome === undefined) return undefined;
  if (isError(outcome)) throw outcome;
  const { status, headers, body } = outcome;
  return new Response(status === 304 || view.method === 'HEAD' ? null : body, { status, headers: [...headers] });
}

/** A Hono middleware returns the response, or leaves it to the next one. */
export async function serveHono(
  answer: Answer,
  context: HonoPageContext,
  next: () => Promise<unknown>,
): Promise<Response | undefined> {
  const response = serveFetch(answer, context.req.raw);
  if (response === undefined) await next();
  return response;
}

/** Only Hono's context has a request with a Web `Request` in it. */
export function isHonoContext(value: unknown): value is HonoPageContext {
  return isObject(readProperty(readProperty(value, 'req'), 'raw'));
}
