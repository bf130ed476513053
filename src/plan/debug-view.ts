import { aggregateMembers, causeChain, constructorName, isObject, maxCauses, readString } from '../http/safe-read.ts';
import type { DebugView } from './error-view.ts';
import { type ReadSource, readSourceFrames } from './source-frames.ts';

/** Bounds in UTF-16 units; a page for a developer needs the top of a stack, never megabytes of it. */
export const debugLimits = { stack: 16_384, causeStack: 4096, message: 2048, name: 128 } as const;

type DebugCause = DebugView['causes'][number];

/**
 * Stack and causes of a thrown value, for `debug: true`. Total and bounded whatever was thrown: foreign members are read
 * guarded and once, at most `maxCauses` causes, members of an AggregateError after the chain.
 */
export function toDebugView(thrown: unknown, readSource?: ReadSource): DebugView {
  const followed = [...causeChain(thrown).slice(1), ...aggregateMembers(thrown, maxCauses)];
  const stack = (readStack(thrown) ?? summarize(thrown)).slice(0, debugLimits.stack);
  const frames = readSource === undefined ? [] : readSourceFrames(stack, readSource);
  return {
    stack,
    causes: followed.slice(0, maxCauses).map(toCause),
    ...(frames.length === 0 ? {} : { frames }),
  };
}

function toCause(value: unknown): DebugCause {
  const stack = readStack(value)?.slice(0, debugLimits.causeStack);
  return { name: nameOf(value), message: messageOf(value), ...(stack === undefined ? {} : { stack }) };
}

function readStack(value: unknown): string | undefined {
  const stack = readString(value, 'stack');
  return stack === undefined || stack === '' ? undefined : stack;
}

/** In place of a stack: primitives have none, and `setStackCapture` can turn it off. */
function summarize(value: unknown): string {
  const message = messageOf(value);
  return message === '' ? nameOf(value) : `${nameOf(value)}: ${message}`;
}

function nameOf(value: unknown): string {
  const name = readString(value, 'name') || constructorName(value);
  return (name ?? (value === null ? 'null' : typeof value)).slice(0, debugLimits.name);
}

function messageOf(value: unknown): string {
  return describeValue(value).slice(0, debugLimits.message);
}

/** Never String() of an object: its toString is foreign code. */
function describeValue(value: unknown): string {
  if (typeof value === 'string') return value;
  return isObject(value) || value === null || value === undefined
    ? (readString(value, 'message') ?? '')
    : String(value);
}
