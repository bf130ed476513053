import { Readable } from 'node:stream';
import { runInNewContext } from 'node:vm';
import { describe, expect, test, vi } from 'vitest';
import { errorFromResponse } from '../../src/client.ts';

const envelope = '{"error":{"code":502,"message":"orders are away"}}';
const bytes = new TextEncoder().encode(envelope);

/** A stream that counts what was taken of it, and whether it was given up. */
function watched(pull: (controller: ReadableStreamDefaultController<Uint8Array>, call: number) => unknown) {
  const seen = { pulled: 0, cancelled: false };
  const stream = new ReadableStream<Uint8Array>(
    {
      pull: (controller) => {
        seen.pulled += 1;
        return pull(controller, seen.pulled) as Promise<void>;
      },
      cancel: () => {
        seen.cancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { seen, stream };
}

const never = (): Promise<never> => new Promise(() => undefined);

describe('bounds', () => {
  test('an endless body is read to the bound and cancelled', async () => {
    const { seen, stream } = watched((controller) => controller.enqueue(new Uint8Array(16_384).fill(120)));
    const error = await errorFromResponse(new Response(stream, { status: 502 }));
    expect(error?.status).toBe(502);
    expect(seen).toEqual({ pulled: 64, cancelled: true });
  });

  test('maxBytes: what came until then counts', async () => {
    const { seen, stream } = watched((controller) => controller.enqueue(bytes));
    const error = await errorFromResponse(new Response(stream, { status: 502 }), { maxBytes: bytes.length });
    expect([error?.message, seen]).toEqual(['orders are away', { pulled: 1, cancelled: true }]);
    const cut = await errorFromResponse(new Response(envelope, { status: 502 }), { maxBytes: 20 });
    expect([cut?.message, cut?.response.text]).toEqual(['Bad Gateway', envelope.slice(0, 20)]);
  });

  test('a character that the bound cuts is left out', async () => {
    const error = await errorFromResponse(new Response('für', { status: 502 }), { maxBytes: 2 });
    expect(error?.response.text).toBe('f');
  });

  test('timeoutMs: a body that stalls is given up, with what came', async () => {
    const { seen, stream } = watched((controller, call) => (call === 1 ? controller.enqueue(bytes) : never()));
    const error = await errorFromResponse(new Response(stream, { status: 502 }), { timeoutMs: 30 });
    expect([error?.message, seen.cancelled]).toEqual(['orders are away', true]);
  });

  test('a Node stream that stalls is destroyed', async () => {
    const body = new Readable({ read: () => undefined });
    body.push(bytes);
    const error = await errorFromResponse({ status: 502, headers: {}, body }, { timeoutMs: 30 });
    expect([error?.message, body.destroyed]).toEqual(['orders are away', true]);
  });

  test('signal: fired before and while reading', async () => {
    const early = await errorFromResponse(new Response(watched(never).stream, { status: 502 }), {
      signal: AbortSignal.abort(),
    });
    expect(early?.message).toBe('Bad Gateway');
    const controller = new AbortController();
    const { seen, stream } = watched(never);
    setTimeout(() => controller.abort(), 20);
    const late = await errorFromResponse(new Response(stream, { status: 502 }), { signal: controller.signal });
    expect([late?.status, seen.cancelled]).toEqual([502, true]);
  });

  test('chunks without a byte, always there, end too', async () => {
    const { seen, stream } = watched((controller) => controller.enqueue(new Uint8Array(1)));
    const empty = {
      getReader: () => ({ read: async () => ({ value: new Uint8Array() }), cancel: async () => undefined }),
    };
    expect((await errorFromResponse({ status: 502, headers: {}, body: empty }))?.status).toBe(502);
    await errorFromResponse(new Response(stream, { status: 502 }), { maxBytes: 10 });
    expect(seen.pulled).toBe(10);
  });

  test('no timer is left behind', async () => {
    vi.useFakeTimers();
    await errorFromResponse({ status: 502, headers: {}, data: envelope });
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  test.each([{ maxBytes: -1 }, { maxBytes: 'x' }, { timeoutMs: Number.NaN }, { signal: 7 }, null, 5])(
    'an option of a wrong type counts as not given: %j',
    async (options) => {
      const error = await errorFromResponse(new Response(envelope, { status: 502 }), options as never);
      expect(error?.message).toBe('orders are away');
    },
  );
});

describe('bodies that cannot be read never reject', () => {
  const broken: readonly (readonly [what: string, build: () => unknown])[] = [
    [
      'breaks off',
      () => new Response(watched((controller) => controller.error(new Error('cut'))).stream, { status: 502 }),
    ],
    ['a Node stream that breaks off', () => ({ status: 502, headers: {}, body: Readable.from(failing()) })],
    ['locked', () => lock(new Response(envelope, { status: 502 }))],
    ['getReader throws', () => ({ status: 502, headers: {}, body: { getReader: boom } })],
    ['read throws', () => ({ status: 502, headers: {}, body: { getReader: () => ({ read: boom, cancel: boom }) } })],
    [
      'cancel rejects',
      () => ({
        status: 502,
        headers: {},
        body: { getReader: () => ({ read: async () => ({ done: true }), cancel: async () => boom() }) },
      }),
    ],
    ['a reader that is none', () => ({ status: 502, headers: {}, body: { getReader: () => ({}) } })],
    ['chunks that are none', () => ({ status: 502, headers: {}, body: Readable.from([{}, 1]) })],
    [
      'body throws',
      () => ({
        status: 502,
        headers: {},
        get body() {
          return boom();
        },
      }),
    ],
    [
      'headers throw',
      () => ({
        status: 502,
        get headers() {
          return boom();
        },
        data: '',
      }),
    ],
    ['headers.forEach throws', () => ({ status: 502, headers: { forEach: boom }, data: '' })],
    ['text rejects', () => ({ status: 502, headers: {}, text: async () => boom() })],
    ['a revoked Proxy for headers', () => ({ status: 502, headers: revoked(), data: '' })],
    ['a revoked Proxy for a body', () => ({ status: 502, headers: {}, data: revoked() })],
  ];

  test.each(broken)('%s', async (_what, build) => {
    const error = await errorFromResponse(build());
    expect([error?.status, error?.message]).toEqual([502, 'Bad Gateway']);
  });

  test('a reader without cancel loses nothing of what came', async () => {
    const reader = { read: async () => ({ value: bytes }) };
    const response = { status: 502, headers: {}, body: { getReader: () => reader } };
    expect((await errorFromResponse(response, { maxBytes: bytes.length }))?.message).toBe('orders are away');
  });

  test("a cancel that rejects in another realm is nobody's unhandled rejection", async () => {
    const seen = vi.fn();
    process.on('unhandledRejection', seen);
    const cancel = runInNewContext('() => Promise.reject(new Error("cancel"))') as () => Promise<void>;
    const reader = { read: async () => ({ value: bytes }), cancel };
    const response = { status: 502, headers: {}, body: { getReader: () => reader } };
    await errorFromResponse(response, { maxBytes: bytes.length });
    await new Promise((resolve) => setTimeout(resolve, 20));
    process.off('unhandledRejection', seen);
    expect(seen).not.toHaveBeenCalled();
  });

  test('the last letter of a Latin-1 text is there, whatever its label', async () => {
    const text = Buffer.from('Kein Café', 'latin1');
    const headers = { 'content-type': 'text/plain; charset=iso-8859-1' };
    expect((await errorFromResponse(new Response(text, { status: 502, headers })))?.message).toBe('Kein Café');
    expect((await errorFromResponse({ status: 502, headers, data: text }))?.message).toBe('Kein Café');
  });

  test('a body that was used', async () => {
    const response = new Response(envelope, { status: 502 });
    await response.text();
    expect((await errorFromResponse(response))?.message).toBe('Bad Gateway');
  });

  test('the beginning of a body that breaks off counts', async () => {
    const { stream } = watched((controller, call) =>
      call === 1 ? controller.enqueue(bytes) : controller.error(new Error('cut')),
    );
    expect((await errorFromResponse(new Response(stream, { status: 502 })))?.message).toBe('orders are away');
  });
});

function boom(): never {
  throw new Error('boom');
}

function* failing(): Generator<Uint8Array> {
  yield new Uint8Array();
  boom();
}

function lock(response: Response): Response {
  response.body?.getReader();
  return response;
}

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}
