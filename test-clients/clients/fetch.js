import { makeBody } from './body.js';

export function createClient() {
  return async (job) => {
    const response = await fetch(job.origin + job.path, {
      method: job.method ?? 'GET',
      headers: job.headers ?? {},
      body: makeBody(job),
    });
    return { status: response.status, retryAfter: response.headers.get('retry-after'), body: await response.json() };
  };
}
