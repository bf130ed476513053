import { describe, expect, it } from 'vitest';
import { createRedactor } from '../../src/report/redact.ts';

const { line, frames } = createRedactor();
const clean = (text: string): string => line(text, 1024);

/** Texts as the libraries write them, what must not be left of them, and what should be. */
const leaks: readonly (readonly [seenIn: string, text: string, secrets: readonly string[], kept: readonly string[]])[] =
  [
    [
      'node-fetch',
      'request to http://u.test:81/a?api_key=zoo failed, reason: socket hang up',
      ['zoo'],
      ['u.test:81/a', 'socket hang up'],
    ],
    ['ky', 'Request timed out: GET http://u.test/?q=zoo', ['zoo'], ['Request timed out: GET http://u.test/']],
    [
      'got',
      'Request failed with status code 401 (Unauthorized): GET http://u.test/status/401?k=zoo',
      ['zoo'],
      ['401 (Unauthorized)'],
    ],
    [
      'fetch, credentials',
      'Request cannot be constructed from a URL that includes credentials: http://me:zoo@u.test/x',
      ['zoo', 'me:'],
      ['includes credentials'],
    ],
    ['credentials in a URL', 'cannot open https://me:zoo@u.test/x', ['zoo', 'me:'], ['https://[redacted]@u.test/x']],
    ['SQL with a column named a', `select a from t where e = 'zoo'`, ['zoo'], []],
    ['fetch, bad URL', 'Failed to parse URL from http://[zoo zoo', ['zoo'], ['Failed to parse URL']],
    [
      'fetch, bad header',
      'Headers.append: "Bearer zoo\r\nx" is an invalid header value.',
      ['zoo'],
      ['Headers.append', 'is an invalid header value'],
    ],
    [
      'a password with @ and /',
      'cannot reach postgres://app:zo/o@zoo@db.test:5432/app',
      ['zo/o', 'zoo'],
      ['db.test:5432/app'],
    ],
    ['a password with # and ?', 'cannot reach amqp://app:zo#o?zoo@mq.test', ['zo#o', 'zoo'], ['mq.test']],
    ['go-style DSN', 'dial app:zoo@tcp(db.test:3306)/app failed', ['zoo'], ['tcp(db.test:3306)']],
    ['fragment', 'redirected to https://u.test/cb#access_token=zoo', ['zoo'], ['https://u.test/cb']],
    ['relative URL', 'GET /reset?code=zoo failed', ['zoo'], ['GET /reset', 'failed']],
    ['drizzle', 'Failed query: insert into t(email) values($1)\nparams: zoo', ['zoo', 'insert'], ['Failed query']],
    ['drizzle, text first', 'x\nparams: zoo,1', ['zoo'], []],
    ['typeorm log', 'query failed: -- PARAMETERS: ["zoo"]', ['zoo'], ['query failed']],
    [
      'knex',
      `insert into "t" ("email") values ('zoo - zoo') - duplicate key value violates unique constraint "t_email_key"`,
      ['zoo'],
      ['duplicate key value violates unique constraint "t_email_key"'],
    ],
    [
      'knex, select',
      `select * from "t" where "email" = 'zoo' - relation "t" does not exist`,
      ['zoo'],
      ['relation "t" does not exist'],
    ],
    [
      'knex, update',
      `update "t" set "pin" = 'it''s zoo' where "id" = 7 - deadlock detected`,
      ['zoo'],
      ['deadlock detected'],
    ],
    ['knex, delete', `delete from t where e = "zoo" - canceling statement`, ['zoo'], ['canceling statement']],
    ['SQL with a minus', `select a - b from t where e = 'zoo'`, ['zoo'], []],
    ['SQL, unbalanced quotes', `select * from t where e = 'o'zoo' - x zoo`, ['zoo'], []],
    ['SQL with a CTE', `with x as (select 'zoo') select 1 - boom`, ['zoo'], ['boom']],
    ['pg detail', 'Key (email, pin)=(zoo, (1)zoo) already exists.', ['zoo'], ['Key (email, pin)=', 'already exists.']],
    ['pg failing row', 'Failing row contains (1, zoo, null).', ['zoo'], ['Failing row contains']],
    [
      'pg input',
      'invalid input syntax for type integer: "zo"o zoo"',
      ['zo"o', 'zoo'],
      ['invalid input syntax for type integer'],
    ],
    ['mysql duplicate', "Duplicate entry 'zo'o' for key 't.email'", ["zo'o"], ['Duplicate entry']],
    ['mysql value', "Incorrect integer value: 'zoo' for column 'id' at row 1", ['zoo'], ['Incorrect integer value']],
    [
      'mysql syntax',
      "You have an error in your SQL syntax near 'zoo' at line 1",
      ['zoo'],
      ['error in your SQL syntax'],
    ],
    [
      'mongodb',
      'E11000 duplicate key error collection: zoodb.u index: email_1 dup key: { email: "secret" }',
      ['secret'],
      ['index: email_1'],
    ],
    [
      'mongoose cast',
      'Cast to ObjectId failed for value "zo"o" (type string) at path "_id"',
      ['zo"o'],
      ['Cast to ObjectId failed'],
    ],
    ['mongoose enum', '`zoo` is not a valid enum value for path `role`.', ['zoo'], ['is not a valid enum value']],
    ['mongoose validator', 'Validator failed for path `email` with value `zoo`', ['zoo'], ['path `email`']],
    ['yup', 'age must be a `number` type, but the final value was: `"zoo"`.', ['zoo'], ['age must be a `number` type']],
    [
      'superstruct',
      'At path: pin -- Expected a number, but received: zoo zoo',
      ['zoo'],
      ['At path: pin -- Expected a number'],
    ],
    ['valibot', 'Invalid type: Expected number but received "zoo"', ['zoo'], ['Expected number']],
    ['zod 3', "Invalid enum value. Expected 'a' | 'b', received 'zoo'", ['zoo'], ["Expected 'a' | 'b'"]],
    ['zod issues', '[\n  {\n "code": "custom", "received": "zoo" } ]', ['zoo'], []],
    ['arktype', 'email must be an email address (was "zoo")', ['zoo'], ['email must be an email address']],
    ['joi', '"pin" with value "zoo" fails to match the required pattern: /^a$/', ['zoo'], ['"pin" with value']],
    ['io-ts', 'Invalid value "zoo" supplied to : number', ['zoo'], []],
    ['node', "The argument 'path' must be a string. Received 'zoo'", ['zoo'], ["The argument 'path' must be a string"]],
    [
      'node, type',
      'The "path" argument must be of type string. Received type number (4711)',
      ['4711'],
      ['Received type number'],
    ],
    [
      'assert',
      "Expected values to be strictly deep-equal:\n+ actual - expected\n\n+ 'zoo'",
      ['zoo'],
      ['Expected values to be strictly deep-equal'],
    ],
    ['V8 JSON', `Unexpected token 'z', "zoo" is not valid JSON`, ['zoo'], ['is not valid JSON']],
    [
      'V8 JSON, long',
      `Unexpected token 'z', ..."{"pin": "zoo "x"... is not valid JSON`,
      ['zoo'],
      ['is not valid JSON'],
    ],
    ['child_process', 'Command failed: mysql -pzoo\nzoo', ['zoo'], ['Command failed']],
    ['redis', "ERR unknown command 'x', with args beginning with: 'zoo' ", ['zoo'], ["ERR unknown command 'x'"]],
    [
      'prisma',
      'Invalid `prisma.user.create()` invocation in\n/app/x.ts:3:1\n\n  2 data: { pin: "zoo" }\n\nUnique constraint failed on the fields: (`email`)',
      ['zoo'],
      ['Unique constraint failed on the fields: (`email`)'],
    ],
    [
      'graphql-request',
      'GraphQL Error (Code: 400): {"response":{"a":1},"request":{"variables":{"pin":"zoo"}}}',
      ['zoo'],
      ['GraphQL Error (Code: 400)'],
    ],
    ['an inspected object', "cannot save { email: 'zoo' } now zoo", ['zoo'], ['cannot save']],
    ['an inspected list', "cannot save [ 'zoo' ]", ['zoo'], ['cannot save']],
    ['a Buffer', 'bad key <Buffer 7a 6f 6f>', ['7a 6f'], ['bad key']],
    ['an HTML body', 'upstream answered <html><body>zoo</body>', ['zoo'], ['upstream answered']],
    ['a private key', 'bad -----BEGIN RSA PRIVATE KEY-----\nzoo', ['zoo'], ['bad']],
    [
      'Authorization',
      'sent Authorization: Digest username="zoo", response="zoo"\nnext',
      ['zoo'],
      ['Authorization', 'next'],
    ],
    ['Cookie', 'Cookie: sid=zoo; theme=zoo', ['zoo'], ['Cookie']],
    ['Set-Cookie', 'set-cookie: sid=zoo; HttpOnly', ['zoo'], ['set-cookie']],
    ['Bearer', 'got Bearer zoo-s3cret back', ['zoo-s3cret'], ['back']],
    ['Basic', 'Basic em9vOnpvbw== refused', ['em9vOnpvbw'], ['refused']],
    ['a JWT', 'jwt eyJhbGciOiJI.eyJzdWIiOiIx.c2lnbmF0dXJl expired', ['eyJzdWIi', 'c2lnbmF0dXJl'], ['expired']],
    [
      'OpenAI',
      'Incorrect API key provided: sk-zoo12345678. You can find',
      ['zoo12345678'],
      ['Incorrect API key provided'],
    ],
    ['GitHub', 'bad ghp_zooZOOzoo123456', ['zooZOO'], ['bad']],
    ['AWS', 'key AKIAZOOZOOZOOZOOZOOZ unknown', ['AKIAZOO'], ['unknown']],
    ['Telegram', 'https://api.telegram.org/bot1234567:AAzooZOOzooZOOzooZOOzoo/getMe', ['zooZOO'], ['api.telegram.org']],
    ['Slack', 'POST https://hooks.slack.com/services/T0/B0/zoo', ['zoo', 'T0'], ['hooks.slack.com']],
    ['ADO', 'Server=db.test;User Id=app;Password=zoo zoo;Encrypt=yes', ['=zoo'], ['Server=db.test']],
    ['libpq', "host=db.test password='zoo zoo' user=app", ['zoo'], ['host=db.test', 'user=app']],
    ['JSON in text', 'sent \\"password\\":\\"zoo\\" to', ['zoo'], ['to']],
    ['an unclosed quote', 'password="zoo zoo', ['zoo'], ['password=']],
    ['camel case', 'dbPassword: zoo, userToken=zoo client_secret=zoo', ['zoo'], ['dbPassword', 'client_secret']],
    ['Azure', 'AccountName=a;AccountKey=zoo==;EndpointSuffix=x', ['zoo'], ['AccountName=a', 'EndpointSuffix=x']],
  ];

