import { request as octokit } from '@octokit/request';
import OpenAI from 'openai';
import Stripe from 'stripe';
import { describe, test } from 'vitest';
import { serve } from '../test/support/servers.ts';
import { expectAnswer, secret } from './support/expect-answer.ts';
import { answerOf, gateways } from './support/gateways.ts';
import { replying, upstreams } from './support/upstreams.ts';

/** Each SDK, pointed at a server of ours and told not to repeat. They all put the upstream's status on their errors. */
const sdks: Readonly<Record<string, (origin: string) => Promise<unknown>>> = {
  openai: (origin) =>
    new OpenAI({ apiKey: secret, baseURL: `${origin}/v1`, maxRetries: 0, timeout: 300 }).chat.completions.create({
      model: 'm',
      messages: [{ role: 'user', content: secret }],
    }),
  stripe: (origin) => {
    const { hostname, port } = new URL(origin);
    const stripe = new Stripe(`sk_test_${secret}`, {
      host: hostname,
      port,
      protocol: 'http',
      maxNetworkRetries: 0,
      timeout: 300,
      telemetry: false,
    });
    return stripe.customers.retrieve('cus_1');
  },
  octokit: (origin) =>
    octokit('GET /repos/{owner}/{repo}', {
      baseUrl: origin,
      request: { signal: AbortSignal.timeout(300) },
      owner: 'o',
      repo: 'r',
      headers: { authorization: `token ${secret}` },
    }),
};

const answers = [
  { theirs: 401, ours: { status: 502 } },
  { theirs: 404, ours: { status: 502 } },
  { theirs: 429, ours: { status: 503, retryAfter: 7 } },
  { theirs: 503, ours: { status: 503, retryAfter: 7 } },
] as const;

describe.each(gateways)('$name', (gateway) => {
  describe.each(Object.entries(sdks))('%s', (_name, call) => {
    test.each(answers)(
      'the upstream answers $theirs: $ours.status, and none of its fields',
      async ({ theirs, ours }) => {
        const { url } = await serve(replying(theirs, { 'Retry-After': '7' }));
        expectAnswer(await answerOf(gateway, () => call(url)), ours);
      },
    );

    test('the upstream refuses the connection: 502', async () => {
      const origin = (await upstreams['refused']?.()) ?? '';
      expectAnswer(await answerOf(gateway, () => call(origin)), { status: 502, retryAfter: 'policy' });
    });

    test('the upstream does not answer in time: 504', async () => {
      const origin = (await upstreams['silence']?.()) ?? '';
      expectAnswer(await answerOf(gateway, () => call(origin)), { status: 504, retryAfter: 'policy' });
    });
  });
});
