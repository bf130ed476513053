import type { StatusDescription } from '../description.ts';

/** Words for the values that code decides by. Tables, so that a new value is one line and a missing one does not compile. */

export const retryWords: Readonly<Record<StatusDescription['retryable'], string>> = {
  no: 'Do not repeat the request.',
  yes: 'The same request may be repeated.',
  'after-delay': 'The same request may be repeated after a delay.',
  'after-change': 'Repeat the request only after something was changed.',
};

export const domainWords: Readonly<Record<StatusDescription['failureDomain'], string>> = {
  client: 'the client',
  server: 'this server',
  upstream: 'a server behind this one',
  intermediary: 'something in between, such as a proxy',
  network: 'the network, or nobody',
};

export const cachingWords: Readonly<Record<StatusDescription['caching'], string>> = {
  explicit: 'only where the response says so',
  heuristic: 'a cache may keep it unless told otherwise',
  'no-store': 'must not be stored',
};

export const scopeWords: Readonly<Record<StatusDescription['recommendedScope'], string>> = {
  any: 'any server',
  'authoritative-server': 'servers that have authority over the target',
  'captive-portal': 'captive portals',
  'content-negotiation': 'transparent content negotiation',
  'forward-proxy': 'forward proxies',
  gateway: 'gateways',
  none: 'no new application',
  'tls-early-data': 'servers that accept TLS early data',
  webdav: 'WebDAV',
};

export const registryWords: Readonly<Record<StatusDescription['registryStatus'], string>> = {
  assigned: 'no',
  reserved: 'yes: the IANA registry keeps the number unused',
  obsoleted: 'yes: obsoleted in the IANA registry',
  unassigned: 'yes: never in the IANA registry',
};

/** Who may repeat without being asked. */
export function toRetryCondition({ retryable, idempotentOnly }: StatusDescription): string {
  if (retryable === 'no' || idempotentOnly === null) return '';
  return idempotentOnly
    ? 'By itself a client repeats only idempotent methods: GET, HEAD, OPTIONS, TRACE, PUT, DELETE.'
    : 'Any method may be repeated: the request was not processed.';
}