/** What an operator needs and no rule may touch. */
const plain: readonly string[] = [
  'connect ECONNREFUSED 127.0.0.1:4000',
  'getaddrinfo ENOTFOUND upstream.invalid',
  "Cannot read properties of undefined (reading 'id')",
  'a?.b is not a function',
  'orders answered 404',
  'expected 200 but got 500',
  'Please select an item from the list',
  'Bearer token missing',
  'Basic authentication required',
  'password authentication failed for user "app"',
  'duplicate key value violates unique constraint "t_email_key"',
  'relation "users" does not exist',
  'permission denied to create role',
  'ER_LOCK_DEADLOCK: Deadlock found when trying to get lock',
  'The "path" argument must be of type string. Received undefined',
  'Invalid input: expected number, received string',
  'Is this it?',
  '(really?)',
  'Order 7 is locked by user 12 since 2026-03-22T12:00:00Z',
  "ENOENT: no such file or directory, open '/srv/app/config.json'",
  'https://u.test:8443/a/b failed',
  'author: bob',
  'timeout of 200ms exceeded',
];

describe('redaction: leaky shapes', () => {
  it.each(leaks)('%s', (_, text, secrets, kept) => {
    const result = clean(text);
    for (const secret of secrets) expect(result).not.toContain(secret);
    for (const part of kept) expect(result).toContain(part);
    expect(result).toContain('[redacted]');
  });

  it.each(plain)('leaves alone: %s', (text) => {
    expect(clean(text)).toBe(text);
  });
});

