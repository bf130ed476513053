import { isObject } from '../http/safe-read.ts';
import type { NodeResponse } from '../send/node-types.ts';

/**
 * What a response has met, under a symbol of the response. Not in a WeakMap: each of its entries is looked at by every
 * collection of young objects, which in Koa cost more than all else that is done here.
 */
interface Marks {
  /** The failures that this response has met, each once; one that nobody will ask for as a WeakRef. */
  readonly met: unknown[];
  readonly describe: (thrown: unknown) => Error;
  described: Error | undefined;
}

/** What a host knows of those who may ask a response for its failure. */
export interface Readers {
  /** Makes of the failure what others may log. */
  readonly describe: (thrown: unknown) => Error;
  /**
   * Whether somebody may ask later. Where nobody will, the failure is not kept: its stack, which nobody has read, holds every
   * closure of its ten frames, and V8 copies them all with each collection while the response is under way. In an Express
   * app under load that was a sixth of the whole request.
   */
  readonly isAwaited: (response: NodeResponse) => boolean;
}

const key: unique symbol = Symbol('failwell.marks');
type Marked = object & { [key]?: Marks };

/** Of responses that take no property. */
const refused: WeakMap<object, Marks> = new WeakMap();

function readMarks(response: Marked): Marks | undefined {
  return response[key] ?? refused.get(response);
}

function setMarks(response: Marked, made: Marks): void {
  try {
    response[key] = made;
  } catch {
    refused.set(response, made);
  }
}

/** Failures of one response that are told apart; whatever comes after them is none of ours. */
const maxFailures = 8;

/** Stands for a failure that was not kept. */
const gone: unique symbol = Symbol('gone');

function keep(response: NodeResponse, thrown: unknown, { isAwaited }: Readers): unknown {
  return isObject(thrown) && !isAwaited(response) ? new WeakRef(thrown) : thrown;
}

function recall(kept: unknown): unknown {
  return kept instanceof WeakRef ? (kept.deref() ?? gone) : kept;
}

/** `err` of every response. Made when somebody looks, of redacted parts: serialisers copy each property of what they find. */
const errorAccessor: PropertyDescriptor & ThisType<object> = {
  // One pair of functions for all: an accessor of its own would make V8 keep each response as a dictionary.
  get() {
    const mark = readMarks(this);
    if (mark === undefined) return undefined;
    const thrown = recall(mark.met.at(-1));
    if (thrown !== gone) mark.described ??= mark.describe(thrown);
    return mark.described;
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

/**
 * Puts the accessor where this response finds it. In Express on their common prototype: it gives every response a new one
 * and with it a shape of its own, so that each property added to a response copies the list of all that it has.
 */
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
 * @returns false where this very failure was handled for this response before, as Koa does with the errors of a stream.
 */
export function isFirstMeeting(response: NodeResponse, thrown: unknown, readers: Readers): boolean {
  const mark = readMarks(response);
  if (mark === undefined) {
    const { describe } = readers;
    setMarks(response, { met: [keep(response, thrown, readers)], describe, described: undefined });
    offerError(response);
    return true;
  }
  if (mark.met.length >= maxFailures || mark.met.some((one) => Object.is(recall(one), thrown))) return false;
  mark.met.push(keep(response, thrown, readers));
  mark.described = undefined;
  return true;
}

/** Whether a failure before this one has been answered: a second handler, or a second throw, writes nothing more (SL-5). */
export function hasMetAnother(response: NodeResponse): boolean {
  return (readMarks(response)?.met.length ?? 0) > 1;
}
