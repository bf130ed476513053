import { expect } from 'vitest';
import { findSchemaErrors } from '../conformance/envelope-schema.ts';

/** Fails where the body is not the published envelope. */
export function expectEnvelope(body: unknown): void {
  expect(findSchemaErrors(body)).toEqual([]);
}
