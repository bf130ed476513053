import type { ErrorReport } from '../report/error-report.ts';

/** Attributes of one failure in a metric. */
export type ErrorAttributes = { readonly [Name in AttributeName]?: string | number };

/** Bounds of a metric's attributes. */
export interface AttributeLimits {
  /** Distinct values of `http.route`, `error.type` and `failwell.reason` each; what comes later is `_OTHER`. Default: 200. */
  readonly maxValues?: number;
  /** Distinct combinations; of what comes later only status and domain are told. Default: 1000. */
  readonly maxSeries?: number;
}

/** Semantic conventions' own word for what is not told apart. */
export const other = '_OTHER';

/** Every attribute of the counter, in the order of its labels. No path, message or id: their values have no end. */
export const attributeNames = [
  'http.request.method',
  'http.route',
  'http.response.status_code',
  'error.type',
  'failwell.domain',
  'failwell.outcome',
  'failwell.reason',
] as const;

type AttributeName = (typeof attributeNames)[number];

/** What an application makes up; all other attributes have few values by their nature. */
const madeUp: ReadonlySet<AttributeName> = new Set(['http.route', 'error.type', 'failwell.reason']);

/** What is still told once there are too many combinations: that a gateway's 502 rise must be seen even then. */
const alwaysTold: ReadonlySet<AttributeName> = new Set(['http.response.status_code', 'failwell.domain']);

type Attributes = Partial<Record<AttributeName, string | number>>;

/** Holds the first `max` values that it meets. */
function createFirstSeen(max: number): (value: string | number) => boolean {
  const seen = new Set<string | number>();
  return (value) => {
    if (seen.has(value)) return true;
    if (seen.size >= max) return false;
    seen.add(value);
    return true;
  };
}

function pickGiven(report: ErrorReport): Attributes {
  return Object.fromEntries(
    attributeNames.map((name) => [name, report[name]]).filter(([, value]) => value !== undefined),
  ) as Attributes;
}

function mapValues(
  attributes: Attributes,
  change: (name: AttributeName, value: string | number) => string | number,
): Attributes {
  const entries = Object.entries(attributes) as [AttributeName, string | number][];
  return Object.fromEntries(entries.map(([name, value]) => [name, change(name, value)])) as Attributes;
}

/**
 * Makes the attributes of a record, bounded whatever the application does: a reason with an order number in it, or a
 * route that is the path, would otherwise make a new time series of each request, until the metrics' storage falls over.
 * Two bounds, because one attribute that explodes must not take the others with it.
 */
export function createAttributeReader(limits: AttributeLimits = {}): (report: ErrorReport) => ErrorAttributes {
  const { maxValues = 200, maxSeries = 1000 } = limits;
  const isKnown = new Map([...madeUp].map((name) => [name, createFirstSeen(maxValues)]));
  const isKnownSeries = createFirstSeen(maxSeries);
  return (report) => {
    const attributes = mapValues(pickGiven(report), (name, value) =>
      isKnown.get(name)?.(value) === false ? other : value,
    );
    if (isKnownSeries(JSON.stringify(attributes))) return attributes;
    return mapValues(attributes, (name, value) => (alwaysTold.has(name) ? value : other));
  };
}
