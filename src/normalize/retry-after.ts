/**
 * What an upstream says about coming back. Only what RFC 9110 section 10.2.3 allows and what is worth handing on counts:
 * 1 to 86 400 whole seconds, or an IMF-fixdate in the future. Everything else is no advice.
 */

const maxDelay = 86_400;
const fixdate = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

function secondsUntil(date: string, now: number): number {
  return Math.ceil((Date.parse(date) - now) / 1000);
}

/** Seconds to wait, or undefined. `now` in milliseconds since the epoch. */
export function upstreamDelay(value: string | undefined, now: number): number | undefined {
  if (value === undefined || value.length > 40) return undefined;
  const text = value.trim();
  const seconds = /^\d{1,6}$/.test(text) ? Number(text) : fixdate.test(text) ? secondsUntil(text, now) : Number.NaN;
  return seconds >= 1 && seconds <= maxDelay ? seconds : undefined;
}
