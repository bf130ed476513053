import type { StatusFacts } from '../error/status.ts';
import type { FieldAdvice, StatusProse } from './prose.ts';

export interface FieldLists {
  readonly requiredHeaders: readonly FieldAdvice[];
  readonly recommendedHeaders: readonly FieldAdvice[];
  readonly forbiddenHeaders: readonly FieldAdvice[];
}

const isForbidden = ({ level }: FieldAdvice): boolean => level === 'MUST NOT' || level === 'SHOULD NOT';

/** Joins the words about fields with the facts: which are required, and what follows from caching and framing. */
export function toFieldLists(facts: StatusFacts, prose: StatusProse): FieldLists {
  const fields = prose.fields ?? [];
  return {
    requiredHeaders: facts.requiredHeaders.map((name) => toRequired(facts.code, name, prose)),
    recommendedHeaders: [...fields.filter((field) => !isForbidden(field)), ...fromFacts(facts)],
    forbiddenHeaders: fields.filter(isForbidden),
  };
}

function toRequired(code: number, name: string, prose: StatusProse): FieldAdvice {
  const words = prose.required?.[name];
  if (words === undefined) throw new Error(`${code}: the catalogue has no words about the required field ${name}`);
  return { name, level: 'MUST', ...words };
}

function fromFacts({ caching, connection }: StatusFacts): FieldAdvice[] {
  return [...(caching === 'no-store' ? [noStore] : []), ...(connection === 'close' ? [close] : [])];
}

const noStore: FieldAdvice = {
  name: 'Cache-Control',
  level: 'MUST',
  when: 'always: a cache must not store the response',
  value: 'no-store',
  example: 'no-store',
  spec: 'RFC 6585 sections 3 to 6',
};

const close: FieldAdvice = {
  name: 'Connection',
  level: 'SHOULD',
  when: 'HTTP/1.1, since the rest of the request will not be read',
  value: 'close',
  example: 'close',
  spec: 'RFC 9112 sections 9.3 and 9.6',
};
