// Compiled by `tsc -p tsconfig.json --noEmit`, never run: the matcher is known to Vitest by the import alone.
import type { Response as SupertestResponse } from 'supertest';
import { expect } from 'vitest';
import type {} from '../../src/testing.ts';

declare const plain: SupertestResponse;
declare const fetched: Response;
declare const promised: Promise<unknown>;

// biome-ignore lint/suspicious/noConfusingVoidType: what a matcher gives
export const atOnce: void = expect(plain).toBeErrorResponse(502, { reason: 'X', retryAfter: true });
export const later: Promise<void> = expect(fetched).toBeErrorResponse(502);
export const promisedLater: Promise<void> = expect(promised).toBeErrorResponse({ headers: { ETag: null } });
// biome-ignore lint/suspicious/noConfusingVoidType: what a matcher gives
export const negated: void = expect(plain).not.toBeErrorResponse();

// @ts-expect-error a misspelt expectation is noticed
expect(plain).toBeErrorResponse(502, { reson: 'X' });
// @ts-expect-error a status is a number
expect(plain).toBeErrorResponse('502');
