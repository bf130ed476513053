import { type StatusFacts, statusTable } from '../error/status.ts';
import { clientErrors } from './client-errors.ts';
import type { RelatedStatus, SiblingStatus, StatusDescription } from './description.ts';
import { toFieldLists } from './fields.ts';
import type { RelatedProse, StatusProse } from './prose.ts';
import { serverErrors } from './server-errors.ts';
import { toTypicalResponse } from './typical-response.ts';
import { unregistered, unregisteredRows } from './unregistered.ts';
import { toVendorFacts, toVendorProse } from './vendor.ts';

const factsByCode: ReadonlyMap<number, StatusFacts> = new Map(
  [...statusTable.values(), ...unregisteredRows.map(toVendorFacts)]
    .sort((one, other) => one.code - other.code)
    .map((facts) => [facts.code, facts]),
);

/** Statuses that are no errors, and so have no entry, but may be the better answer. */
const otherPhrases: Readonly<Record<number, string>> = {
  300: 'Multiple Choices',
  304: 'Not Modified',
  308: 'Permanent Redirect',
};

const registeredInShort: readonly SiblingStatus[] = [...factsByCode.values()]
  .filter(({ registered }) => registered)
  .map(({ code, phrase }) => {
    const { meaning, commonUseCase } = proseOf(code);
    return { code, phrase, meaning, commonUseCase };
  });

/** Every entry by its code, in ascending order. */
export const entries: ReadonlyMap<number, StatusDescription> = new Map(
  [...factsByCode.values()].map((facts) => [facts.code, toEntry(facts, proseOf(facts.code))]),
);

function proseOf(code: number): StatusProse {
  const registered = clientErrors[code] ?? serverErrors[code];
  if (registered !== undefined) return registered;
  const vendor = unregistered[code];
  if (vendor === undefined) throw new Error(`${code}: the catalogue has no prose`);
  return toVendorProse(code, vendor);
}

/** Every field by name, so that the compiler notices one that is missing; prose that is only input stays out. */
function toEntry(facts: StatusFacts, prose: StatusProse): StatusDescription {
  const { code } = facts;
  const fields = toFieldLists(facts, prose);
  const hasClass = statusTable.has(code);
  return Object.freeze({
    ...facts,
    ...fields,
    className: hasClass ? facts.className : undefined,
    errorName: hasClass ? facts.errorName : undefined,
    exposedByDefault: code < 500,
    registryStatus: prose.registry ?? 'assigned',
    source: unregistered[code]?.source,
    rfc: toRfc(facts.specUrl),
    meaning: prose.meaning,
    description: prose.description,
    popularity: prose.popularity,
    recommended: prose.recommended,
    recommendedScope: prose.recommendedScope,
    deprecated: prose.registry !== undefined,
    commonUseCase: prose.commonUseCase,
    notes: prose.notes,
    retryReason: prose.retryReason,
    retriedBy: prose.retriedBy ?? [],
    bodyGuidance: prose.bodyGuidance,
    related: prose.related.map(toRelated),
    siblings: registeredInShort.filter((one) => one.code !== code && one.code < 500 === code < 500),
    mapTo: unregistered[code]?.mapTo[0],
    example: prose.example,
    typicalResponse: facts.registered ? toTypicalResponse(facts, fields) : undefined,
  });
}

function toRelated([code, useInsteadWhen]: RelatedProse): RelatedStatus {
  const phrase = factsByCode.get(code)?.phrase ?? otherPhrases[code];
  if (phrase === undefined) throw new Error(`${code}: a related status that the catalogue does not know`);
  return { code, phrase, useInsteadWhen };
}

/** `https://…/rfc9110#section-15.6.3` holds both, so neither is written a second time. */
function toRfc(specUrl: string | undefined): StatusDescription['rfc'] {
  const [, number, section] = /rfc(\d+)#section-([\d.]+)$/.exec(specUrl ?? '') ?? [];
  return number === undefined || section === undefined ? undefined : { name: `RFC ${number}`, section };
}
