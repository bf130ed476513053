import { readFileSync } from 'node:fs';
import type { HttpVersion } from '../support/exchange.ts';

/** Which family of hosts a vector names in `applies`. */
export type HostFamily = 'raw' | 'express' | 'koa' | 'fastify' | 'hono' | 'fetch';

/** State of the abandoned response, and of the client, when the handler throws. */
export interface AppState {
  readonly headersSet?: Readonly<Record<string, string | readonly string[]>>;
  readonly status?: number;
  readonly statusMessage?: string;
  readonly written?: string;
  readonly flushed?: boolean;
  readonly ended?: string;
  readonly clientGone?: boolean;
}

/** Plain JSON of `thrown.options`; throwables.ts turns it into the options of an error. */
export type ThrownOptions = Readonly<Record<string, unknown>>;

export interface Thrown {
  readonly class?: string;
  readonly status?: number;
  readonly message?: string;
  readonly options?: ThrownOptions;
  readonly native?: string;
  readonly httpErrors?: number;
  readonly props?: Readonly<Record<string, unknown>>;
  readonly proxyError?: string;
  readonly system?: { readonly code: string | number; readonly message: string | number; readonly name?: string };
  readonly wrapFetch?: boolean;
  readonly aggregate?: boolean;
  readonly foreign?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly value?: unknown;
  readonly special?: string;
}

/** Options in the placeholder names of the vectors; handler-options.ts turns them into failwell's. */
export interface VectorOptions {
  readonly format?: string;
  readonly server?: string;
  readonly role?: string;
  readonly proxyId?: string;
  readonly proxyStatusDetails?: boolean;
  readonly defaultChallenge?: string;
  readonly unregistered?: string;
  readonly clientErrorHandler?: boolean;
  readonly trace?: boolean;
  readonly formatter?: string;
  readonly onError?: string;
}

export interface Given {
  readonly method: string;
  readonly path: string;
  readonly httpVersion: HttpVersion;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly thrown: Thrown | null;
  readonly app: AppState;
  readonly options: VectorOptions;
  readonly bodySent?: string;
  readonly raw?: string;
  readonly followUp?: boolean;
  readonly pipelined?: boolean;
  readonly throwTwice?: boolean;
  readonly viaCheckContinue?: boolean;
  readonly clock?: string;
}

export interface FieldMatcher {
  readonly absent?: boolean;
  readonly present?: boolean;
  readonly re?: string;
  readonly notRe?: string;
  readonly not?: string;
  readonly oneOf?: readonly string[];
  readonly list?: readonly string[];
  readonly only?: boolean;
  readonly listNot?: readonly string[];
  readonly lines?: readonly string[];
  readonly httpDate?: boolean;
  readonly exactIfClockInjectable?: string;
  readonly bytesOfBody?: boolean;
  readonly bytesOfGetBody?: boolean;
  readonly all?: readonly string[];
}

export interface BodyMatcher {
  readonly json?: unknown;
  readonly jsonMatch?: unknown;
  readonly jsonOneOf?: readonly unknown[];
  readonly text?: string;
  readonly re?: string;
  readonly notRe?: string;
  readonly empty?: boolean;
  readonly any?: boolean;
}

export interface WireMatcher {
  readonly incomplete?: boolean;
  readonly serverCloses?: boolean;
  readonly reset?: boolean;
  readonly rstCode?: number;
  readonly bytesNotRe?: string;
  readonly responses?: readonly number[];
  readonly secondResponseOk?: boolean;
  readonly no100?: boolean;
  readonly answeredWithinMs?: number;
  readonly noCrash?: boolean;
  readonly noProcessWarning?: boolean;
  readonly noPollution?: boolean;
}

export type TextMatcher =
  | string
  | { readonly oneOf?: readonly string[]; readonly re?: string; readonly notRe?: string };

export interface Expected {
  readonly statusLine?: string;
  /** null: no response at all. */
  readonly status: number | null | { readonly oneOf: readonly (number | null)[] };
  readonly reason?: TextMatcher;
  readonly headers: Readonly<Record<string, string | FieldMatcher>>;
  readonly headerOrder?: readonly string[];
  readonly sameHeadersAsGetExcept?: readonly string[];
  readonly body: BodyMatcher;
  readonly wire?: WireMatcher;
}

export interface Vector {
  readonly id: string;
  readonly title: string;
  readonly level: string;
  readonly applies?: readonly HostFamily[];
  readonly given: Given;
  readonly expect: Expected;
  readonly rule: readonly string[];
  readonly note?: string;
  readonly decision?: boolean;
  readonly optional?: boolean;
}

interface VectorFile {
  readonly count: number;
  readonly vectors: readonly Vector[];
}

const file = JSON.parse(readFileSync(new URL('../fixtures/vectors.json', import.meta.url), 'utf8')) as VectorFile;

/** What the file itself says of its length; the fixture test compares. */
export const declaredCount: number = file.count;
export const vectors: readonly Vector[] = file.vectors;

/** `V001 [SL-3 DT-2] title`. */
export function vectorTitle(vector: Vector): string {
  return `${vector.id} [${vector.rule.join(' ')}] ${vector.title}`;
}

/** SL-3 → SL; each group once. */
export function ruleGroups(vector: Vector): string[] {
  return [...new Set(vector.rule.map((rule) => rule.split('-')[0] ?? rule))];
}
