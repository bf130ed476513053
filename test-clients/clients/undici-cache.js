import { Agent, interceptors, request } from 'undici';

export function createClient() {
  const dispatcher = new Agent().compose(interceptors.cache());
  return async (job) => {
    const response = await request(job.origin + job.path, { dispatcher });
    return { status: response.statusCode, body: await response.body.text() };
  };
}
