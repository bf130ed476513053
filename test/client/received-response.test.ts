import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { errorFromResponse } from '../../src/client.ts';

const envelope = '{"error":{"code":502,"message":"orders are away"}}';
const bytes = new TextEncoder().encode(envelope);

describe('where libraries keep a body', () => {
  const places: readonly (readonly [what: string, response: object])[] = [
    ['axios, parsed', { data: JSON.parse(envelope) }],
    ['axios, text', { data: envelope }],
    ['axios, ArrayBuffer', { data: bytes.slice().buffer }],
    ['axios, Buffer', { data: Buffer.from(envelope) }],
    ['axios, Blob', { data: new Blob([envelope]) }],
    ['axios, stream', { data: Readable.from([bytes]) }],
    ['ofetch', { _data: JSON.parse(envelope), body: null }],
    ['got, parsed', { body: JSON.parse(envelope) }],
    ['superagent', { text: envelope, body: {} }],
    ['light-my-request', { payload: envelope }],
    ['undici.request', { body: Readable.from([Buffer.from(envelope.slice(0, 9)), Buffer.from(envelope.slice(9))]) }],
    ['a stream of text', { body: Readable.from([envelope.slice(0, 9), envelope.slice(9)]) }],
    ['React Native', { text: async () => envelope }],
    ['a stand-in with json() alone', { json: async () => JSON.parse(envelope) }],
  ];

  test.each(places)('%s', async (_what, response) => {
    const error = await errorFromResponse({ status: 502, headers: {}, ...response });
    expect(error?.message).toBe('orders are away');
  });

  test('node:http: the message itself is the stream', async () => {
    const message = Object.assign(Readable.from([bytes]), {
      statusCode: 502,
      statusMessage: 'Bad Gateway',
      headers: {},
    });
    expect((await errorFromResponse(message))?.message).toBe('orders are away');
  });
});

describe('header fields', () => {
  const plain = { 'content-type': 'text/plain', 'x-list': 'a, b' };
  test.each([
    [
      'Headers',
      new Headers([
        ['X-List', 'a'],
        ['x-list', 'b'],
        ['Content-Type', 'text/plain'],
      ]),
    ],
    [
      'a Map',
      new Map([
        ['Content-Type', 'text/plain'],
        ['X-List', 'a, b'],
      ]),
    ],
    [
      'pairs',
      [
        ['Content-Type', 'text/plain'],
        ['X-List', 'a, b'],
      ],
    ],
    ['node:http', { 'content-type': 'text/plain', 'x-list': ['a', 'b'] }],
  ])('%s', async (_what, headers) => {
    const error = await errorFromResponse({ status: 502, headers, data: '' });
    expect({ ...error?.response.headers }).toEqual(plain);
  });

  test('are bounded, and no name reaches a prototype', async () => {
    const headers = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`x-${index}`, 'y'.repeat(9000)]));
    const error = await errorFromResponse({ status: 502, headers: { ['__proto__']: 'x', ...headers }, data: '' });
    const kept = Object.entries(error?.response.headers ?? {});
    expect(kept.length).toBeLessThanOrEqual(64);
    expect(kept.every(([, value]) => value.length <= 4096)).toBe(true);
    expect(error?.response.headers['tostring']).toBeUndefined();
    expect(error?.response.headers['constructor']).toBeUndefined();
  });
});
