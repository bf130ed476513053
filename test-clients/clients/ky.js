import ky, { HTTPError } from 'ky';
import { makeBody } from './body.js';

async function show(response) {
  return { status: response.status, retryAfter: response.headers.get('retry-after'), body: await response.json() };
}

export function createClient() {
  return async (job) => {
    try {
      return await show(
        await ky(job.origin + job.path, {
          method: job.method ?? 'GET',
          headers: job.headers ?? {},
          body: makeBody(job),
          retry: job.retry ? {} : 0,
          timeout: false,
        }),
      );
    } catch (error) {
      if (error instanceof HTTPError) return await show(error.response);
      throw error;
    }
  };
}
