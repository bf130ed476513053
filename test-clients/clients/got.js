import got, { HTTPError } from 'got';
import { makeBody } from './body.js';

function show(response) {
  return { status: response.statusCode, retryAfter: response.headers['retry-after'] ?? null, body: response.body };
}

export function createClient() {
  return async (job) => {
    try {
      return show(
        await got(job.origin + job.path, {
          method: job.method ?? 'GET',
          headers: job.headers ?? {},
          body: makeBody(job),
          responseType: 'json',
          retry: job.retry ? {} : { limit: 0 },
        }),
      );
    } catch (error) {
      if (error instanceof HTTPError) return show(error.response);
      throw error;
    }
  };
}
