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
  /** Hands a body on as it came: what is no gzip is found by JSON.parse, whose error says nothing of an upstream. */
  readonly isRaw?: boolean;
  /** What a body that is no JSON becomes: an error of the client, the parser's bare SyntaxError, or a text. */
  readonly badJson: 'labelled' | 'bare' | 'text';
  /** Makes of a deadline what a cancellation looks like: still 504, but nothing says that a repeat would help. */
  readonly losesTimeout?: boolean;
}

const headers = { Authorization: `Bearer ${secret}` };

/** node:http as it is used by hand: a promise, a deadline, the end of the body. */
const readByHand = (url: string, timeout: number): Promise<string> =>
  new Promise((resolve, reject) => {
    const request = url.startsWith('https') ? httpsRequest : httpRequest;
    const outgoing = request(url, { headers, signal: AbortSignal.timeout(timeout) }, (incoming) => {
      let text = '';
      incoming.on('error', reject);
      incoming.on('data', (chunk) => {
        text += chunk;
      });
      incoming.on('end', () => resolve(text));
    });
    outgoing.on('error', reject);
    outgoing.end();
  });

export const httpClients: readonly HttpClient[] = [
  {
    name: 'fetch',
    badJson: 'bare',
    isTolerant: true,
    call: async (url, timeout) => (await fetch(url, { headers, signal: AbortSignal.timeout(timeout) })).json(),
  },
  {
    name: 'undici',
    badJson: 'bare',
    isTolerant: true,
    isRaw: true,
    call: async (url, timeout) =>
      (await undiciRequest(url, { headers, headersTimeout: timeout, bodyTimeout: timeout })).body.json(),
  },
  { name: 'axios', badJson: 'text', call: async (url, timeout) => (await axios.get(url, { headers, timeout })).data },
  {
    name: 'got',
    badJson: 'labelled',
    call: (url, timeout) => got(url, { headers, timeout: { request: timeout }, retry: { limit: 0 } }).json(),
  },
  { name: 'ky', badJson: 'bare', call: (url, timeout) => ky(url, { headers, timeout, retry: 0 }).json() },
  {
    name: 'node-fetch',
    badJson: 'bare',
    isTolerant: true,
    losesTimeout: true,
    call: async (url, timeout) =>
      (await nodeFetch(url, { headers, signal: AbortSignal.timeout(timeout) as never })).json(),
  },
  {
    name: 'superagent',
    badJson: 'labelled',
    call: async (url, timeout) => (await superagent.get(url).set(headers).timeout(timeout)).body,
  },
  {
    name: 'node:http',
    badJson: 'bare',
    isTolerant: true,
    isRaw: true,
    call: async (url, timeout) => JSON.parse(await readByHand(url, timeout)),
  },
];
