import { isObject } from '../http/safe-read.ts';

/** A moment: a Date, milliseconds since the epoch, or an ISO 8601 date and time with its offset. */
export type WindowEnd = Date | number | string;

/** Asked at each request: the end of the window, or nothing while there is none. */
export type WindowSwitch = () => WindowEnd | false | null | undefined;

/** No end, the end in milliseconds since the epoch, or an end that cannot be read. */
export type Window = 'none' | 'unreadable' | number;

// A number below is seconds, or a duration; one above is microseconds. Both are taken for the window of another century.
const year2001 = 1e12;
const year9999 = 253_402_300_799_999;

// Without an offset the text would mean the local time of whatever machine runs the service.
const isoWithOffset = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/;

function toMilliseconds(value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return isoWithOffset.test(value) ? Date.parse(value) : Number.NaN;
  try {
    // A Date of any realm; everything else refuses.
    return isObject(value) ? Date.prototype.getTime.call(value) : Number.NaN;
  } catch {
    return Number.NaN;
  }
}

/** Milliseconds since the epoch; undefined for what is not a moment of this millennium or the next ones. */
export function toMoment(value: unknown): number | undefined {
  const moment = toMilliseconds(value);
  return moment >= year2001 && moment <= year9999 ? moment : undefined;
}

/** The window as it stands now. What a switch throws is the caller's to handle. */
export function readWindow(until: WindowEnd | WindowSwitch): Window {
  const end: unknown = typeof until === 'function' ? until() : until;
  if (end === undefined || end === null || end === false) return 'none';
  return toMoment(end) ?? 'unreadable';
}
