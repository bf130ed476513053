import fc from 'fast-check';
import type { ErrorView } from '../../../src/plan/error-view.ts';

/** What a 502 without anything added looks like. */
export const badGateway: ErrorView = { status: 502, phrase: 'Bad Gateway', message: 'Bad Gateway', exposed: false };

export function createView(members: Partial<ErrorView>): ErrorView {
  return { ...badGateway, ...members };
}

/** Texts that have broken pages, terminals and parsers; every string of JavaScript may be one. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '<script>alert("x")</script>&\'',
    '"><img src=x onerror=alert(1)>',
    '</pre></details><iframe>',
    '</title></style><svg/onload=alert(1)>',
    "' onmouseover='alert(1)",
    '`+alert(1)+`',
    '&lt;script&gt;&#x3c;',
    '<!-- --!> ]]> <?',
    '\u001b]0;owned\u0007\u0000\u009b31m',
    'javascript:alert(1)',
    '//evil.example/"onclick="x',
    '\ud800 lone \udc00',
    '\u2028\u2029\u202e\ufeff',
    '$& $1 $` %s {{x}}',
    '__proto__',
    '',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({
    unit: fc.constantFrom('<', '>', '&', '"', "'", '`', '/', '=', '!', '-', ' ', '\n', '\r', '\0', 'a', '\ud83d'),
  }),
);

const cause = fc.record(
  { name: hostileText, message: hostileText, stack: hostileText },
  { requiredKeys: ['name', 'message'] },
);

const standardNames = fc.constantFrom(
  'type',
  'title',
  'status',
  'detail',
  'instance',
  'reason',
  'requestId',
  'debug',
  'toJSON',
);
const extensions = fc.dictionary(
  fc.oneof(standardNames, hostileText, fc.stringMatching(/^[a-z_-]{1,8}$/)),
  fc.jsonValue(),
  {
    maxKeys: 6,
  },
);

/** Any view that exposure can make, with any text in every member. */
export const anyView: fc.Arbitrary<ErrorView> = fc.record(
  {
    status: fc.integer({ min: 400, max: 599 }),
    phrase: fc.oneof(
      fc.constant('Bad Gateway'),
      hostileText.filter((text) => text !== ''),
    ),
    message: hostileText,
    exposed: fc.boolean(),
    canonical: hostileText,
    reason: hostileText,
    details: fc.jsonValue().filter((value) => value !== null),
    retry: fc.record(
      { retryable: fc.boolean(), after: fc.integer({ min: 1, max: 86_400 }), idempotentOnly: fc.boolean() },
      { requiredKeys: ['retryable'] },
    ),
    requestId: hostileText,
    traceId: hostileText,
    help: fc.oneof(
      fc.constant('https://errors.example/502'),
      hostileText,
      hostileText.map((text) => `https://${text}`),
    ),
    language: fc.oneof(fc.constantFrom('de', 'pt-BR', 'en'), hostileText),
    type: fc.oneof(fc.webUrl(), hostileText),
    title: hostileText,
    instance: fc.oneof(fc.constant('/orders/1'), hostileText),
    extensions,
    debug: fc.record({ stack: hostileText, causes: fc.array(cause, { maxLength: 3 }) }),
  },
  { requiredKeys: ['status', 'phrase', 'message', 'exposed'] },
) as fc.Arbitrary<ErrorView>;
