import { redactSql } from './sql-text.ts';
import { redacted } from './text.ts';

/**
 * What is taken out of texts, in order. By the shape of the text and not by the name of the library that wrote it: the
 * next library echoes values in the same words. Each rule is linear: no nested quantifiers, bounded look-ahead.
 * The shapes are those of real errors; the tests name the library that each was seen in.
 */
export type TextRule =
  /** `needs` is a text without which the pattern cannot match: looking for it first costs a fraction of the pattern. */
  readonly [pattern: RegExp, replacement: string, needs?: string] | ((text: string) => string);

// From a quote to the last one of its kind: a value may hold the quote itself, and losing words behind it is cheaper
// than leaking the rest of it.
const quoted = String.raw`\\*(?<quote>["'\x60])(?:[\s\S]*\k<quote>|[\s\S]*)`;

function rule(source: string, flags: string, replacement: string): TextRule {
  return [new RegExp(source, flags), replacement];
}

/**
 * A quoted value before words that judge it: from the first quote of that kind to the last before the words. Without a
 * pattern for the value itself, which would start over at every quote of a long text.
 */
function valueBefore(words: RegExp): TextRule {
  return (text) => {
    const end = words.exec(text)?.index;
    const start = end === undefined ? -1 : text.indexOf(text[end] as string);
    return end === undefined || start === end ? text : text.slice(0, start) + redacted + text.slice(end + 1);
  };
}

