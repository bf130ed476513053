import type { RequestLike } from '../http/request-view.ts';
import type { FieldLine, ResponsePlan } from '../http/response-plan.ts';
import { type ErrorHandlerOptions, resolveOptions, type Settings } from './options.ts';
import { createResponder, type Responder } from './responder.ts';

const responders: WeakMap<object, Responder> = new WeakMap();
const defaults: ErrorHandlerOptions = {};

function toResponder(options: ErrorHandlerOptions): Responder {
  const known = responders.get(options);
  if (known !== undefined) return known;
  const settings: Settings = resolveOptions(options);
  const responder = createResponder({ ...settings, report: { logger: false } });
  responders.set(options, responder);
  return responder;
}

/**
 * Plans the response to a failure without sending or recording anything, for a host of one's own. The plan is valid as
 * `ResponseInit`: `new Response(plan.body, plan)`. A response to HEAD has the same fields and no body.
 *
 * @param thrown anything.
 * @param request method, url and headers of the request; a node:http request and a Web `Request` will do.
 * @param options the same as for `errorHandler`; checked once for each object.
 * @throws OptionError where the options are wrong.
 */
export function planErrorResponse(
  thrown: unknown,
  request: RequestLike,
  options: ErrorHandlerOptions = defaults,
): ResponsePlan {
  const responder = toResponder(options);
  const plan = responder.plan(responder.examine(thrown, request), []);
  // Prepared lines are shared between plans; this one is the caller's to change.
  const { exposed, retry, requestId, traceId, warnings } = plan.facts;
  return {
    ...plan,
    headers: plan.headers.map(([name, value]): FieldLine => [name, value]),
    facts: { exposed, retry, requestId, traceId, warnings },
  };
}
