/** The paths of one request, without query; percent-encoded as they arrived. */
export interface Place {
  /** As the client sent it. */
  readonly whole: string;
  /** What is left of it below the mount. */
  readonly within: string;
  /** Whether a host has mounted the handler at some path. */
  readonly mounted: boolean;
}

/** The page that a path means. */
export interface Location {
  /** Digits of a status; undefined for the list. */
  readonly code: string | undefined;
  /**
   * Where the pages are, as seen from this one. Links are relative: a proxy that strips a prefix, which no request tells
   * of, does not break them.
   */
  readonly root: string;
}

const defaultPath = '/errors';

/** undefined where the encoding is broken, or hides a slash: such a path is none of our pages. */
function toSegments(path: string): readonly string[] | undefined {
  try {
    // Decoded after the split: `%2F` is part of a segment and never separates two (RFC 3986 section 2.2).
    const segments = path.split('/').slice(1).map(decodeURIComponent);
    return segments.some((one) => one.includes('/')) ? undefined : segments;
  } catch {
    return undefined;
  }
}

const withoutEndSlash = (path: string): string => path.replace(/\/+$/, '');

/** Without case, as the routers of Express and Koa compare. */
function isBelow(segments: readonly string[], base: readonly string[]): boolean {
  return base.every((one, index) => segments[index]?.toLowerCase() === one.toLowerCase());
}

/** The segments below the list; undefined for a path that is not the catalogue's. */
function toRest({ within, mounted }: Place, path: string | undefined): readonly string[] | undefined {
  const base = path === undefined && mounted ? [] : toSegments(withoutEndSlash(path ?? defaultPath));
  const segments = toSegments(within);
  if (base === undefined || segments === undefined || !isBelow(segments, base)) return undefined;
  return segments.slice(base.length);
}

function toRoot(whole: string, isList: boolean): string {
  const last = whole.slice(whole.lastIndexOf('/') + 1);
  if (!isList) return last === '' ? '../' : '';
  // A first segment such as `javascript:x` would be read as a scheme (RFC 3986 section 4.2).
  return last === '' ? '' : `./${last}/`;
}

/**
 * Finds the page: the list at `path`, with or without a slash at its end, and whatever number is one segment below. Other
 * paths below belong to the app: a page of its own for a problem type may stand beside those of the statuses.
 */
export function locate(place: Place, path: string | undefined): Location | undefined {
  const rest = toRest(place, path)?.join('/') ?? 'not ours';
  const [, code] = /^(\d+)\/?$/.exec(rest) ?? [];
  if (code === undefined && rest !== '') return undefined;
  return { code, root: toRoot(place.whole, code === undefined) };
}
