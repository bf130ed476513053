import type { NodeResponse } from '../send/node-types.ts';

/**
 * What a response has met. In a WeakMap and, where the host has one, on the prototype of its responses: Express gives every
 * response a new prototype and with it a shape of its own, so that each property added to it copies the list of all that
 * it has.
 */
interface Marks {
  /** The failures that this response has met, each once. */
  readonly met: unknown[];
  readonly describe: (thrown: unknown) => Error;
  described: Error | undefined;
}

const marks: WeakMap<object, Marks> = new WeakMap();

/** Failures of one response that are told apart; whatever comes after them is none of ours. */
const maxFailures = 8;

/** `err` of every response. Made when somebody looks, of redacted parts: serialisers copy each property of what they find. */
const errorAccessor: PropertyDescriptor & ThisType<object> = {
  // One pair of functions for all: an accessor of its own would make V8 keep each response as a dictionary.
  get() {
    const mark = marks.get(this);
    if (mark !== undefined) mark.described ??= mark.describe(mark.met.at(-1));
    return mark?.described;
  },
  set(value: unknown) {
    Reflect.defineProperty(this, 'err', { value, configurable: true, enumerable: true, writable: true });
  },
  configurable: true,
  enumerable: false,
};

/** Prototypes that have the accessor. */
const extended: WeakSet<object> = new WeakSet();

/** `app.response` of Express: the place that it offers for what all responses of an app should have. */
function isAppResponse(prototype: object): boolean {
  return Object.hasOwn(prototype, 'app') && !Object.hasOwn(prototype, 'err');
}

/** Puts the accessor where this response finds it. */
function offerError(response: NodeResponse): void {
  const prototype = Object.getPrototypeOf(response) as object | null;
  if (prototype !== null && extended.has(prototype)) return;
  if (prototype !== null && isAppResponse(prototype) && Reflect.defineProperty(prototype, 'err', errorAccessor)) {
    extended.add(prototype);
  } else Reflect.defineProperty(response, 'err', errorAccessor);
}

/**
 * Remembers that a response has met a failure, and puts the failure on it as `err`, where pino-http and APMs look for it
 * when the response finishes.
 *
 * @param describe makes of the failure what others may log.
 * @returns false where this very failure was handled for this response before, as Koa does with the errors of a stream.
 */
export function isFirstMeeting(response: NodeResponse, thrown: unknown, describe: Marks['describe']): boolean {
  const mark = marks.get(response);
  if (mark === undefined) {
    marks.set(response, { met: [thrown], describe, described: undefined });
    offerError(response);
    return true;
  }
  if (mark.met.includes(thrown) || mark.met.length >= maxFailures) return false;
  mark.met.push(thrown);
  mark.described = undefined;
  return true;
}

/** Whether a failure before this one has been answered: a second handler, or a second throw, writes nothing more (SL-5). */
export function hasMetAnother(response: NodeResponse): boolean {
  return (marks.get(response)?.met.length ?? 0) > 1;
}
