import { readProperty } from '../http/safe-read.ts';
import type { NodeResponse } from '../send/node-types.ts';

/**
 * What a response has met. One symbol on the response and one accessor that all responses share: a WeakMap costs each
 * collection a look at every entry, and an accessor of its own for each response makes V8 keep the response as a
 * dictionary, which slows down every later read that Node makes of it.
 */

interface Marks {
  /** The failures that this response has met, each once. */
  readonly met: unknown[];
  describe: (() => Error) | undefined;
  described: Error | undefined;
}

const key: unique symbol = Symbol('failwell.marks');
type Marked = NodeResponse & { [key]?: Marks };

/** Of responses that refuse properties. */
const refused: WeakMap<object, Marks> = new WeakMap();

/** Failures of one response that are told apart; whatever comes after them is none of ours. */
const maxFailures = 8;

function readMarks(response: NodeResponse): Marks | undefined {
  return (readProperty(response, key) as Marks | undefined) ?? refused.get(response);
}

function makeMarks(response: NodeResponse): Marks {
  const marks: Marks = { met: [], describe: undefined, described: undefined };
  try {
    (response as Marked)[key] = marks;
  } catch {
    refused.set(response, marks);
  }
  return marks;
}

/** False where this very failure was handled for this response before, as Koa does with the errors of a stream. */
export function isFirstMeeting(response: NodeResponse, thrown: unknown): boolean {
  const { met } = readMarks(response) ?? makeMarks(response);
  if (met.includes(thrown) || met.length >= maxFailures) return false;
  met.push(thrown);
  return true;
}

/** Whether a failure before this one has been answered: a second handler, or a second throw, writes nothing more (SL-5). */
export function hasMetAnother(response: NodeResponse): boolean {
  return (readMarks(response)?.met.length ?? 0) > 1;
}

/** `err` of every response. Made when somebody looks, of redacted parts: serialisers copy each property of what they find. */
const errorAccessor: PropertyDescriptor & ThisType<NodeResponse> = {
  get() {
    const marks = readMarks(this);
    if (marks !== undefined) marks.described ??= marks.describe?.();
    return marks?.described;
  },
  set(value: unknown) {
    Reflect.defineProperty(this, 'err', { value, configurable: true, enumerable: true, writable: true });
  },
  configurable: true,
  enumerable: false,
};

/** Puts the failure on the response as `err`, where pino-http and APMs look for it when the response finishes. */
export function setResponseError(response: NodeResponse, describe: () => Error): void {
  const marks = readMarks(response) ?? makeMarks(response);
  marks.describe = describe;
  marks.described = undefined;
  Reflect.defineProperty(response, 'err', errorAccessor);
}
