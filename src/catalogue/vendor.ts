import { type StatusFacts, statusFacts } from '../error/status.ts';
import type { StatusProse, UnregisteredProse } from './prose.ts';
import { type UnregisteredRow, unregistered } from './unregistered.ts';

/** A number without a row does what its class does (SL-2); a repeat is as safe as that of the status it maps to. */
export function toVendorFacts([code, phrase, failureDomain, retryable]: UnregisteredRow): StatusFacts {
  const twin = statusFacts(unregistered[code]?.mapTo[0] ?? code);
  return {
    ...statusFacts(code),
    code,
    phrase,
    registered: false,
    failureDomain,
    retryable,
    idempotentOnly: retryable === 'no' ? null : twin.idempotentOnly,
    specUrl: undefined,
  };
}

/** What holds for every unregistered number is said here once. */
export function toVendorProse(code: number, vendor: UnregisteredProse): StatusProse {
  const { mapTo, source, popularity = 'rare', ...words } = vendor;
  return {
    ...words,
    popularity,
    recommended: false,
    recommendedScope: 'none',
    registry: 'unassigned',
    notes:
      `Used by ${source}. Not in the IANA registry, and RFC 9205 section 4.6 lets applications use registered codes only. ` +
      `Clients treat it as ${code < 500 ? 400 : 500}.`,
    related: [mapTo],
  };
}
