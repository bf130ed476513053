import { Agent, request } from 'node:http';
import { makeBody, parse } from './body.js';

export function createClient() {
  const agent = new Agent({ keepAlive: true });
  return (job) =>
    new Promise((resolve, reject) => {
      const body = makeBody(job);
      const outgoing = request(job.origin + job.path, {
        agent,
        method: job.method ?? 'GET',
        headers: { ...job.headers, ...(body === undefined ? {} : { 'content-length': body.length }) },
      });
      outgoing.on('error', reject);
      outgoing.on('response', (response) => {
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          try {
            resolve({
              status: response.statusCode,
              retryAfter: response.headers['retry-after'] ?? null,
              body: parse(text),
            });
          } catch (error) {
            reject(error);
          }
        });
      });
      outgoing.end(body);
    });
}
