import type { HttpErrorOptions } from '../error/error-options.ts';
import { isErrorStatus } from '../error/status.ts';
import { arrayItems, isArray, isObject, readInteger, readObject, readProperty, readString } from '../http/safe-read.ts';
import { firstVerdict } from './causes.ts';
import { type TakenHeaders, takeHeaders } from './error-headers.ts';
import { apolloCodes, trpcCodes } from './framework-codes.ts';
import type { Marks } from './marks.ts';
import type { Classifier, Verdict } from './verdict.ts';

/**
 * Errors of web frameworks, as they mean them: their statuses live where http-errors does not look, and their 4xx texts
 * are written for the client. A 5xx text is not.
 */

const noHeaders: TakenHeaders = { options: {}, warnings: [] };

function meant(
  rule: string,
  status: number,
  message: unknown,
  taken = noHeaders,
  more: HttpErrorOptions = {},
): Verdict {
  const text = typeof message === 'string' && message !== '' ? { message } : {};
  return {
    status,
    rule,
    ...text,
    options: { expose: status < 500, ...taken.options, ...more },
    warnings: taken.warnings,
  };
}

/** Boom: everything for the client is in `output`; `data` is private by its contract. */
const classifyBoom: Classifier<Marks> = ({ isBoom, output, text }) => {
  const status = isBoom === true ? readInteger(output, 'statusCode') : undefined;
  if (!isErrorStatus(status)) return undefined;
  const message = readString(readObject(output, 'payload'), 'message') ?? text;
  return meant('framework/boom', status, message, takeHeaders(readProperty(output, 'headers')));
};

/** Texts of Nest's ValidationPipe, one a broken constraint; Nest sends them as they are. */
function nestDetails(messages: unknown): HttpErrorOptions {
  if (!isArray(messages)) return {};
  const details = arrayItems(messages, 50).filter((one) => typeof one === 'string' && one.length <= 300);
  return details.length === 0 ? {} : { details: details.map((message) => ({ message })) };
}

/** Nest's HttpException has `response` and `options`, as got's errors have, but is ours: its two methods decide. */
const classifyNest: Classifier<Marks> = ({ getStatus, getResponse, status, response, text }) => {
  if (typeof getStatus !== 'function' || typeof getResponse !== 'function' || !isErrorStatus(status)) return undefined;
  const said = typeof response === 'string' ? response : readProperty(response, 'message');
  return meant('framework/nest', status, typeof said === 'string' ? said : text, noHeaders, nestDetails(said));
};

/** hono: the status is its own; a challenge may stand on the Response that it carries. */
const classifyHono: Classifier<Marks> = ({ getResponse, getStatus, className, status, res, text }) => {
  const isHono = (typeof getResponse === 'function' || className === 'HTTPException') && getStatus === undefined;
  return isHono && isErrorStatus(status)
    ? meant('framework/hono', status, text, takeHeaders(readProperty(res, 'headers')))
    : undefined;
};

/** tRPC wraps whatever a procedure threw as INTERNAL_SERVER_ERROR: then the cause tells, as far as one knows it. */
const classifyTrpc: Classifier<Marks> = ({ name, code, text, cause }) => {
  if (name !== 'TRPCError' || code === undefined || !Object.hasOwn(trpcCodes, code)) return undefined;
  if (code === 'INTERNAL_SERVER_ERROR' && isObject(cause)) return undefined;
  const status = trpcCodes[code] as number;
  const verdict = meant('framework/trpc', status, text);
  return status === 499 ? { ...verdict, options: { expose: false }, cancelled: true } : verdict;
};

/**
 * GraphQL: the server's own choice of status, then the code that Apollo made customary. An error with a path or an
 * original error was thrown by a resolver: ours. What is left is the client's document.
 */
const classifyGraphql: Classifier<Marks> = ({ name, extensions, originalError, path, text }) => {
  if (name !== 'GraphQLError' || !isObject(extensions)) return undefined;
  const http = readObject(extensions, 'http');
  const chosen = readInteger(http, 'status');
  if (isErrorStatus(chosen))
    return meant('framework/graphql', chosen, text, takeHeaders(readProperty(http, 'headers')));
  const code = readString(extensions, 'code') ?? '';
  const fromResolver = isObject(originalError) || path !== undefined;
  const mapped = Object.hasOwn(apolloCodes, code) ? apolloCodes[code] : undefined;
  if (mapped !== undefined && mapped !== 500) return meant('framework/graphql', mapped, text);
  // Left to the rules about causes: a resolver's database may be down.
  if (mapped === 500 || fromResolver) return undefined;
  return meant('framework/graphql', 400, text);
};

/** Fastify and everything made with @fastify/error. A broken schema is left to the rules that give details. */
const classifyFastify: Classifier<Marks> = ({ name, className, code, statusCode, text, validation }) => {
  const isFastify = name === 'FastifyError' || className === 'FastifyError' || code?.startsWith('FST_') === true;
  return isFastify && validation === undefined && isErrorStatus(statusCode)
    ? meant('framework/fastify', statusCode, text)
    : undefined;
};

const classifyFeathers: Classifier<Marks> = ({ type, numericCode, text }) =>
  type === 'FeathersError' && isErrorStatus(numericCode) ? meant('framework/feathers', numericCode, text) : undefined;

/** h3: `unhandled` marks an error that h3 itself did not expect. Its `headers` and `data` are h3's way of answering. */
const classifyH3: Classifier<Marks> = ({ thrown, name, className, status, statusCode, headers, text }) => {
  const isH3 = className === 'H3Error' || (name === 'HTTPError' && readProperty(thrown, 'unhandled') !== undefined);
  const own = isErrorStatus(status) ? status : statusCode;
  if (!isH3 || !isErrorStatus(own)) return undefined;
  const unhandled = readProperty(thrown, 'unhandled') === true;
  return meant('framework/h3', own, text, takeHeaders(headers), { expose: own < 500 && !unhandled });
};

/**
 * A Boom other than 500 goes before the veto: `boomify` never takes a status over, so somebody chose it. The 500 that Boom
 * gives by itself leaves room for what it was made of.
 */
export const classifyChosenBoom: Classifier<Marks> = (marks, policy) =>
  readProperty(marks.output, 'statusCode') === 500 ? undefined : classifyBoom(marks, policy);

/**
 * The 500 that `boomify` gives by itself, where the error that it marked is a failed dependency's: boomify changes the
 * error and wraps nothing, so the marks of that failure are still there.
 */
export function classifyMarkedBoom(rules: readonly Classifier<Marks>[]): Classifier<Marks> {
  return (marks, policy) => (marks.isBoom === true ? firstVerdict(marks, policy, rules) : undefined);
}

export const frameworks: readonly Classifier<Marks>[] = [
  classifyBoom,
  classifyNest,
  classifyHono,
  classifyTrpc,
  classifyGraphql,
  classifyFastify,
  classifyFeathers,
  classifyH3,
];
