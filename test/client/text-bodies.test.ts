import { describe, expect, test } from 'vitest';
import { errorFromResponse } from '../../src/client.ts';
import { decode } from './decode.ts';

describe('text and nothing', () => {
  test('Envoy', async () => {
    const text = 'upstream connect error or disconnect/reset before headers. reset reason: connection failure';
    const error = await decode(text, 503, 'text/plain');
    expect([error.message, error.response.format, error.response.text]).toEqual([text, 'text', text]);
  });

  test.each(['', ' \r\n', '\uFEFF'])('an empty body: %j', async (body) => {
    const error = await decode(body, 504);
    expect([error.message, error.response.format]).toEqual(['Gateway Timeout', 'empty']);
  });

  test('the reason phrase, where the body has no message', async () => {
    const error = await errorFromResponse(new Response('', { status: 404, statusText: 'No Such Order' }));
    expect(error?.message).toBe('No Such Order');
    expect(error?.response.statusText).toBe('No Such Order');
  });

  test.each(['{"error":{"code":502,"message":"cut', '{', '[', '{"a":1}}', '"open', '{"a":NaN}', '[1,]'])(
    'cut or invalid JSON says nothing and is kept: %s',
    async (body) => {
      const error = await decode(body, 502);
      expect([error.message, error.response.format, error.response.text]).toEqual(['Bad Gateway', 'text', body]);
    },
  );

  test.each(['null', '42', 'true'])('%s is a text', async (body) => expect((await decode(body)).status).toBe(502));
  test('a JSON string is a message', async () => expect((await decode('"down"')).message).toBe('down'));

  test('the kept text is bounded', async () => {
    expect((await decode('x'.repeat(100_000), 502, 'text/plain')).response.text?.length).toBe(4096);
  });
});

describe('charsets', () => {
  const body = '{"error":{"code":404,"message":"Bestellung für Zoë fehlt ✗"}}';
  const bytesOf = (text: string, wide: 'le' | 'be'): Uint8Array => {
    const bytes = new Uint8Array(text.length * 2);
    const view = new DataView(bytes.buffer);
    for (let i = 0; i < text.length; i += 1) view.setUint16(i * 2, text.charCodeAt(i), wide === 'le');
    return bytes;
  };
  const send = async (bytes: Uint8Array, type: string) =>
    errorFromResponse(
      new Response(bytes.slice().buffer as ArrayBuffer, { status: 404, headers: { 'content-type': type } }),
    );

  test.each([
    'application/json; charset=iso-8859-1',
    'application/json; charset="nobody-knows"',
    'text/html;charset=windows-1252',
  ])('UTF-8 labelled %s is UTF-8', async (type) => {
    expect((await send(new TextEncoder().encode(body), type))?.message).toBe('Bestellung für Zoë fehlt ✗');
    expect((await send(new TextEncoder().encode(`\uFEFF${body}`), type))?.message).toBe('Bestellung für Zoë fehlt ✗');
  });

  test('Latin-1 that is labelled so', async () => {
    const latin = Uint8Array.from(Buffer.from('{"message":"für"}', 'latin1'));
    expect((await send(latin, 'application/json; charset=iso-8859-1'))?.message).toBe('für');
    expect((await send(latin, 'application/json'))?.message).toBe('f\uFFFDr');
  });

  test.each(['le', 'be'] as const)('UTF-16%s, by its mark or by its label', async (wide) => {
    expect((await send(bytesOf(`\uFEFF${body}`, wide), 'application/json'))?.message).toBe(
      'Bestellung für Zoë fehlt ✗',
    );
    expect((await send(bytesOf(body, wide), `application/json; charset=utf-16${wide}`))?.message).toBe(
      'Bestellung für Zoë fehlt ✗',
    );
  });
});
