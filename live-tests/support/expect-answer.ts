import { STATUS_CODES } from 'node:http';
import { expect } from 'vitest';
import { expectEnvelope } from '../../test/support/envelope.ts';
import type { Answer } from './gateways.ts';

/** What is planted into everything that a peer says or is told, and may be in no answer and in no record. */
export const secret = 'tr0ub4dor-and-3';
/** The upstream's id of the request: for the operator, who finds the upstream's own record by it, and for nobody else. */
export const peerRequestId = 'req_0b5e7d41c9';

/** A peer's own words for its failure: good for the operator, not for the client. */
export const peerText = 'shelf 41 is on fire';

/** Fields that our own answers have. Anything else came from somewhere else. */
const ownFields: ReadonlySet<string> = new Set([
  'date',
  'server',
  'content-type',
  'content-length',
  'cache-control',
  'x-content-type-options',
  'x-powered-by',
  'connection',
  'keep-alive',
  'accept-encoding',
  'retry-after',
  'www-authenticate',
  'proxy-status',
  'vary',
]);

export interface Expected {
  readonly status: number;
  /** Seconds, or 'policy' for a generated hint; absent: no field. */
  readonly retryAfter?: number | 'policy';
  readonly challenge?: boolean;
}

/** The recommended answer, nothing of anybody else's in it, and one record without secrets. */
export function expectAnswer(answer: Answer, { status, retryAfter, challenge = false }: Expected): void {
  const { headers, text } = answer;
  expect(answer.status, text).toBe(status);
  const body = JSON.parse(text);
  expectEnvelope(body);
  if (status >= 500) expect(body).toEqual({ error: { code: status, message: STATUS_CODES[status] } });
  expect([...headers.keys()].filter((name) => !ownFields.has(name))).toEqual([]);
  expect(headers.has('www-authenticate')).toBe(challenge);
  const hint = headers.get('retry-after');
  if (retryAfter === undefined) expect(hint).toBeNull();
  else if (retryAfter === 'policy') expect(Number(hint)).toBeGreaterThanOrEqual(1);
  else expect(hint).toBe(String(retryAfter));
  expect(answer.clientSide).not.toContain(secret);
  expect(answer.clientSide).not.toContain(peerText);
  expect(answer.clientSide).not.toContain(peerRequestId);
  expect(answer.operatorSide).not.toContain(secret);
  expect(answer.records).toHaveLength(1);
  expect(answer.records[0]).toMatchObject({ 'http.response.status_code': status });
}
