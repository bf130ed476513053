import { aPath, checkOptions, type Rule, type RuleTable } from '../../core/check-options.ts';
import { isFieldValue } from '../../http/fields.ts';

/** Options of `catalogue`. Checked once, when the handler is created. */
export interface CatalogueOptions {
  /**
   * Path of the list, without the host, and below the mount where the host has mounted the handler; the pages are below
   * it. Default: the mount itself (`app.use('/errors', catalogue())` of Express, koa-mount); `'/errors'` where there is none.
   */
  readonly path?: string;
  /** Cache-Control of the pages, which change only with a new version of this package. Default: `'max-age=3600'`. */
  readonly cacheControl?: string;
}

export interface CatalogueSettings {
  /** undefined: where the host has mounted the handler. */
  readonly path: string | undefined;
  readonly cacheControl: string;
}

const aCacheControl: Rule = {
  must: 'a Cache-Control value such as "max-age=3600"',
  holds: (value) => isFieldValue(value) && value.trim() !== '',
};

const table: RuleTable & { readonly [Name in keyof CatalogueOptions]-?: RuleTable[string] } = {
  path: aPath,
  cacheControl: aCacheControl,
};

/**
 * Checks the options and fills in the defaults.
 *
 * @throws OptionError for an unknown name or a wrong type.
 */
export function resolveCatalogueOptions(options: CatalogueOptions): CatalogueSettings {
  checkOptions(options, table);
  return Object.freeze({ path: options.path, cacheControl: options.cacheControl?.trim() ?? 'max-age=3600' });
}