/** Messages that carry a whole foreign text: everything behind the mark goes. */
const dumps: readonly TextRule[] = [
  [/-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]*/g, redacted, '-----BEGIN '],
  [/\bInvalid `[^`]{0,200}` invocation[\s\S]*\n\s*\n(?=[^\n]*$)/, `Invalid invocation ${redacted}: `, 'Invalid `'],
  rule(String.raw`\b((?:failed|failing|executing|running) (?:query|statement|sql)\s*:)[\s\S]*`, 'i', `$1 ${redacted}`),
  rule(String.raw`((?:^|[\n;]|--)\s*(?:params|parameters|bindings|binds)\s*[:=])[\s\S]*`, 'i', `$1 ${redacted}`),
  redactSql,
  [/\b(Command failed:)[\s\S]*/, `$1 ${redacted}`, 'Command failed:'],
  [/\b(args beginning with:)[\s\S]*/i, `$1 ${redacted}`],
  [/\b(dup key:)[\s\S]*/i, `$1 ${redacted}`],
  [/\b(Failing row contains)[\s\S]*/i, `$1 ${redacted}`],
  [/\b(Failed to parse URL from|Invalid URL:) [\s\S]*/i, `$1 ${redacted}`],
  [/\b(but (?:received|got|was):)[\s\S]*/i, `$1 ${redacted}`],
  [/\b(Received type \w{1,20}) \([\s\S]*/, `$1 ${redacted}`],
  [/(\. Received) (?!undefined|null|an instance of|function|type )[\s\S]*/, `$1 ${redacted}`],
  [/\b(Expected (?:values?|inputs?|"actual") to [^\n]{0,80})\n[\s\S]*/, `$1 ${redacted}`],
  [/(falsy value:|\+ actual - expected)[\s\S]*/, `$1 ${redacted}`],
  valueBefore(/["'`](?:\.{3})? is (?:not valid|not a valid|invalid|an invalid)\b/),
  [/<(?:!doctype|html|head|body|h1|\?xml|soap|error\b)[\s\S]*/i, redacted],
  // A JSON or inspected object or list: an upstream's body, a rejected input, a list of issues.
  [/\{\s*(?:\\*["']|[\w$@.-]{1,128}\s*:)[\s\S]*/, redacted, '{'],
  [/\[\s*(?:\\*["'{[])[\s\S]*/, redacted, '['],
  [/<Buffer [^>]*>?/g, redacted, '<Buffer '],
];

/** Messages that repeat one value: a validator's input, a row's column. */
const echoes: readonly TextRule[] = [
  [/\bKey (\([^)]{1,256}\))=\([\s\S]*\)/, `Key $1=(${redacted})`],
  [/\(was [^\n]*\)/gi, `(was ${redacted})`],
  rule(
    String.raw`\b((?:received|got|was|with value|for value|from (?:the )?value|value was|invalid (?:\w+ )?value|incorrect \w+ value|truncated incorrect \w+ value|invalid input (?:syntax|value)[^:"'\n]{0,60}|duplicate entry|malformed \w+ literal|out of range|unexpected value|bad value|invalid (?:date|email|uuid|number|string|identifier|objectid)|near)[\s:(=]{0,4})${quoted}`,
    'gi',
    `$1${redacted}`,
  ),
];

/** URLs: credentials, query and fragment go, host and path stay (URLs with a secret in the path are vendors'). */
export const urlRules: readonly TextRule[] = [
  // A password that was never encoded may hold "/", "?" and "#": then what follows the colon is no port.
  [/(\/\/)[^\s/@:]{1,256}:(?!\d{1,5}(?:[/?#\s"')\]]|$))\S{0,1024}@/g, `$1${redacted}@`, '@'],
  [/(\/\/)[^\s/?#]{0,1024}@/g, `$1${redacted}@`, '@'],
  // user:password@tcp(host), as Go's and MySQL's data source names have it.
  [/(?<![\w.+%/-])[\w.+%-]{1,64}:(?!\\)[^\s:@"'/]{1,256}@(?=[\w([])/g, `${redacted}@`, '@'],
  [/(:\/\/[^\s?#]{0,1024}[?#])\S+/g, `$1${redacted}`, '://'],
  // A URL without its host: behind a character of a path; not the "?." of optional chaining, not the end of a question.
  [/(?<=[\w/)\].%~*-])\?(?!\.[A-Za-z_$])(?![.?)\]}"',;:!]*(?:\s|$))\S+/g, `?${redacted}`, '?'],
  [/(hooks\.slack\.com\/services\/|discord(?:app)?\.com\/api\/webhooks\/)\S+/gi, `$1${redacted}`],
];

/** Tokens that say by themselves what they are. */
export const tokenRules: readonly TextRule[] = [
  [/\beyJ[\w-]{4,}\.[\w-]{4,}(?:\.[\w-]*)*/g, redacted, 'eyJ'],
  [/\b(?:sk|pk|rk)[-_][A-Za-z0-9_*-]{8,}/g, redacted],
  [/\b(?:gh[pousr]_|github_pat_|glpat-|npm_|xox[abeoprs]-|hf_|shp(?:at|ss)_)[A-Za-z0-9_-]{8,}/g, redacted],
  [/\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g, redacted],
  [/\bAIza[\w-]{30,}/g, redacted, 'AIza'],
  [/\bbot\d{6,}:[\w-]{20,}/g, redacted, 'bot'],
  // In prose: "db password zoo-1". A word with a digit in it, so that "token expected" stays what it says.
  [/\b(password|passwd|passphrase|secret|token|dsn)(\s{1,3})(?=\S{0,256}\d)[^\s:=]{4,256}/gi, `$1$2${redacted}`],
];

const longNames =
  'password|passwd|passphrase|passcode|secret|token|api[-_]?key|(?:access|private|account|client|shared|signing|encryption)[-_]?key|credentials?|session[-_]?id|connection[-_]?string';
const shortNames = 'pass|pwd|auth|authorization|session|sid|jwt|signature|sig|otp|pin|ssn|cvv|cvc|csrf|xsrf|dsn';
const gap = String.raw`["'\\\]]{0,4}\s{0,3}(?:=>|[:=]=?)\s{0,3}`;
// A quote that is not closed, because the text was cut, takes the rest.
const quotedValue = (quote: string): string => String.raw`\\*${quote}(?:[\s\S]*?${quote}(?=[\s,;&)}\]]|$)|[\s\S]*)`;
const value = `(?:${quotedValue('"')}|${quotedValue("'")}|[^\\s;]+)`;

/** `name=value`, `name: value`, `"name":"value"` for every name that matches; the name stays and says what went. */
function keepName(names: string): TextRule {
  return rule(`((?:${names})${gap})${value}`, 'gi', `$1${redacted}`);
}

/** Header lines and `name=value` pairs whose name says secret. */
const pairs: readonly TextRule[] = [
  rule(
    String.raw`\b((?:proxy-)?authorization|x-api-key|x-auth-token|(?:set-)?cookie)(["'\\\]]{0,4}\s{0,3}[:=,]\s{0,3})[^\r\n]*`,
    'gi',
    `$1$2${redacted}`,
  ),
  keepName(`(?:${longNames})[\\w-]{0,24}`),
  keepName(`(?<![A-Za-z])(?:${shortNames})(?![A-Za-z])`),
  // "Bearer token missing" is prose; "Bearer zoo-s3cret" is not.
  [
    /\b(Bearer|Basic|Digest|Negotiate|NTLM|ApiKey|AWS4-HMAC-SHA256)\s+(?![a-z]{1,15}(?:[.,;:!?)'"]*(?:\s|$)))[^\s"',;]{4,}/gi,
    `$1 ${redacted}`,
  ],
];

/**
 * Rules for messages. Echoes first: they reach to the last quote of a text, which a dump's cut would take away and leave
 * them ending at a quote inside the value.
 */
export const messageRules: readonly TextRule[] = [...echoes, ...dumps, ...urlRules, ...pairs, ...tokenRules];

/** Rules for stack frames, which hold functions and places: a message's rules would take a function `select (` for SQL. */
export const frameRules: readonly TextRule[] = [...urlRules, ...tokenRules];

/** Rule for a key of the `redact` option. */
export function keyRule(key: string): TextRule {
  const name = key.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
  return keepName(`(?<![A-Za-z0-9])${name}(?![A-Za-z0-9])`);
}

export function applyRules(text: string, rules: readonly TextRule[]): string {
  return rules.reduce((result, one) => {
    if (typeof one === 'function') return one(result);
    const [pattern, replacement, needs] = one;
    return needs === undefined || result.includes(needs) ? result.replace(pattern, replacement) : result;
  }, text);
}
