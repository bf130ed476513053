import fc from 'fast-check';
import { type ErrorHandlerOptions, mapError } from '../../src/index.ts';
import { hostileText, hostileValue } from './texts.ts';

// What is around a failure: options with hooks that fail, fields that the handler had set, the request.

function fails(): never {
  throw new Error('this hook throws');
}
const rejects = (): Promise<never> => Promise.reject(new Error('this hook rejects'));
const never = (): Promise<never> => new Promise(() => undefined);
const failingHook: fc.Arbitrary<() => never> = fc.constantFrom<() => never>(fails, rejects as never, never as never);

const circularObject: Record<string, unknown> = {};
circularObject['self'] = circularObject;

const bodyHook = fc.oneof(
  failingHook,
  hostileValue.map((value) => () => value as never),
  fc.constant(() => circularObject as never),
);
const messageHook = fc.oneof(
  failingHook,
  hostileText.map((text) => () => text as never),
  fc
    .record({ text: hostileText, language: fc.oneof(hostileText, fc.constant('de')) })
    .map((text) => () => text as never),
);
const silent = { error: () => undefined, warn: () => undefined, info: () => undefined, debug: () => undefined };
const logger = fc.constantFrom<unknown>(
  false,
  silent,
  { error: fails, warn: fails, info: fails, debug: fails },
  { error: rejects },
);

const drawn = fc.record(
  {
    format: fc.constantFrom('envelope', 'problem', 'negotiate', 'negotiate'),
    include: fc.subarray(['status', 'retry', 'requestId', 'traceId']),
    body: bodyHook,
    html: fc.oneof(
      failingHook,
      hostileValue.map((value) => () => value as never),
    ),
    message: messageHook,
    help: fc.constantFrom('/errors', 'https://x.example/e/'),
    server: fc.constantFrom<string | false>('x/1', false),
    role: fc.constantFrom('gateway', 'origin'),
    proxyStatus: fc.record({ id: fc.constantFrom('gw', 'a "quoted\\" id'), details: fc.boolean() }),
    unregistered: fc.constantFrom('class', 'allow'),
    validationStatus: fc.constantFrom(422, 400),
    defaultChallenge: fc.constant('Bearer'),
    retry: fc.oneof(
      fc.constant(false),
      fc.record({
        random: fc.oneof(
          failingHook,
          fc.constantFrom(
            () => -5,
            () => Number.NaN,
            () => 2,
          ),
        ),
      }),
    ),
    logger,
    onError: failingHook,
    level: failingHook,
    map: fc.constantFrom(
      [mapError.when(fails as never, fails as never)],
      [mapError.when(rejects as never, fails as never)],
      [mapError.when(() => true, rejects as never)],
      [
        mapError.when(
          () => true,
          () => 404 as never,
        ),
      ],
    ),
    redact: fc.constant(['password']),
    dedupe: fc.boolean(),
  },
  { requiredKeys: ['format'] },
);

/** Options that resolveOptions accepts, in every combination, with hooks that fail in every way. */
export const handlerOptions: fc.Arbitrary<ErrorHandlerOptions> = drawn.map((given) => {
  const options: Record<string, unknown> = { logger: false, ...given };
  // The combinations that are refused at creation.
  if (options['format'] !== 'negotiate') delete options['html'];
  if (options['format'] === 'problem') delete options['body'];
  if (options['role'] === 'origin') delete options['proxyStatus'];
  return options as ErrorHandlerOptions;
});

const fieldName = fc.oneof(
  fc.constantFrom(
    'ETag',
    'Cache-Control',
    'Content-Type',
    'Content-Encoding',
    'Vary',
    'Set-Cookie',
    'Link',
    'Retry-After',
    'Server',
  ),
  fc.constantFrom(
    'Transfer-Encoding',
    'Content-Length',
    'Trailer',
    'Connection',
    'Location',
    'X-Request-Id',
    'Content-Range',
  ),
  hostileText,
);

/** Fields that a handler sets before it throws; it ignores what its host refuses. */
export const priorFields: fc.Arbitrary<readonly (readonly [string, string])[]> = fc.array(
  fc.tuple(
    fieldName,
    fc.oneof(hostileText, fc.constantFrom('chunked', '100', 'close', 'gzip', '*', '"v1"', 'a=1', '</x>; rel=preload')),
  ),
  { maxLength: 4 },
);

export interface HostileRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Visible ASCII: other bytes are refused by the clients, before any server could see them. All texts of a request together
 * stay below 16 KiB, where Node's parser answers 431 itself.
 */
const asciiText = hostileText.map((text) =>
  text
    .replace(/[^\x20-\x7e]/g, '')
    .slice(0, 2000)
    .trim(),
);
const accept = fc.oneof(
  { weight: 3, arbitrary: fc.constant('text/html') },
  fc.constantFrom(
    'text/html',
    '*/*',
    'application/problem+json',
    'text/plain',
    'text/html;level=1;q=0.9,*/*;q=0.1',
    'a/b;q=;q=2,,/',
    ', ,'.repeat(800),
  ),
  asciiText,
);

const otherHeaders = fc.dictionary(
  fc.constantFrom('x-request-id', 'traceparent', 'idempotency-key', 'accept-language', 'range', 'origin'),
  asciiText,
  { maxKeys: 3 },
);

export const hostileRequest: fc.Arbitrary<HostileRequest> = fc.record({
  method: fc.constantFrom('GET', 'GET', 'HEAD', 'OPTIONS', 'DELETE', 'PATCH'),
  path: asciiText.map((text) => `/${encodeURI(text.slice(0, 1000))}?token=zq7query`.replaceAll('//', '/')),
  headers: fc.tuple(accept, otherHeaders).map(([value, headers]) => ({ ...headers, accept: value })),
});
