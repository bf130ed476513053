import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { makeBody } from './body.js';

function toCommand(job) {
  const [, Bucket, Key] = job.path.split('/');
  const body = makeBody(job);
  return body === undefined ? new GetObjectCommand({ Bucket, Key }) : new PutObjectCommand({ Bucket, Key, Body: body });
}

export function createClient() {
  const clients = new Map();
  const find = ({ origin, retry }) => {
    const name = `${origin} ${retry === true}`;
    if (!clients.has(name)) {
      clients.set(
        name,
        new S3Client({
          endpoint: origin,
          forcePathStyle: true,
          region: 'us-east-1',
          credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
          maxAttempts: retry === true ? 3 : 1,
        }),
      );
    }
    return clients.get(name);
  };
  return async (job) => {
    try {
      const { $metadata, Body } = await find(job).send(toCommand(job));
      return {
        status: $metadata.httpStatusCode,
        body: Body === undefined ? '' : JSON.parse(await Body.transformToString()),
      };
    } catch (error) {
      const status = error.$metadata?.httpStatusCode;
      // Its error bodies are XML; a foreign one is only seen as its status.
      if (status === undefined || status < 400) throw error;
      return { status, retryAfter: error.$response?.headers['retry-after'] ?? null };
    }
  };
}
