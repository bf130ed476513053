/** setTimeout of browsers and Node overflows at 25 days; a day is as long as failwell itself ever asks for. */
const maxDelay = 86_400;

// IMF-fixdate, RFC 850 and asctime dates (RFC 9110 section 5.6.7); asctime has no zone, and Date.parse would take ours.
const httpDate = /^[A-Z][a-z]{2,8},? [\w :-]{15,24}$/;

function parseDate(text: string | undefined): number {
  if (text === undefined || !httpDate.test(text)) return Number.NaN;
  return Date.parse(text.endsWith('GMT') ? text : `${text} GMT`);
}

function secondsOf(value: unknown, date: string | undefined): number {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') {
    try {
      // `retryAfter` of an HttpError may be a Date, of any realm; for all else this throws.
      return Math.max((Date.prototype.getTime.call(value) - Date.now()) / 1000, 0);
    } catch {
      return Number.NaN;
    }
  }
  const text = value.trim();
  if (/^\d+$/.test(text)) return Number(text);
  const sent = parseDate(date);
  return Math.max((parseDate(text) - (Number.isNaN(sent) ? Date.now() : sent)) / 1000, 0);
}

/** Whole seconds of a Retry-After value, at most a day; undefined where it is none. `date`: the Date of the response. */
export function toDelay(value: unknown, date?: string): number | undefined {
  const seconds = secondsOf(value, date);
  return seconds >= 0 ? Math.min(Math.ceil(seconds), maxDelay) : undefined;
}
