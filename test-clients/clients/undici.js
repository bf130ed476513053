import { Agent, RetryAgent, request } from 'undici';
import { makeBody } from './body.js';

export function createClient() {
  const plain = new Agent();
  const retrying = new RetryAgent(new Agent());
  return async (job) => {
    const response = await request(job.origin + job.path, {
      dispatcher: job.retry ? retrying : plain,
      method: job.method ?? 'GET',
      headers: job.headers ?? {},
      body: makeBody(job) ?? null,
    });
    return {
      status: response.statusCode,
      retryAfter: response.headers['retry-after'] ?? null,
      body: await response.body.json(),
    };
  };
}
