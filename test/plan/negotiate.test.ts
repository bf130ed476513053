import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxAccept, negotiateFormat } from '../../src/plan/negotiate.ts';

const chrome =
  'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7';

const table: readonly (readonly [rule: string, accept: string | undefined, expected: string])[] = [
  // Nothing said, or nothing that fits
  ['CT-7: a missing Accept means anything', undefined, 'envelope'],
  ['CT-7, V102: an empty one too', '', 'envelope'],
  ['CT-7: and one of commas', ' , ,', 'envelope'],
  ['CT-13: curl and fetch', '*/*', 'envelope'],
  ['CT-6: nothing that fits', 'image/png', 'envelope'],
  ['CT-6: everything refused', '*/*;q=0', 'envelope'],
  ['CT-6: JSON refused and nothing else said', 'application/json;q=0', 'envelope'],
  ['CT-6: an event stream', 'text/event-stream', 'envelope'],
  ['CT-6: not a media range', 'json', 'envelope'],
  ['CT-6: not a media range', '*/html', 'envelope'],

  // One type
  ['CT-7, V088', 'application/json', 'envelope'],
  ['CT-7, V089', 'application/problem+json', 'problem'],
  ['CT-7, V090: without case', 'APPLICATION/PROBLEM+JSON', 'problem'],
  ['CT-7, V093', 'text/html', 'html'],
  ['CT-7, V095', 'text/plain', 'text'],
  ['CT-7: without case, with space', ' Text/HTML ;Q=1 ', 'html'],

  // Browsers and clients as they are
  [
    'CT-13, V094: Firefox',
    'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8',
    'html',
  ],
  ['CT-13: Chromium', chrome, 'html'],
  ['CT-13: Safari', 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'html'],
  ['CT-13: an image in a page', 'image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8', 'envelope'],
  ['CT-13: axios', 'application/json, text/plain, */*', 'envelope'],
  ['CT-13: jQuery', 'application/json, text/javascript, */*; q=0.01', 'envelope'],
  ['CT-13: HttpURLConnection', 'text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2', 'html'],
  ['CT-13: lynx', 'text/html, text/plain, text/sgml, text/css, application/xhtml+xml, */*;q=0.01', 'html'],

  // Weights
  ['CT-7, V091: the higher weight', 'application/problem+json, application/json;q=0.9', 'problem'],
  ['CT-7: the higher weight, last', 'application/json;q=0.1, text/plain;q=0.2, text/html;q=0.3', 'html'],
  ['CT-7: three decimals count', 'text/html;q=0.123, text/plain;q=0.124', 'text'],
  ['CT-7: a tie goes to the server', 'text/plain, text/html, application/problem+json, application/json', 'envelope'],
  ['CT-7: a tie goes to the server', 'text/plain;q=0.5, text/html;q=0.5', 'html'],
  ['CT-7: a tie goes to the server', 'text/html, application/problem+json', 'problem'],
  [
    'CT-7: the same range twice counts once, with its best',
    'text/html;q=0.1, text/plain;q=0.5, text/html;q=0.9',
    'html',
  ],

  // Specificity before weight
  ['CT-7: q=0 on a type beats its wildcard', 'text/*, text/html;q=0', 'text'],
  ['CT-7: and in the other order', 'text/html;q=0, text/*', 'text'],
  ['CT-7: a low weight on a type beats */*', '*/*;q=0.9, application/json;q=0.2', 'problem'],
  ['CT-7: and in the other order', 'application/json;q=0.2, */*;q=0.9', 'problem'],
  ['CT-7: type/* beats */*', 'application/*;q=0.1, */*;q=0.5', 'html'],
  ['CT-7: all but text', 'application/*;q=0, text/html;q=0, */*', 'text'],
  ['CT-7, V099: q=0 excludes', 'application/json;q=0, */*;q=0.5', 'problem'],
  ['CT-7: an application wildcard', 'application/*', 'envelope'],
  ['CT-7: a text wildcard', 'text/*', 'html'],
  ['CT-7: text before JSON', 'text/*, application/json;q=0.5', 'html'],

  // Parameters of a range
  ['CT-7: a parameter that we do not have', 'text/html;level=1', 'envelope'],
  [
    'CT-7: a parameter that we do not have, beside the type',
    'text/html;level=1;q=0.5, text/html;q=0.1, text/plain;q=0.3',
    'text',
  ],
  ['CT-7: the charset that we have', 'text/html;charset=utf-8', 'html'],
  ['CT-7: the charset that we have, quoted, without case', 'text/html; Charset="UTF-8"', 'html'],
  [
    'CT-7: it is more specific than the bare type',
    'text/html;charset=utf-8;q=0.2, text/html, text/plain;q=0.5',
    'text',
  ],
  ['CT-7: a charset that we do not have', 'text/html;charset=iso-8859-1, text/plain;q=0.1', 'text'],
  ['CT-2: JSON asked for with a charset', 'application/json; charset=utf-8, text/html;q=0.9', 'envelope'],
  ['CT-2: problem details asked for with a charset', 'application/problem+json;charset=utf-8', 'problem'],
  ['CT-7: what follows the weight is no parameter of the type', 'text/html;q=0.5;level=1', 'html'],
  ['CT-7: an empty parameter', 'text/html;;q=1;', 'html'],
  ['CT-7: a parameter without a value', 'text/html;level, text/plain;q=0.1', 'text'],

  // quoted-string
  ['CT-7: a comma in quotes does not end a range', 'text/plain;x="a, text/html", text/plain;q=0.1', 'text'],
  ['CT-7: a semicolon in quotes does not end a parameter', 'text/plain;x="a;q=0", text/html;q=0.1', 'html'],
  ['CT-7: an escaped quote does not end the quotes', 'image/png;x="\\", text/html, ", text/plain', 'text'],
  ['CT-7: quotes without an end', 'text/plain, image/png;x=", text/html', 'text'],
  ['CT-7: quotes around the weight', 'text/html;q="0.5", text/plain;q=0.4', 'html'],
  ['CT-7: an escaped charset', 'text/html;charset="utf\\-8"', 'html'],

  // Kindred types
  ['CT-7: a +json type wants JSON', 'application/vnd.api+json', 'envelope'],
  ['CT-7: a +json type wants JSON', 'application/ld+json, text/html;q=0.9', 'envelope'],
  [
    'CT-7: with its own parameters',
    'application/vnd.api+json;ext="https://a.example/x,y", text/html;q=0.9',
    'envelope',
  ],
  ['CT-7: a +json type and text/json before wildcards', 'text/json;q=0.9, text/*;q=0.5', 'envelope'],
  [
    'CT-7: a +json type loses a tie to problem details',
    'application/vnd.api+json, application/problem+json',
    'problem',
  ],
  ['CT-7: a +json type loses a tie to HTML', 'application/vnd.api+json;q=0.5, text/html;q=0.5', 'html'],
  [
    'CT-7: JSON itself says more than a +json type',
    'application/vnd.api+json, application/json;q=0.1, text/plain;q=0.5',
    'text',
  ],
  ['CT-7: refusing a +json type refuses that type', 'application/vnd.api+json;q=0, */*;q=0.5', 'envelope'],
  ['CT-7: XHTML alone is read by a browser', 'application/xhtml+xml', 'html'],
  ['CT-7: XML is not', 'application/xml', 'envelope'],

  // Weights out of the grammar
  ['CT-7: above 1 is 1', 'text/html;q=2, text/plain;q=0.9', 'html'],
  ['CT-7: above 1 is no more than 1', 'text/plain;q=2, text/html;q=1', 'html'],
  ['CT-7: without its zero', 'text/html;q=.2, text/plain;q=0.1', 'html'],
  ['CT-7: more decimals', 'text/html;q=0.1234, text/plain;q=0.123', 'html'],
  ['CT-7: more decimals', 'text/html;q=0.30000000000000004, text/plain;q=0.2', 'html'],
  ['CT-7: small is not zero', 'text/html;q=0.0001', 'html'],
  ['CT-7: a long zero is zero', 'text/html;q=0.0000, */*;q=0.1', 'envelope'],
  ['CT-7: unreadable counts least', 'text/html;q=abc, text/plain;q=0.01', 'text'],
  ['CT-7: unreadable is not refused', 'text/html;q=abc', 'html'],
  ['CT-7: unreadable is not refused', 'text/html;q=', 'html'],
  ['CT-7: negative is unreadable', 'text/html;q=-1, text/plain;q=0.01', 'text'],
  ['CT-7: two points are unreadable', 'text/html;q=1.0.0, text/plain;q=0.01', 'text'],
];

