import type { FormatName } from './plan-settings.ts';

/** Formats of an error that a client can choose between, in the server's order of preference: it breaks ties (CT-7). */
const allFormats: readonly FormatName[] = ['envelope', 'problem', 'html', 'text'];

/** A longer Accept is cut at its last comma before the cap: nobody needs more, and the work stays bounded. */
export const maxAccept = 1024;

/** Which format a media type means; a type that is not here means none. */
const exactTypes: ReadonlyMap<string, FormatName> = new Map([
  ['application/json', 'envelope'],
  ['application/problem+json', 'problem'],
  ['text/html', 'html'],
  ['text/plain', 'text'],
]);

/** Types that we do not send, but whose reader is served best by one that we do. */
const kindredTypes: ReadonlyMap<string, FormatName> = new Map([
  ['text/json', 'envelope'],
  ['application/xhtml+xml', 'html'],
]);

const wildcards: ReadonlyMap<string, readonly FormatName[]> = new Map([
  ['*/*', allFormats],
  // Not in the grammar, but Java's HttpURLConnection sends it.
  ['*', allFormats],
  ['application/*', ['envelope', 'problem']],
  ['text/*', ['html', 'text']],
]);

/** How closely a range names a format; the closest range alone decides its weight (RFC 9110 section 12.5.1). */
const closeness = { none: 0, any: 1, type: 2, kindred: 3, exact: 4, parameters: 5 } as const;

/** Weight in thousandths, so that comparing is exact. */
interface Match {
  readonly closeness: number;
  readonly weight: number;
}

interface MediaRange {
  readonly type: string;
  readonly parameters: readonly (readonly [name: string, value: string])[];
  readonly weight: number;
}

/**
 * Chooses the format for an Accept field: most specific range first, then weight, then the server's order. Never fails:
 * where nothing fits, the first offer is sent and not a 406 (CT-6). Linear in the length of the field.
 *
 * @param offers what there is, the server's favourite first. Default: every format of an error, the envelope first.
 */
export function negotiateFormat<Offer extends FormatName = FormatName>(
  accept: string | undefined,
  offers: readonly [Offer, ...Offer[]] = allFormats as readonly [Offer, ...Offer[]],
): Offer {
  if (accept === undefined || accept === '' || accept === '*/*') return offers[0];
  if (accept === 'application/json' && offers === allFormats) return offers[0];
  const matches = matchOffers(splitOutsideQuotes(cap(accept), ',').map(parseRange), offers);
  // The first of equals stays: it is also what is left where nothing fits.
  return offers.reduce((leader, offer) => (score(matches[offer]) > score(matches[leader]) ? offer : leader));
}

/** A kindred type loses a tie: the client named the other one by its name. */
function score(match: Match): number {
  if (match.weight === 0) return 0;
  return match.closeness === closeness.kindred ? match.weight * 2 - 1 : match.weight * 2;
}

function cap(accept: string): string {
  return accept.length <= maxAccept ? accept : accept.slice(0, Math.max(accept.lastIndexOf(',', maxAccept), 0));
}

/** Specificity is settled for each offer before weights are compared: `text/*, text/html;q=0` excludes HTML. */
function matchOffers(
  ranges: readonly MediaRange[],
  offers: readonly FormatName[],
): Readonly<Record<FormatName, Match>> {
  const unmatched: Match = { closeness: closeness.none, weight: 0 };
  const matches = { envelope: unmatched, problem: unmatched, html: unmatched, text: unmatched };
  for (const range of ranges) {
    const near = rangeCloseness(range, offers);
    for (const offer of rangeOffers(range, offers)) {
      const known = matches[offer];
      const closer = near > known.closeness || (near === known.closeness && range.weight > known.weight);
      if (closer) matches[offer] = { closeness: near, weight: range.weight };
    }
  }
  return matches;
}

function rangeOffers(range: MediaRange, offers: readonly FormatName[]): readonly FormatName[] {
  const exact = exactOffer(range.type, offers);
  if (exact !== undefined) return range.parameters.every(isOurParameter) ? [exact] : [];
  const kindred = kindredOffer(range.type);
  // q=0 on a type that we never send excludes that type, not ours.
  if (kindred !== undefined) return range.weight > 0 ? [kindred] : [];
  return wildcards.get(range.type) ?? [];
}

/** A format that is not offered here is one more type that we do not send. */
function exactOffer(type: string, offers: readonly FormatName[]): FormatName | undefined {
  const exact = exactTypes.get(type);
  return exact !== undefined && offers.includes(exact) ? exact : undefined;
}

/** A structured syntax suffix says what the client can parse: `application/vnd.api+json` wants JSON. */
function kindredOffer(type: string): FormatName | undefined {
  return kindredTypes.get(type) ?? (type.endsWith('+json') ? 'envelope' : undefined);
}

function rangeCloseness(range: MediaRange, offers: readonly FormatName[]): number {
  if (exactOffer(range.type, offers) !== undefined)
    return range.parameters.length > 0 ? closeness.parameters : closeness.exact;
  if (kindredOffer(range.type) !== undefined) return closeness.kindred;
  return range.type.startsWith('*') ? closeness.any : closeness.type;
}

/** All that we send is UTF-8; JSON has no charset parameter (CT-2), but clients that ask for it mean just that. */
function isOurParameter([name, value]: readonly [string, string]): boolean {
  return name === 'charset' && /^utf-?8$/i.test(value);
}

function parseRange(text: string): MediaRange {
  const [type = '', ...rest] = splitOutsideQuotes(text, ';');
  const parameters = rest.map(parseParameter).filter(([name]) => name !== '');
  // What follows the weight was an extension of Accept in RFC 7231, never part of the media type.
  const weightAt = parameters.findIndex(([name]) => name === 'q');
  return {
    type: type.trim().toLowerCase(),
    parameters: weightAt < 0 ? parameters : parameters.slice(0, weightAt),
    weight: weightAt < 0 ? 1000 : parseWeight(parameters[weightAt]?.[1] ?? ''),
  };
}

function parseParameter(text: string): readonly [name: string, value: string] {
  const equals = text.indexOf('=');
  const name = equals < 0 ? text : text.slice(0, equals);
  const value = equals < 0 ? '' : text.slice(equals + 1).trim();
  return [name.trim().toLowerCase(), value.startsWith('"') ? unquote(value) : value];
}

function unquote(value: string): string {
  const closed = value.length > 1 && value.endsWith('"');
  return value.slice(1, closed ? -1 : undefined).replace(/\\(.)/g, '$1');
}

/**
 * Weights out of the grammar are read for what they mean: 2 is 1, .5 and 0.3333 are what they look like, and only a zero
 * is zero. An unreadable one counts least: the type was named, so it is acceptable, but nothing says how much.
 */
function parseWeight(text: string): number {
  const value = /^[\d.]{1,32}$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isNaN(value)) return 1;
  return value === 0 ? 0 : Math.min(Math.max(Math.round(value * 1000), 1), 1000);
}

/** Splits at a separator, but not within a quoted-string (RFC 9110 section 5.6.4). One pass. */
function splitOutsideQuotes(text: string, separator: string): readonly string[] {
  const parts: string[] = [];
  let start = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (character === '"') quoted = !quoted;
    else if (quoted && character === '\\') index += 1;
    else if (!quoted && character === separator) {
      parts.push(text.slice(start, index));
      start = index + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}
