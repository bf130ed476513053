/** What no error body may tell a stranger: how it looks in the answers of common servers. */

export interface Mark {
  readonly what: string;
  readonly pattern: RegExp;
  /** The URLs of a page look the same: they are taken out first. */
  readonly besideUrls?: true;
}

/** Where the code is, what it talks to, what it knows. */
const secrets: readonly Mark[] = [
  {
    what: 'stack frame of JavaScript',
    pattern: /\bat (?:async )?(?:new )?[\w$.<>[\] ]{0,80}\(?(?:file:\/\/|node:|\/|[A-Z]:\\)[^\s()]{1,200}:\d+:\d+/,
  },
  { what: 'stack trace of Python', pattern: /Traceback \(most recent call last\)|File "[^"]{1,200}", line \d+, in / },
  {
    what: 'stack frame of Java',
    pattern: /\bat [\w$.]{3,120}\([\w$]{1,80}\.(?:java|kt|scala|groovy):\d+\)|Exception in thread "/,
  },
  { what: 'stack frame of .NET', pattern: /\bat [\w.`<>]{3,120}\([^)]{0,120}\) in .{1,200}:line \d+/ },
  {
    what: 'error of PHP',
    pattern: /(?:Fatal error|Warning|Notice|Parse error)(?:<\/b>)?: .{1,200} in (?:<b>)?.{1,120} on line (?:<b>)?\d+/,
  },
  { what: 'stack frame of Ruby', pattern: /\.rb:\d+:in [`']/ },
  { what: 'stack trace of Go', pattern: /goroutine \d+ \[running\]|panic: runtime error/ },
  {
    what: 'path of a source file',
    besideUrls: true,
    // Not /app/ and the like, which are paths of many sites: a stack frame there is found as one.
    pattern:
      /(?:file:\/\/)?(?:\/(?:home|Users|usr|var|opt|srv|root|tmp)\/|[A-Z]:\\)[^\s"'<>:]{1,200}\.(?:[cm]?[jt]sx?|py|rb|php|java|go|cs|json|ya?ml|env)\b/,
  },
  { what: 'path into node_modules', besideUrls: true, pattern: /node_modules\// },
  {
    what: 'SQL',
    pattern:
      /\bSELECT\b.{1,200}\bFROM\b|\bselect (?:\*|["`][^\s]{1,80}|\w{1,40}, ?).{0,200}\bfrom |\b(?:INSERT INTO|insert into)\b.{1,200}\b(?:VALUES|values)\b|\bUPDATE\b.{1,100}\bSET\b.{1,100}=|\b(?:DELETE FROM|delete from)\b.{1,100}\b(?:WHERE|where)\b/,
  },
  {
    what: 'message of a database',
    pattern:
      /SQLSTATE|ORA-\d{5}|\bER_[A-Z_]{4,}|syntax error at or near|duplicate key value violates|relation "[^"]{1,80}" does not exist|E11000 duplicate key/,
  },
  {
    what: 'error of a socket or file',
    pattern:
      /\bE(?:CONNREFUSED|CONNRESET|CONNABORTED|TIMEDOUT|HOSTUNREACH|NETUNREACH|NOTFOUND|AI_AGAIN|PIPE|NOENT|ACCES|PERM|MFILE|NOSPC)\b|getaddrinfo /,
  },
  {
    what: 'private address',
    pattern:
      /(?<![\d.])(?:10(?:\.\d{1,3}){3}|192\.168(?:\.\d{1,3}){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2}|169\.254(?:\.\d{1,3}){2})(?![\d.])/,
  },
  { what: 'connection string', pattern: /\b(?:postgres(?:ql)?|mysql|mongodb(?:\+srv)?|redis|amqps?|mssql):\/\/\S+/i },
  {
    what: 'credential',
    pattern:
      /\bBearer [\w\-.~+/]{16,}|\bAKIA[0-9A-Z]{16}\b|-----BEGIN [A-Z ]*PRIVATE KEY|\b(?:password|passwd|pwd|api[_-]?key)=[^\s"'<&;]{4,}/i,
  },
];

/** Pages and phrases by which a framework or server is recognised. */
const fingerprints: readonly Mark[] = [
  { what: 'Express', pattern: /<pre>Cannot [A-Z]+ / },
  { what: 'Fastify', pattern: /"Route [A-Z]+:.{0,300} not found"/ },
  { what: 'Nest', pattern: /"message":"Cannot [A-Z]+ \// },
  { what: 'Hono', pattern: /^404 Not Found$/ },
  { what: 'nginx', pattern: /<center>(?:nginx|openresty)/ },
  { what: 'Apache', pattern: /<address>Apache/ },
  { what: 'Spring', pattern: /Whitelabel Error Page|"timestamp":.{10,40},"status":\d+,"error":/ },
  { what: 'Django', pattern: /DEBUG = True/ },
  { what: 'Werkzeug', pattern: /Werkzeug Debugger/ },
  { what: 'Rails', pattern: /Action Controller: Exception caught/ },
  { what: 'Laravel', pattern: /Whoops, looks like something went wrong|laravel_session/ },
  { what: 'ASP.NET', pattern: /Server Error in '.{0,80}' Application/ },
  { what: 'Tomcat', pattern: /<h3>Apache Tomcat/ },
];

/** Text as a reader of the page sees it: line breaks of HTML and JSON are breaks, references are characters. */
function toReadable(text: string): string {
  return text
    .replace(/<br\s*\/?>|\\n|\\r/g, '\n')
    .replace(/&nbsp;/g, ' ')
    .replace(/&quot;|&#34;|\\"/g, '"')
    .replace(/&#39;|&#x27;/g, "'")
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replaceAll('\\/', '/');
}

/** What a page loads and links to. */
function withoutUrls(text: string): string {
  return text
    .replace(/\b(?:src|href)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>]+)/gi, ' ')
    .replace(/\bhttps?:\/\/[^\s"'<>]+/gi, ' ');
}

/** More than an error page needs; what is beyond is not searched. */
const searched = 64 * 1024;

/**
 * What a body tells that it should keep to itself, with the place.
 *
 * @param path what the client asked for: a page that shows it again tells nothing.
 */
export function findLeak(text: string, path: string): { readonly what: string; readonly found: string } | undefined {
  const readable = toReadable(text.slice(0, searched));
  const prose = withoutUrls(readable);
  for (const { what, pattern, besideUrls } of secrets) {
    const found = pattern.exec(besideUrls === true ? prose : readable)?.[0];
    if (found !== undefined && !path.includes(found)) return { what, found };
  }
  return undefined;
}

/** The framework that a body was written by. */
export function findFingerprint(text: string): string | undefined {
  return fingerprints.find(({ pattern }) => pattern.test(text))?.what;
}
