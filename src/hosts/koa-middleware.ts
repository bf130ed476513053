import { isObject, readProperty } from '../http/safe-read.ts';
import type { KoaContext } from './koa-handler.ts';

type Handle = (thrown: unknown, context: KoaContext) => void;
type Middleware = (context: KoaContext, next: () => Promise<unknown>) => Promise<unknown>;

/** What Koa sends as a stream: a Node stream, a Web stream, a Blob, a Web Response. */
const streamMethods = ['pipe', 'getReader', 'stream', 'arrayBuffer'];

function isStream(body: unknown): boolean {
  return isObject(body) && streamMethods.some((name) => typeof readProperty(body, name) === 'function');
}

/** The first `destroy()` that names a failure is handed over in its place; all others destroy. */
function takeOverDestroy(context: KoaContext, handle: Handle): void {
  const { res } = context;
  const destroy = res.destroy;
  res.destroy = (error?: Error) => {
    res.destroy = destroy;
    if (error === undefined) return res.destroy();
    handle(error, context);
    return res;
  };
}

/**
 * Answers `throw null`. Koa hands it to onerror like a callback's "no error", which must stay without effect
 * (`fs.access(path, ctx.onerror)`), so its own handler leaves the client waiting for ever. Beside the chain: the rejection
 * itself goes on to Koa as it is.
 */
function answerNullish(work: Promise<unknown>, context: KoaContext, handle: Handle): void {
  work.then(undefined, (thrown: unknown) => {
    if (thrown === null || thrown === undefined) handle(thrown, context);
  });
}

/**
 * Creates the outermost middleware, which sees what Koa itself does not hand over.
 *
 * It keeps the response of a body stream that fails. Koa 3 gives the stream to stream.pipeline(), which destroys the
 * response before onerror is called: a file that is not there is an empty reply and not a 500, and a cut message that
 * nothing frames (HTTP/1.0, nginx's default towards upstreams) passes as complete (TR-3).
 */
export function createOutermost(handle: Handle): Middleware {
  // Not async: a rejection passes through then() as it is, while await would throw it once more.
  return function failwellOutermost(context, next) {
    const work = next();
    answerNullish(work, context, handle);
    return work.then(() => {
      if (isStream(context.body)) takeOverDestroy(context, handle);
    });
  };
}
