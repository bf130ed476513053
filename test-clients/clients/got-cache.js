import got from 'got';

export function createClient() {
  const cache = new Map();
  return async (job) => {
    const response = await got(job.origin + job.path, { cache, throwHttpErrors: false, retry: { limit: 0 } });
    return { status: response.statusCode, body: response.body };
  };
}
