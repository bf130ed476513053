import { describe, expect, it } from 'vitest';
import { type ConnectionState, parseStream } from '../../../src/cli/audit/http1-parser.ts';

function parse(text: string, state: ConnectionState = 'open', methods: readonly string[] = ['GET']) {
  return parseStream(Buffer.from(text, 'latin1'), methods, state);
}

const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';

describe('framing (RFC 9112 section 6.3)', () => {
  it('Content-Length: reads exactly that many octets', () => {
    const { responses, violations } = parse(ok);
    expect(violations).toEqual([]);
    expect(responses).toMatchObject([
      { status: 200, reason: 'OK', statusLine: 'HTTP/1.1 200 OK', framing: 'length', complete: true },
    ]);
    expect(responses[0]?.body.toString()).toBe('ok');
  });

  it('Content-Length: short of it the message is incomplete', () => {
    const { responses } = parse('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\npart', 'fin');
    expect(responses).toMatchObject([{ framing: 'length', complete: false }]);
    expect(responses[0]?.body.toString()).toBe('part');
  });

  it('chunked: joins the chunks, takes extensions and trailers', () => {
    const { responses, violations } = parse(
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4;a=b\r\npart\r\n1\r\ns\r\n0\r\nX-Sum: 1\r\n\r\n',
    );
    expect(violations).toEqual([]);
    expect(responses).toMatchObject([{ framing: 'chunked', complete: true, trailers: [['X-Sum', '1']] }]);
    expect(responses[0]?.body.toString()).toBe('parts');
  });

  it.each([
    ['the last chunk is missing', '4\r\npart\r\n'],
    ['a chunk is cut', 'a\r\npart'],
    ['the trailer section is cut', '4\r\npart\r\n0\r\nX-Sum: 1\r\n'],
    ['a size is cut', '4'],
  ])('chunked: %s, so the message is incomplete', (_, content) => {
    const { responses } = parse(`HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${content}`, 'fin');
    expect(responses).toMatchObject([{ framing: 'chunked', complete: false }]);
  });

  it.each([
    ['fin', true],
    ['reset', false],
    ['open', false],
  ] as const)('neither: the content ends with the connection, %s → complete %s', (state, complete) => {
    expect(parse('HTTP/1.1 200 OK\r\n\r\nall of it', state).responses).toMatchObject([{ framing: 'close', complete }]);
  });

  it.each(['204 No Content', '304 Not Modified'])('%s has no content whatever the fields say', (line) => {
    const { responses, violations } = parse(`HTTP/1.1 ${line}\r\nContent-Length: 5\r\n\r\n`);
    expect(responses).toMatchObject([{ framing: 'none', complete: true }]);
    expect(violations).toEqual([]);
  });

  it('the answer to HEAD has no content; what follows it is a fault', () => {
    const head = 'HTTP/1.1 502 Bad Gateway\r\nContent-Length: 2\r\n\r\n';
    expect(parse(head, 'open', ['HEAD'])).toMatchObject({ responses: [{ framing: 'none' }], violations: [] });
    expect(parse(`${head}ok`, 'open', ['HEAD']).violations).toEqual([expect.stringContaining('bytes after the last')]);
  });
});

describe('several responses', () => {
  it('are told apart by their framing, interim ones aside', () => {
    const { responses, interim, violations } = parse(`HTTP/1.1 100 Continue\r\n\r\n${ok}${ok}`, 'open', [
      'POST',
      'GET',
    ]);
    expect(responses.map((one) => one.status)).toEqual([200, 200]);
    expect(interim).toEqual([100]);
    expect(violations).toEqual([]);
  });

  it('without a request are a fault (SL-5)', () => {
    expect(parse(ok + ok).violations).toEqual([expect.stringContaining('SL-5')]);
  });
});

describe('strictness', () => {
  it.each([
    [
      'a status line without the space after the code (SL-4)',
      'HTTP/1.1 502\r\nContent-Length: 0\r\n\r\n',
      'status line',
    ],
    ['a status of two digits', 'HTTP/1.1 99 X\r\nContent-Length: 0\r\n\r\n', 'status line'],
    ['a lone LF', 'HTTP/1.1 200 OK\nX: 1\r\nContent-Length: 0\r\n\r\n', 'status line'],
    ['a field name with a space', 'HTTP/1.1 200 OK\r\nX Bad: 1\r\nContent-Length: 0\r\n\r\n', 'valid name'],
    ['a space before the colon', 'HTTP/1.1 200 OK\r\nX : 1\r\nContent-Length: 0\r\n\r\n', 'valid name'],
    ['a folded line', 'HTTP/1.1 200 OK\r\nX: 1\r\n folded\r\nContent-Length: 0\r\n\r\n', 'valid name'],
    ['NUL in a value', 'HTTP/1.1 200 OK\r\nX: a\0b\r\nContent-Length: 0\r\n\r\n', 'control character'],
    ['CR in a value', 'HTTP/1.1 200 OK\r\nX: a\rb\r\nContent-Length: 0\r\n\r\n', 'control character'],
    ['two Content-Length lines', 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\nContent-Length: 0\r\n\r\n', 'more than once'],
    ['a negative Content-Length', 'HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n', 'invalid Content-Length'],
    [
      'Transfer-Encoding beside Content-Length (FR-2)',
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 0\r\n\r\n0\r\n\r\n',
      'FR-2',
    ],
    ['a bad chunk size', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n', 'chunk size'],
    ['a chunk without CRLF', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n', 'not followed'],
  ])('%s is reported', (_, text, words) => {
    expect(parse(text).violations).toContainEqual(expect.stringContaining(words));
  });

  it('accepts an empty reason phrase behind its space (SL-4)', () => {
    expect(parse('HTTP/1.1 502 \r\nContent-Length: 0\r\n\r\n')).toMatchObject({
      violations: [],
      responses: [{ status: 502, reason: '' }],
    });
  });

  it('reports a header section that was cut short, but waits while the connection is open', () => {
    expect(parse('HTTP/1.1 200 OK\r\nX: ', 'open').violations).toEqual([]);
    expect(parse('HTTP/1.1 200 OK\r\nX: ', 'fin').violations).toEqual([expect.stringContaining('cut short')]);
  });

  it('keeps the case and the order of field names', () => {
    const { responses } = parse(
      'HTTP/1.1 200 OK\r\nDate: x\r\ncontent-LENGTH: 0\r\nSet-Cookie: a\r\nSet-Cookie: b\r\n\r\n',
    );
    expect(responses[0]?.fields).toEqual([
      ['Date', 'x'],
      ['content-LENGTH', '0'],
      ['Set-Cookie', 'a'],
      ['Set-Cookie', 'b'],
    ]);
  });
});
