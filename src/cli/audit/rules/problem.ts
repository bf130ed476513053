import { statusTable } from '../../../error/status.ts';
import { isUriReference } from '../../../http/fields.ts';
import type { Seen } from '../observation.ts';
import { anErrorWithContent, lines, members, type Rule, saysJson, show } from '../rule.ts';
import { isStandardPhrase } from './status.ts';

const problemType = 'application/problem+json';

function isProblem(seen: Seen): boolean {
  return anErrorWithContent(seen, []) && seen.content.mediaType === problemType && seen.content.json !== undefined;
}

/** JSON that has the members of problem details, whatever it calls itself. */
function looksLikeProblem({ content }: Seen): boolean {
  const { type, title, status } = members(content.json);
  return typeof title === 'string' && typeof status === 'number' && typeof type === 'string';
}

const memberTypes: Readonly<Record<string, 'string' | 'number'>> = {
  type: 'string',
  title: 'string',
  status: 'number',
  detail: 'string',
  instance: 'string',
};

function memberFault(problem: Readonly<Record<string, unknown>>): string | undefined {
  const wrong = Object.keys(memberTypes).find((name) => name in problem && typeof problem[name] !== memberTypes[name]);
  if (wrong !== undefined) return `\`${wrong}\` is no ${memberTypes[wrong]}`;
  const noReference = ['type', 'instance'].find((name) => !isUriReference(String(problem[name] ?? '')));
  return noReference === undefined ? undefined : `\`${noReference}\` is no URI reference`;
}

export const problemRules: readonly Rule[] = [
  {
    of: 'response',
    id: 'PD-1',
    level: 'MUST',
    source: 'RFC 9457 section 3',
    title: 'Problem details are a JSON object of type application/problem+json',
    fix: "Send them as application/problem+json: format: 'problem' of failwell does.",
    applies: (seen) => isProblem(seen) || (anErrorWithContent(seen, []) && saysJson(seen) && looksLikeProblem(seen)),
    check: (seen) => {
      const { json, mediaType } = seen.content;
      if (typeof json !== 'object' || json === null || Array.isArray(json)) return 'no JSON object';
      return mediaType === 'application/json' ? show(seen, 'Content-Type') : undefined;
    },
  },
  {
    of: 'response',
    id: 'PD-2',
    level: 'MUST',
    source: 'RFC 9457 section 3.1',
    title: 'The members of problem details have their types',
    fix: 'Leave a member out where it has no value: null and wrong types are ignored by clients.',
    applies: isProblem,
    check: ({ content }) => memberFault(members(content.json)),
  },
  {
    of: 'response',
    id: 'PD-4',
    level: 'MUST',
    source: 'RFC 9457 section 3.1.2',
    title: 'The status of problem details is the one of the response',
    fix: 'Write `status` where the response is made, from the same value.',
    applies: (seen) => isProblem(seen) && typeof members(seen.content.json)['status'] === 'number',
    check: ({ content, response }) => {
      const { status } = members(content.json);
      return status === response.status ? undefined : `${response.status} on the wire, ${status} in the body`;
    },
  },
  {
    of: 'response',
    id: 'PD-5',
    level: 'SHOULD',
    source: 'RFC 9457 section 4.2.1',
    title: 'A problem without a type of its own has the phrase of its status as title',
    fix: 'Put what is special about the occurrence into `detail`.',
    applies: (seen) =>
      isProblem(seen) && isBlank(members(seen.content.json)['type']) && isKnown(seen) && isEnglish(seen),
    check: ({ content, response: { status } }) => {
      const { title } = members(content.json);
      const phrase = statusTable.get(status)?.phrase;
      const isKept = title === undefined || (typeof title === 'string' && isStandardPhrase(status, title));
      return isKept ? undefined : `"${title}", not "${phrase}"`;
    },
  },
  {
    of: 'response',
    id: 'PD-9',
    level: 'SHOULD',
    source: 'RFC 9457 section 4',
    title: 'Names of extension members are plain: a letter, then letters, digits and _, three or more',
    fix: 'Rename the member; generators for other languages and XML cannot carry it.',
    applies: isProblem,
    check: ({ content }) => {
      const names = Object.keys(members(content.json)).filter((name) => !(name in memberTypes));
      return names.find((name) => !/^[A-Za-z]\w{2,}$/.test(name));
    },
  },
];

function isBlank(type: unknown): boolean {
  return type === undefined || type === 'about:blank';
}

/** The phrase is English; RFC 9457 section 3.1.3 lets a title be translated. */
function isEnglish(seen: Seen): boolean {
  return lines(seen, 'content-language').every((line) => /^\s*(?:en\b|$)/i.test(line));
}

function isKnown({ response }: Seen): boolean {
  return statusTable.has(response.status);
}