describe('negotiateFormat', () => {
  it.each(table)('%s: %s gives %s', (_, accept, expected) => {
    expect(negotiateFormat(accept)).toBe(expected);
  });

  // Cut at the cap itself, it would end in a bare text/html, which outweighs text/plain.
  const filler = `text/plain;q=0.5, image/${'x'.repeat(maxAccept - 35)}, `;
  const crossing = `${filler}text/html;level=1`;
  const cap = `image/${'x'.repeat(maxAccept)}`;
  it.each([
    ['what is said before the cap counts', `text/html, ${cap}`, 'html'],
    ['what is said behind the cap does not', `text/plain, image/${'x'.repeat(maxAccept)}, text/html`, 'text'],
    ['a range is never cut in two', crossing, 'text'],
    ['one endless range says nothing', cap, 'envelope'],
    ['one endless quoted-string says nothing', `text/html;x="${','.repeat(maxAccept)}`, 'envelope'],
  ])('CT-6: an Accept above 1 kB is cut at a comma: %s', (_, accept, expected) => {
    expect(accept.length).toBeGreaterThan(maxAccept);
    expect(negotiateFormat(accept)).toBe(expected);
  });

  it('CT-6: the range that crosses the cap in the case above would be text/html', () => {
    expect(crossing.slice(0, maxAccept)).toMatch(/, text\/html$/);
  });

  it('CT-6: an Accept of exactly 1 kB is read to its end', () => {
    const accept = `image/${'x'.repeat(maxAccept - 17)}, text/html`;
    expect(accept).toHaveLength(maxAccept);
    expect(negotiateFormat(accept)).toBe('html');
  });

  const formats = ['envelope', 'problem', 'html', 'text'];
  const parts = [
    'text/html',
    'application/json',
    '*/*',
    'a+json',
    ';',
    ',',
    'q=',
    '0',
    '1',
    '.',
    '"',
    '\\',
    ' ',
    '=',
    '\t',
    '\0',
    'é',
  ];
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.array(fc.constantFrom(...parts), { maxLength: 300 }).map((list) => list.join('')),
  );

  it('CT-6: any text gives a format', () => {
    fc.assert(
      fc.property(hostile, (accept) => {
        expect(formats).toContain(negotiateFormat(accept));
      }),
      { numRuns: 2000 },
    );
  });

  const type = fc.constantFrom(
    'application/json',
    'application/problem+json',
    'text/html',
    'text/plain',
    'text/*',
    'application/*',
    '*/*',
  );
  const ranges = fc.uniqueArray(fc.tuple(type, fc.integer({ min: 0, max: 1000 })), {
    selector: ([name]) => name,
    minLength: 1,
  });

  it('CT-7: agrees with the definition, read literally, and not with the order of the ranges', () => {
    const offers = [
      ['envelope', 'application/json'],
      ['problem', 'application/problem+json'],
      ['html', 'text/html'],
      ['text', 'text/plain'],
    ] as const;
    fc.assert(
      fc.property(ranges, (given) => {
        const weights = new Map<string, number>(given);
        const weightOf = (name: string): number =>
          weights.get(name) ?? weights.get(`${name.split('/')[0]}/*`) ?? weights.get('*/*') ?? 0;
        const top = Math.max(...offers.map(([, name]) => weightOf(name)));
        const expected = top === 0 ? 'envelope' : offers.find(([, name]) => weightOf(name) === top)?.[0];
        const text = given.map(([name, weight]) => `${name};q=${(weight / 1000).toFixed(3)}`);
        expect(negotiateFormat(text.join(', '))).toBe(expected);
        expect(negotiateFormat(text.reverse().join(','))).toBe(expected);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['commas', ','],
    ['semicolons', ';'],
    ['quotes', '"'],
    ['backslashes in quotes', '"\\'],
    ['spaces', ' '],
    ['weights', ';q=0.5'],
    ['digits', 'text/html;q=1111111111'],
    ['ranges', 'a/b;c="d,e";q=0.1,'],
  ])('CT-6: 10 kB of %s cost less than two milliseconds', (_, unit) => {
    const accept = unit.repeat(Math.ceil(10_240 / unit.length));
    const start = performance.now();
    for (let round = 0; round < 1000; round += 1) negotiateFormat(accept);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe('negotiateFormat among other offers', () => {
  it.each([
    ['nothing said: the favourite', undefined, 'html'],
    ['everything: the favourite', '*/*', 'html'],
    ['a browser', chrome, 'html'],
    ['JSON by name', 'application/json', 'envelope'],
    ['a tie: the favourite', 'application/json, text/html', 'html'],
    ['a weight', 'application/json, text/html;q=0.9', 'envelope'],
    ['a kind of JSON that is not offered', 'application/problem+json', 'envelope'],
    ['HTML refused', 'text/html;q=0, */*', 'envelope'],
    ['a format that is not offered', 'text/plain', 'html'],
    ['the favourite of another list', 'application/problem+json;q=0.5, text/*;q=0.4', 'envelope'],
  ] as const)('%s', (_, accept, expected) => expect(negotiateFormat(accept, ['html', 'envelope'])).toBe(expected));
});