describe('redaction: one bounded, well-formed line', () => {
  it('writes line breaks, controls and direction marks as escapes: no text forges a log line', () => {
    expect(clean('a\r\nERROR b\tc\0d\u2028e\u202ef\u0085')).toBe('a\\r\\nERROR b\\tc\\u0000d\\u2028e\\u202ef\\u0085');
  });

  it('drops terminal escapes and mends lone surrogates', () => {
    expect(clean('\u001b[31mred\u001b[0m \u001b]0;title\u0007x \u009b2Jy')).toBe('red x y');
    expect(clean('a\ud800b\udfffc😀')).toBe('a\ufffdb\ufffdc😀');
  });

  it('an unfinished terminal escape stays, escaped', () => {
    expect(clean('\u001b]0;never ended')).toBe('\\u001b]0;never ended');
  });

  it('cuts with a mark and never halves a surrogate pair', () => {
    expect(line('x'.repeat(20), 10)).toBe(`${'x'.repeat(9)}…`);
    expect(line(`${'x'.repeat(8)}😀xx`, 10)).toBe(`${'x'.repeat(8)}…`);
  });

  it('a word that the window would halve is left out whole: its end is what tells a credential', () => {
    const text = `${'x '.repeat(2040)}http://me:zoo-${'z'.repeat(100)}@u.test/`;
    expect(text.length).toBeGreaterThan(4096);
    expect(line(text, 8192)).not.toContain('zoo');
    expect(line('z'.repeat(5000), 1024)).toBe('[redacted]');
  });

  it('is quick on every pair of marks repeated: no rule backtracks without bound', () => {
    const marks = [
      '/',
      '//a:',
      '"',
      "'",
      '{',
      '["',
      '?',
      'password="',
      'a:b@',
      'select * ',
      ' - ',
      'update a set ',
      'received "',
      '(was ',
      '" is not valid ',
      '\u001b[',
      '\n    at ',
      'eyJaaaa.',
      '://',
      '<',
      'Key (',
      '`',
      'with a as(',
    ];
    const started = performance.now();
    for (const a of marks) for (const b of marks) line((a + b).repeat(4096).slice(0, 4096), 1024);
    // 529 texts of 4 kB: about a second at most; a quadratic rule takes minutes.
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe('redaction: the redact option', () => {
  it('takes values of further keys out, without case, as whole names, with odd characters', () => {
    const own = createRedactor(['iban', 'x.id(']);
    expect(own.line('IBAN=DE12 x.id(: 7, "iban":"DE34"', 200)).toBe(
      'IBAN=[redacted] x.id(: [redacted] "iban":[redacted]',
    );
    expect(own.line('liban: 7, ibans: 8', 200)).toBe('liban: 7, ibans: 8');
  });

  it('takes out what a pattern matches, everywhere, whatever its flags remember', () => {
    const pattern = /\d{4}-\d{4}/y;
    const own = createRedactor({ patterns: [pattern] });
    for (let round = 0; round < 2; round += 1)
      expect(own.line('a 1234-5678 b 1234-5678', 99)).toBe('a [redacted] b [redacted]');
    expect(createRedactor([/CARD/i]).frames(['    at card (/a.js:1:1)'], 99)).toBe('    at [redacted] (/a.js:1:1)');
    expect(pattern.lastIndex).toBe(0);
  });

  it('shortens absolute paths on request', () => {
    const own = createRedactor({ absolutePaths: true });
    expect(own.line("ENOENT: no such file, open '/srv/app/secret/config.json'", 200)).toBe(
      "ENOENT: no such file, open '…/config.json'",
    );
    expect(own.line('C:\\Users\\bob\\app\\x.js', 200)).toBe('…/x.js');
    expect(own.line('GET https://u.test/a/b failed', 200)).toBe('GET https://u.test/a/b failed');
    expect(
      own.frames(['    at f (file:///srv/app/node_modules/pg/lib/a.js:1:2)', '    at /srv/app/b.js:3:4'], 999),
    ).toBe('    at f (…/node_modules/pg/lib/a.js:1:2)\n    at …/b.js:3:4');
  });

  it('what is wrong in the option is left out', () => {
    for (const option of [null, 7, 'iban', [null, 7, ''], { keys: 'iban', patterns: [7] }]) {
      expect(createRedactor(option).line('iban=7', 99)).toBe('iban=7');
    }
  });
});

describe('redaction: stack frames', () => {
  it('URLs lose query and credentials; a function may be called select', () => {
    expect(
      frames(['    at select (file:///srv/app/a.mjs?t=123:1:2)', '    at f (https://me:zoo@cdn.test/a.js:1:2)'], 999),
    ).toBe('    at select (file:///srv/app/a.mjs?[redacted]\n    at f (https://[redacted]@cdn.test/a.js:1:2)');
  });

  it('keeps whole lines within the limit', () => {
    expect(frames(['aaaa', 'bbbb', 'cccc'], 9)).toBe('aaaa\nbbbb');
    expect(frames(['aaaa'], 3)).toBe('');
  });
});
