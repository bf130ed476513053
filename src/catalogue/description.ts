import type { StatusFacts } from '../error/status.ts';
import type { FieldAdvice, Popularity, RecommendedScope, RegistryStatus } from './prose.ts';

/** Another status and the situation in which it is the right one. */
export interface RelatedStatus {
  readonly code: number;
  readonly phrase: string;
  readonly useInsteadWhen: string;
}

/** The other registered statuses of a category, in short. */
export interface SiblingStatus {
  readonly code: number;
  readonly phrase: string;
  readonly meaning: string;
  readonly commonUseCase: string;
}

/** What a correctly formed response with this status looks like on the wire, fields in order. */
export interface TypicalResponse {
  readonly statusLine: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** The documented envelope. */
  readonly body: string;
}

/** One entry of the catalogue: the facts that code decides by, and the prose for people. */
export interface StatusDescription extends Omit<StatusFacts, 'className' | 'errorName' | 'requiredHeaders'> {
  /** The class of this library; undefined for numbers that have none. */
  readonly className: string | undefined;
  /** `name` of its errors; undefined where there is no class. */
  readonly errorName: string | undefined;
  readonly registryStatus: RegistryStatus;
  /** Who uses an unregistered number; undefined for registered ones. */
  readonly source: string | undefined;
  /** The document that defines it; undefined for unregistered numbers. */
  readonly rfc: { readonly name: string; readonly section: string } | undefined;
  /** One sentence. */
  readonly meaning: string;
  /** What the status promises, and what follows for the client and the operator. */
  readonly description: string;
  readonly popularity: Popularity;
  /** A standard choice where its meaning is exact and the scope applies. */
  readonly recommended: boolean;
  readonly recommendedScope: RecommendedScope;
  /** Reserved or obsoleted by the registry, or never in it. */
  readonly deprecated: boolean;
  readonly commonUseCase: string;
  readonly notes: string;
  /** Why a repeat can succeed, or cannot. */
  readonly retryReason: string;
  /** Clients and proxies known to repeat by default, or by a policy that is usually switched on. */
  readonly retriedBy: readonly string[];
  /** Whether the message of the error is shown to the client unless the error says otherwise. */
  readonly exposedByDefault: boolean;
  /** Fields without which the response breaks a MUST. */
  readonly requiredHeaders: readonly FieldAdvice[];
  readonly recommendedHeaders: readonly FieldAdvice[];
  readonly forbiddenHeaders: readonly FieldAdvice[];
  /** What the content should tell; undefined where the specification asks for nothing particular. */
  readonly bodyGuidance: string | undefined;
  readonly related: readonly RelatedStatus[];
  readonly siblings: readonly SiblingStatus[];
  /** The registered status to send instead of an unregistered number. */
  readonly mapTo: number | undefined;
  /** One statement that throws the error, where its options are not obvious. */
  readonly example: string | undefined;
  /** Undefined for unregistered numbers: they are not sent. */
  readonly typicalResponse: TypicalResponse | undefined;
}
