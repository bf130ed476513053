import type { HttpErrorOptions } from '../error/error-options.ts';

/** How often a status is met in practice. */
export type Popularity = 'common' | 'occasional' | 'rare';

/** The only servers for which a recommended status is meant; `'none'`: for no new application. */
export type RecommendedScope =
  | 'any'
  | 'authoritative-server'
  | 'captive-portal'
  | 'content-negotiation'
  | 'forward-proxy'
  | 'gateway'
  | 'none'
  | 'tls-early-data'
  | 'webdav';

/** State of the number in the IANA HTTP Status Code Registry. */
export type RegistryStatus = 'assigned' | 'reserved' | 'obsoleted' | 'unassigned';

/** What is known of a response field beside its name. */
export interface FieldProse {
  /** When the field belongs in the response. */
  readonly when: string;
  readonly spec: string;
  /** Shape of the value, in words or in the grammar of the RFC. */
  readonly value?: string;
  /** The option of an error that fills it. */
  readonly option?: keyof HttpErrorOptions;
  /** A value for the typical response. Fields without one are left out there. */
  readonly example?: string;
}

/** A field of the response and how strongly it is asked for, or forbidden. */
export interface FieldAdvice extends FieldProse {
  readonly name: string;
  readonly level: 'MUST' | 'SHOULD' | 'MAY' | 'SHOULD NOT' | 'MUST NOT';
}

/** Another status, and the situation in which it is the right one. */
export type RelatedProse = readonly [code: number, useInsteadWhen: string];

/** Everything about a status that code does not decide by; facts that code decides by are in error/status.ts. */
export interface StatusProse {
  /** One sentence. */
  readonly meaning: string;
  /** What the status promises, and what follows for the client and the operator. */
  readonly description: string;
  readonly popularity: Popularity;
  /** A standard choice where the meaning is exact and the scope applies. */
  readonly recommended: boolean;
  readonly recommendedScope: RecommendedScope;
  /** Where the registry says something else than 'assigned'. */
  readonly registry?: Exclude<RegistryStatus, 'assigned'>;
  readonly commonUseCase: string;
  readonly notes: string;
  /** Why a repeat can succeed, or cannot. */
  readonly retryReason: string;
  /** Clients and proxies known to repeat by default, or by a policy that is usually switched on. */
  readonly retriedBy?: readonly string[];
  /** By the name that error/status.ts gives; every required field of a status has its words here. */
  readonly required?: Readonly<Record<string, FieldProse>>;
  readonly fields?: readonly FieldAdvice[];
  /** What the content should tell. */
  readonly bodyGuidance?: string;
  readonly related: readonly RelatedProse[];
  /** One statement that throws the error, where the options are not obvious. */
  readonly example?: string;
}

/** A number that IANA does not list: met in logs, in front of an origin or in responses of other vendors. */
export interface UnregisteredProse {
  /** Who uses the number. */
  readonly source: string;
  readonly meaning: string;
  readonly description: string;
  /** Default: rare. */
  readonly popularity?: Popularity;
  readonly commonUseCase: string;
  readonly retryReason: string;
  readonly retriedBy?: readonly string[];
  /** The registered status to send instead, and when. */
  readonly mapTo: RelatedProse;
}
