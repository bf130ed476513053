import { entries } from './catalogue/describe.ts';
import type { StatusDescription } from './catalogue/description.ts';

export type {
  RelatedStatus,
  SiblingStatus,
  StatusDescription,
  TypicalResponse,
} from './catalogue/description.ts';
export type { FieldAdvice, FieldProse, Popularity, RecommendedScope, RegistryStatus } from './catalogue/prose.ts';

/** Every entry of the catalogue, in ascending order: what IANA lists from 400 to 599, and the numbers that vendors use. */
export const statusCatalogue: readonly StatusDescription[] = Object.freeze([...entries.values()]);

/**
 * Explains a status: the facts that the library decides by, what the status means, when another one is right, what a
 * response needs, and whether a repeat makes sense.
 *
 * @param code such as 502; a number without an entry gives undefined.
 */
export function describeStatus(code: number): StatusDescription | undefined {
  return entries.get(code);
}
