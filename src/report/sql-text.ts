import { redacted } from './text.ts';

/**
 * SQL in messages. Query builders put the statement, literals included, before the driver's text
 * (`insert into … values ('secret') - duplicate key …`); only what follows the statement may stay.
 */

// "select" is English as well: only with something of a query behind it, and not before an article.
const statementStart = new RegExp(
  [
    String.raw`\bselect\s(?!\s*(?:an?|the|one|your|another|at|which|some|any|only|up|both|this|that|it|between)\s+(?!from\b|as\b|where\b)\w)(?=[\s\S]{0,2000}?(?:\bfrom\b|[$:@]\w|[?=*('"\x60]))`,
    String.raw`\binsert\s+(?:ignore\s+|or\s+\w+\s+)?into\s`,
    String.raw`\bupdate\s+(?:only\s+)?[\w."\x60[\]]{1,128}\s+(?:as\s+\w+\s+)?set\s`,
    String.raw`\bdelete\s+from\s`,
    String.raw`\b(?:merge|replace)\s+into\s`,
    String.raw`\bwith\s+(?:recursive\s+)?[\w"\x60]{1,128}\s+as\s*\(`,
    String.raw`\b(?:create|alter|drop|truncate)\s+(?:table|index|view|user|role|schema|database|type|function)\s+["\w\x60[]`,
    String.raw`\b(?:call|exec(?:ute)?)\s+[\w.]{1,128}\s*[('@]`,
  ].join('|'),
  'i',
);

const quotes: ReadonlySet<string> = new Set(["'", '"', '`']);

/** Index behind a quoted literal; a doubled quote is part of it. The end of the text where it is not closed. */
function skipLiteral(text: string, start: number): number {
  const quote = text[start] as string;
  for (let index = start + 1; index < text.length; index += 1) {
    if (text[index] === '\\') index += 1;
    else if (text[index] === quote) {
      if (text[index + 1] !== quote) return index + 1;
      index += 1;
    }
  }
  return text.length;
}

/** Start of what follows the last ` - ` outside a literal; undefined where the text ends with the statement. */
function tailStart(text: string, from: number): number | undefined {
  let found: number | undefined;
  for (let index = from; index < text.length; ) {
    if (quotes.has(text[index] as string)) {
      index = skipLiteral(text, index);
      continue;
    }
    if (text.startsWith(' - ', index)) found = index + 3;
    index += 1;
  }
  return found;
}

// "a - b from t where email = 'x'": the separator was a minus, and the rest is still the statement.
const looksLikeSql = /\b(?:from|where|values|join|having)\b|=\s*['"$?]/i;

/** Takes a statement out of a message and keeps what the driver said about it. */
export function redactSql(text: string): string {
  const start = statementStart.exec(text)?.index;
  if (start === undefined) return text;
  const tail = tailStart(text, start);
  const kept = tail === undefined ? '' : text.slice(tail);
  return `${text.slice(0, start)}${redacted}${kept === '' || looksLikeSql.test(kept) ? '' : ` - ${kept}`}`;
}
