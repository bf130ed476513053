import type { Observation, Seen } from './observation.ts';
import type { ProbeKind } from './probe.ts';
import { fieldLines } from './received.ts';

/**
 * MUST and SHOULD are the words of the cited text. SECURITY: no sentence of an RFC forbids it, and an attacker gains by it.
 * POLICY: what we recommend, for the reason in the rule's `fix`.
 */
export type Level = 'MUST' | 'SECURITY' | 'SHOULD' | 'POLICY';

/** What all rules have: the data of the report and of docs/audit.md. */
export interface RuleFacts {
  readonly id: string;
  readonly level: Level;
  readonly source: string;
  /** What holds where the rule is kept. */
  readonly title: string;
  /** One sentence: how to put it right. */
  readonly fix: string;
}

/** A rule about what a response looks like. */
export interface ResponseRule extends RuleFacts {
  readonly of: 'response';
  readonly applies: (seen: Seen, all: readonly Observation[]) => boolean;
  /** What breaks the rule, in a few words; undefined where it is kept. */
  readonly check: (seen: Seen, all: readonly Observation[]) => string | undefined;
}

/** A rule about a whole exchange, answered or not. */
export interface ExchangeRule extends RuleFacts {
  readonly of: 'exchange';
  readonly applies: (observation: Observation, all: readonly Observation[]) => boolean;
  readonly check: (observation: Observation, all: readonly Observation[]) => string | undefined;
}

export type Rule = ResponseRule | ExchangeRule;

export type Applies = ResponseRule['applies'];

export function lines({ response }: Seen, name: string): readonly string[] {
  return fieldLines(response.fields, name);
}

/** All lines of a field as one value; empty where there is none. */
export function value(seen: Seen, name: string): string {
  return lines(seen, name).join(', ');
}

export function has(seen: Seen, name: string): boolean {
  return lines(seen, name).length > 0;
}

/** A field and its value as it was seen. */
export function show(seen: Seen, name: string): string {
  return `${name}: ${value(seen, name)}`;
}

export const always = (): boolean => true;
export const anError: Applies = ({ response }) => response.status >= 400;
export const anErrorWithContent: Applies = (seen) => anError(seen, []) && seen.response.body.length > 0;

export function ofKind(...kinds: readonly ProbeKind[]): (observation: Observation) => boolean {
  return ({ probe }) => kinds.includes(probe.kind);
}

export function hasStatus(...statuses: readonly number[]): Applies {
  return ({ response }) => statuses.includes(response.status);
}

export function hasField(name: string): Applies {
  return (seen) => anError(seen, []) && has(seen, name);
}

/** JSON by its media type: application/json and every `+json`. */
export function saysJson({ content }: Seen): boolean {
  return /^application\/(?:[\w.!#$&^-]+\+)?json$/.test(content.mediaType ?? '');
}

export function isHtml({ content }: Seen): boolean {
  return content.mediaType === 'text/html' || content.mediaType === 'application/xhtml+xml';
}

/** The members of a JSON object; none for anything else. */
export function members(json: unknown): Readonly<Record<string, unknown>> {
  return typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as Record<string, unknown>) : {};
}

/** The answer of the probe that this one is compared with. */
export function twinOf({ probe }: Observation, all: readonly Observation[]): Seen | undefined {
  const twin = all.find((other) => other.probe.name === probe.twin);
  return twin?.response === undefined ? undefined : (twin as Seen);
}
