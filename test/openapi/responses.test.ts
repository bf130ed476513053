import { describe, expect, test } from 'vitest';
import { Conflict, createError, NotFound, planErrorResponse } from '../../src/index.ts';
import { components, responses } from '../../src/openapi.ts';

type Deep = Readonly<Record<string, never>> & { readonly [name: string]: Deep };
const deep = (value: unknown): Deep => value as Deep;

describe('components', () => {
  test('has a response for each status, under the name of its class, in order', () => {
    const made = components([404, 502, 503, 502, 'default']);
    expect(Object.keys(made.responses)).toEqual(['NotFound', 'BadGateway', 'ServiceUnavailable', 'AnyError']);
    expect(made.responses['BadGateway']?.['description']).toMatch(/^502 Bad Gateway\. \w/);
  });

  test('the example is exactly the body that is sent', () => {
    const made = components([404, 502], { help: '/errors' });
    const sent = JSON.parse(planErrorResponse(createError(502), { url: '/' }, { help: '/errors' }).body) as unknown;
    const { content } = deep(made.responses['BadGateway']);
    expect(content?.['application/json']?.['example']).toEqual(sent);
    expect(sent).toEqual({ error: { code: 502, message: 'Bad Gateway', help: '/errors/502' } });
  });

  test('Retry-After is on the statuses that may carry it, and on no other', () => {
    const made = components([404, 413, 423, 429, 500, 502, 503, 504]);
    const names = Object.entries(made.responses).filter(([, one]) => 'Retry-After' in (deep(one)['headers'] ?? {}));
    expect(names.map(([name]) => name)).toEqual([
      'PayloadTooLarge',
      'Locked',
      'TooManyRequests',
      'BadGateway',
      'ServiceUnavailable',
      'GatewayTimeout',
    ]);
  });

  test.each([
    [401, 'WWW-Authenticate'],
    [405, 'Allow'],
    [407, 'Proxy-Authenticate'],
  ])('AU-1, AU-4, ME-1: a %i must have %s', (status, name) => {
    const [response] = Object.values(components([status]).responses);
    expect(deep(response)['headers']?.[name]?.['required']).toBe(true);
    const [other] = Object.values(components([404]).responses);
    expect(deep(other)['headers']?.[name]).toBeUndefined();
  });

  test('RG-1, MT-1, LE-1, ME-3: fields of one status are optional on it', () => {
    const made = components([416, 415, 451, 426]);
    const fields = Object.values(made.responses).map((one) => Object.keys(deep(one)['headers'] ?? {}));
    expect(fields[0]).toContain('Content-Range');
    expect(fields[1]).toEqual(expect.arrayContaining(['Accept', 'Accept-Encoding', 'Accept-Patch']));
    expect(fields[2]).toContain('Link');
    expect(fields[3]).toContain('Upgrade');
  });

  test('formats: their media types, schemas and Vary', () => {
    const types = (format: 'envelope' | 'problem' | 'negotiate'): string[] =>
      Object.keys(deep(components([404], { format }).responses['NotFound'])['content'] ?? {});
    expect(types('envelope')).toEqual(['application/json']);
    expect(types('problem')).toEqual(['application/problem+json']);
    expect(types('negotiate')).toEqual(['application/json', 'application/problem+json', 'text/html', 'text/plain']);
    expect(Object.keys(components([404], { format: 'problem' }).schemas)).toEqual(['ProblemDetails']);
    const { headers } = deep(components([404], { format: 'negotiate' }).responses['NotFound']);
    expect(headers).toHaveProperty('Vary');
    expect(deep(components([404]).responses['NotFound'])['headers']).not.toHaveProperty('Vary');
  });

  test('members of the body by `include`: absent without it, required with it', () => {
    const error = (include: readonly ('status' | 'retry' | 'requestId' | 'traceId')[]): Deep =>
      deep(deep(components([404], { include }).schemas['ErrorEnvelope'])['properties']?.['error']);
    expect(Object.keys(error([])['properties'] ?? {})).toEqual(['code', 'message', 'reason', 'details']);
    expect(error(['status', 'retry', 'requestId', 'traceId'])['required']).toEqual([
      'code',
      'message',
      'status',
      'retry',
      'requestId',
    ]);
  });

  test('Server: a chosen value is certain, the default is not', () => {
    const server = (options: object): unknown => deep(components([404], options).headers['Error-Server'])['schema'];
    expect(server({ server: 'orders' })).toEqual({ type: 'string', const: 'orders' });
    expect(server({})).toEqual({ type: 'string', examples: ['failwell'] });
  });

  test('an own body has its own schema, or the plain envelope where the hook fails', () => {
    const bodySchema = { type: 'object', required: ['fault'] };
    const made = components([404], { body: ({ error }) => ({ fault: error.code }), bodySchema });
    const media = deep(made.responses['NotFound'])['content']?.['application/json'];
    expect(media?.['schema']?.['anyOf']?.[0]).toBe(bodySchema);
    expect(media?.['example']).toEqual({ fault: 404 });
  });

  test('each call gives the same document', () => {
    const options = { include: ['requestId', 'retry', 'traceId'] } as const;
    expect(components([429, 503], options)).toEqual(components([429, 503], options));
  });
});

describe('responses of an operation', () => {
  test('a status is a reference that components resolves', () => {
    expect(responses([404, 'default'])).toEqual({
      404: { $ref: '#/components/responses/NotFound' },
      default: { $ref: '#/components/responses/AnyError' },
    });
  });

  test('reasons, details and thrown examples of a route', () => {
    const thrown = new Conflict('order 7 is locked', { reason: 'ORDER_LOCKED', details: { order: 7 } });
    const made = responses([
      { status: 409, reasons: ['ORDER_LOCKED'], details: { type: 'object' }, examples: [thrown] },
    ]);
    const media = deep(made['409'])['content']?.['application/json'];
    expect(media?.['schema']?.['allOf']?.[1]).toEqual({
      type: 'object',
      properties: {
        error: {
          type: 'object',
          properties: { code: { const: 409 }, reason: { enum: ['ORDER_LOCKED'] }, details: { type: 'object' } },
        },
      },
    });
    expect(media?.['examples']).toEqual({
      '1-ORDER_LOCKED': {
        summary: 'ORDER_LOCKED',
        value: { error: { code: 409, message: 'order 7 is locked', reason: 'ORDER_LOCKED', details: { order: 7 } } },
      },
    });
  });

  test.each([
    ['a status that is no error', [200], '"statuses[0]" must be a status from 400 to 599'],
    ['a number that the handler replaces', [499], 'the handler sends 499 as 400'],
    ['text', ['404'], '"statuses[0]" must be a status'],
    ['no list', 404, '"statuses" must be a list'],
    ['a misspelt member', [{ status: 404, reason: 'X' }], '"statuses[0].reason" is not an option'],
    ['reasons that are none', [{ status: 404, reasons: [] }], '"statuses[0].reasons" must be'],
    ['an example of another status', [{ status: 409, examples: [new NotFound()] }], 'answers it with 404'],
  ])('%s is refused', (_, declared, words) => {
    expect(() => responses(declared as never)).toThrow(words);
  });

  test('options are checked as those of the handler', () => {
    expect(() => components([404], { formt: 'problem' } as never)).toThrow('did you mean "format"');
    expect(() => components([404], { bodySchema: {} })).toThrow('"bodySchema" describes what "body" returns');
    expect(Object.keys(components([499], { unregistered: 'allow' }).responses)).toEqual(['Status499']);
  });
});
