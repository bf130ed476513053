import {
  Client,
  credentials,
  Metadata,
  Server,
  ServerCredentials,
  type ServiceDefinition,
  status,
} from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, onTestFinished, test } from 'vitest';
import { findFreePort } from '../scripts/real-parts/private-server.ts';
import { expectAnswer, peerText, secret } from './support/expect-answer.ts';
import { answerOf, gateways } from './support/gateways.ts';

const path = '/orders.Orders/Get';
const bytes = (value: unknown): Buffer => Buffer.from(String(value));

const service: ServiceDefinition = {
  get: {
    path,
    requestStream: false,
    responseStream: false,
    requestSerialize: bytes,
    requestDeserialize: String,
    responseSerialize: bytes,
    responseDeserialize: String,
  },
};

const server = new Server();
let port = 0;

/** Fails with the status that the request asks for; 0 never answers. */
function fail(call: { readonly request: string }, callback: (error: object) => void): void {
  const code = Number(call.request);
  const metadata = new Metadata();
  metadata.set('x-upstream', secret);
  if (code !== 0) callback({ code, details: peerText, metadata });
}

beforeAll(async () => {
  server.addService(service, { get: fail as never });
  port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
});

afterAll(() => server.forceShutdown());

function call(target: number, code: number, deadlineMs: number): Promise<unknown> {
  const client = new Client(`127.0.0.1:${target}`, credentials.createInsecure());
  onTestFinished(() => client.close());
  const metadata = new Metadata();
  metadata.set('authorization', `Bearer ${secret}`);
  return new Promise((resolve, reject) => {
    const options = { deadline: Date.now() + deadlineMs };
    client.makeUnaryRequest(path, bytes, String, code, metadata, options, (error, value) =>
      error ? reject(error) : resolve(value),
    );
  });
}

const codes = [
  { name: 'INVALID_ARGUMENT', ours: { status: 502 } },
  { name: 'NOT_FOUND', ours: { status: 502 } },
  { name: 'PERMISSION_DENIED', ours: { status: 502 } },
  { name: 'UNAUTHENTICATED', ours: { status: 502 } },
  { name: 'UNIMPLEMENTED', ours: { status: 502 } },
  { name: 'RESOURCE_EXHAUSTED', ours: { status: 503, retryAfter: 'policy' } },
  { name: 'ABORTED', ours: { status: 503, retryAfter: 'policy' } },
  { name: 'UNAVAILABLE', ours: { status: 503, retryAfter: 'policy' } },
] as const;

describe.each(gateways)('$name', (gateway) => {
  test.each(codes)('the upstream answers $name: $ours.status', async ({ name, ours }) => {
    expectAnswer(await answerOf(gateway, () => call(port, status[name], 5_000)), ours);
  });

  test('no answer before the deadline: 504', async () => {
    expectAnswer(await answerOf(gateway, () => call(port, 0, 150)), { status: 504, retryAfter: 'policy' });
  });

  test('refused: 503, as gRPC itself says', async () => {
    const nobody = await findFreePort();
    expectAnswer(await answerOf(gateway, () => call(nobody, 0, 2_000)), { status: 503, retryAfter: 'policy' });
  });
});
