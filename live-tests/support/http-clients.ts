import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import axios from 'axios';
import got from 'got';
import ky from 'ky';
import nodeFetch from 'node-fetch';
import superagent from 'superagent';
import { request as undiciRequest } from 'undici';
import { secret } from './expect-answer.ts';

/** Calls a URL as an application would, and reads the answer as JSON; gives up after `timeout` milliseconds. */
export type Call = (url: string, timeout: number) => Promise<unknown>;

export interface HttpClient {
  readonly name: string;
  readonly call: Call;
  /** Does not throw for a 4xx or 5xx; the application asks for the status itself. */
  readonly isTolerant?: boolean;
  /** Makes of a deadline what a cancellation looks like: still 504, but nothing says that a repeat would help. */
  readonly losesTimeout?: boolean;
}

const headers = { Authorization: `Bearer ${secret}` };

/** node:http as it is used by hand: a promise, a deadline, the end of the body. */
const byHand: Call = (url, timeout) =>
  new Promise((resolve, reject) => {
    const request = url.startsWith('https') ? httpsRequest : httpRequest;
    const outgoing = request(url, { headers, signal: AbortSignal.timeout(timeout) }, (incoming) => {
      let text = '';
      incoming.on('error', reject);
      incoming.on('data', (chunk) => {
        text += chunk;
      });
      incoming.on('end', () => resolve(JSON.parse(text)));
    });
    outgoing.on('error', reject);
    outgoing.end();
  });

export const httpClients: readonly HttpClient[] = [
  {
    name: 'fetch',
    isTolerant: true,
    call: async (url, timeout) => (await fetch(url, { headers, signal: AbortSignal.timeout(timeout) })).json(),
  },
  {
    name: 'undici',
    isTolerant: true,
    call: async (url, timeout) =>
      (await undiciRequest(url, { headers, headersTimeout: timeout, bodyTimeout: timeout })).body.json(),
  },
  { name: 'axios', call: async (url, timeout) => (await axios.get(url, { headers, timeout })).data },
  {
    name: 'got',
    call: (url, timeout) => got(url, { headers, timeout: { request: timeout }, retry: { limit: 0 } }).json(),
  },
  { name: 'ky', call: (url, timeout) => ky(url, { headers, timeout, retry: 0 }).json() },
  {
    name: 'node-fetch',
    isTolerant: true,
    losesTimeout: true,
    call: async (url, timeout) =>
      (await nodeFetch(url, { headers, signal: AbortSignal.timeout(timeout) as never })).json(),
  },
  { name: 'superagent', call: async (url, timeout) => (await superagent.get(url).set(headers).timeout(timeout)).body },
  { name: 'node:http', isTolerant: true, call: byHand },
];
