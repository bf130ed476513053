import fc from 'fast-check';

/** Stands for what no client may read: it is in every text of an error that nobody exposed. */
export const secret = 'zq7secret';

/** What tries to leave a text: markup, attributes, header sections, terminals, templates. */
const fragments: readonly string[] = [
  '<img src=x onerror=alert(1)>',
  '</title><script>alert(1)</script>',
  '"\'><svg/onload=alert(1)>',
  '" onmouseover="alert(1)',
  "' autofocus onfocus='alert(1)",
  '`onload=alert(1)',
  '--><!--',
  ']]>',
  '</pre></style>',
  'javascript:alert(1)',
  '&lt;script&gt;',
  '\r\nSet-Cookie: hijacked=1',
  '\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok',
  '\n',
  '\r',
  '\0',
  '\u0001\u001b[31m',
  '\u007f\u0085\u2028\u2029',
  '\ud800',
  'x\udfff\ud800',
  '\ufffe\uffff',
  '\u202e',
  'é漢😀',
  '{{process.env}}',
  '%00%0d%0a',
  '\\"\\u0000',
  ';q=0,*/*',
  ',',
  ' ',
  '\t',
];

/** Any text, mostly a bad one. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.array(fc.constantFrom(...fragments), { maxLength: 5 }).map((parts) => parts.join('')) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  // Code units one by one: surrogates come alone and in the wrong order.
  {
    weight: 1,
    arbitrary: fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 })
      .map((units) => String.fromCharCode(...units)),
  },
  { weight: 1, arbitrary: fc.constantFrom('', 'x'.repeat(5000), '<'.repeat(3000), '\ud800'.repeat(3000)) },
);

/** The same with what must not be shown. */
export const secretText: fc.Arbitrary<string> = hostileText.map((text) => `${secret} ${text} ${secret}`);

/** Values where a text, a number or a list should be. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  fc.constantFrom<unknown>(
    0,
    -1,
    1.5,
    99,
    200,
    301,
    304,
    400,
    404,
    499,
    500,
    599,
    600,
    1e300,
    Number.NaN,
    Infinity,
    -0,
  ),
  fc.constantFrom<unknown>(null, undefined, true, false, 404n, '404', Symbol('s'), () => 404, new Date(Number.NaN)),
  fc.anything({ maxDepth: 2, withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, withSet: true }),
);
