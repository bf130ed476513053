import type { StatusFacts } from '../error/status.ts';
import type { TypicalResponse } from './description.ts';
import type { FieldLists } from './fields.ts';

/** Control data first, then what describes the content, then what the status asks for (DT-7). */
export function toTypicalResponse({ code, phrase }: StatusFacts, fields: FieldLists): TypicalResponse {
  return {
    statusLine: `HTTP/1.1 ${code} ${phrase}`,
    headers: [
      ['Date', 'Sun, 22 Mar 2026 12:00:00 GMT'],
      ['Server', 'httperrors.com'],
      ['Content-Type', 'application/json'],
      ...toExamples(fields),
    ],
    body: JSON.stringify({ error: { code, message: phrase } }),
  };
}

function toExamples({ requiredHeaders, recommendedHeaders }: FieldLists): (readonly [string, string])[] {
  const examples: (readonly [string, string])[] = [];
  for (const { name, example } of [...requiredHeaders, ...recommendedHeaders]) {
    if (example !== undefined) examples.push([name, example]);
  }
  return examples;
}
