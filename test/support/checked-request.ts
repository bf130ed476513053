import supertest, { type Response, type Test } from 'supertest';
import type { App } from 'supertest/types.js';
import { expectEnvelope } from './envelope.ts';

/** An error response with a body must be the published envelope. */
function checkEnvelope(response: Response): void {
  if (response.status >= 400 && response.type === 'application/json') expectEnvelope(response.body);
}

/** supertest, with the schema checked on every error response. */
export function request(app: App): { get(path: string): Test; head(path: string): Test; post(path: string): Test } {
  const agent = supertest(app);
  return {
    get: (path) => agent.get(path).expect(checkEnvelope),
    head: (path) => agent.head(path),
    post: (path) => agent.post(path).expect(checkEnvelope),
  };
}
