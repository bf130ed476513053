import { isSeen, type Observation, type Seen } from '../observation.ts';
import { markup } from '../probes/pages.ts';
import { listMembers } from '../received.ts';
import { anErrorWithContent, has, isHtml, lines, members, ofKind, type Rule, saysJson, show, value } from '../rule.ts';
import { syntaxOf } from '../syntax.ts';

const textTypes = /^text\/(?:html|plain|xml)$/;

function variants(all: readonly Observation[]): readonly Seen[] {
  return all.filter(ofKind('accept')).filter(isSeen);
}

function mediaTypes(all: readonly Observation[]): ReadonlySet<string | undefined> {
  return new Set(variants(all).map(({ content }) => content.mediaType));
}

/** Whether the unknown path was answered in more than one format. */
function negotiates(all: readonly Observation[]): boolean {
  return mediaTypes(all).size > 1;
}

function claimsEnvelope({ content }: Seen): boolean {
  const error = members(members(content.json)['error']);
  return typeof error['code'] === 'number';
}

export const contentRules: readonly Rule[] = [
  {
    of: 'response',
    id: 'CT-1',
    level: 'SHOULD',
    source: 'RFC 9110 section 8.3',
    title: 'Content has exactly one Content-Type',
    fix: 'Set Content-Type for the error body, replacing what the handler had set.',
    applies: anErrorWithContent,
    check: (seen) => {
      const types = lines(seen, 'content-type');
      return types.length === 1 ? undefined : types.length === 0 ? 'none' : types.join(' and ');
    },
  },
  {
    of: 'response',
    id: 'CT-2',
    level: 'POLICY',
    source: 'RFC 8259 section 11',
    title: 'JSON has no charset parameter',
    fix: "Write the field with setHeader(): res.json() and ctx.type append '; charset=utf-8', which JSON does not define.",
    applies: (seen) => anErrorWithContent(seen, []) && saysJson(seen),
    check: (seen) => (/charset/i.test(value(seen, 'content-type')) ? show(seen, 'Content-Type') : undefined),
  },
  {
    of: 'response',
    id: 'CT-3',
    level: 'POLICY',
    source: 'RFC 9110 section 8.3.2',
    title: 'Text and HTML say their charset',
    fix: 'Add ; charset=utf-8.',
    applies: (seen) => anErrorWithContent(seen, []) && textTypes.test(seen.content.mediaType ?? ''),
    check: (seen) => (/charset=/i.test(value(seen, 'content-type')) ? undefined : show(seen, 'Content-Type')),
  },
  {
    of: 'response',
    id: 'CT-4',
    level: 'POLICY',
    source: 'the envelope {"error":{"code":…,"message":…}} of AIP-193',
    title: 'A body that looks like the error envelope is one',
    fix: 'Give `error` an integer `code` and a non-empty `message`, and leave members without a value out.',
    applies: (seen) => anErrorWithContent(seen, []) && saysJson(seen) && claimsEnvelope(seen),
    check: ({ content }) => {
      const { code, message, ...rest } = members(members(content.json)['error']);
      if (!Number.isInteger(code)) return '`code` is no integer';
      if (typeof message !== 'string' || message === '') return '`message` is no text';
      const empty = Object.keys(rest).find((name) => rest[name] === null);
      return empty === undefined ? undefined : `\`${empty}\` is null`;
    },
  },
  {
    of: 'response',
    id: 'CT-5',
    level: 'MUST',
    source: 'RFC 8259 section 2',
    title: 'What says it is JSON is JSON',
    fix: 'Serialise the body with JSON.stringify, and send its Content-Type only with it.',
    applies: (seen) => anErrorWithContent(seen, []) && saysJson(seen) && seen.response.complete && seen.content.decoded,
    check: ({ content }) => (content.json === undefined ? syntaxOf(content.text) : undefined),
  },
  {
    of: 'response',
    id: 'CT-6',
    level: 'POLICY',
    source: 'RFC 9110 section 12.1',
    title: 'Accept never changes the status of an error',
    fix: 'Send the default format where nothing acceptable is left; a 406 hides what went wrong.',
    applies: ofKind('accept'),
    check: ({ response: { status } }, all) => {
      const [first] = variants(all);
      return first === undefined || first.response.status === status
        ? undefined
        : `${status}, else ${first.response.status}`;
    },
  },
  {
    of: 'response',
    id: 'CT-7',
    level: 'SHOULD',
    source: 'RFC 9110 section 12.4.2',
    title: 'A server with several formats sends none that the client excludes by q=0',
    fix: 'Honour q=0 when you negotiate; format: "negotiate" of failwell does.',
    applies: ({ probe }, all) => probe.name === 'unknown path, HTML refused' && negotiates(all),
    check: (seen) => (isHtml(seen) ? 'HTML, which was excluded' : undefined),
  },
  {
    of: 'response',
    id: 'CT-8',
    level: 'SHOULD',
    source: 'RFC 9110 section 12.5.5',
    title: 'A format chosen by Accept is sent with Vary: Accept',
    fix: 'Add Accept to Vary on every variant, the default one included; a cache would give one client the format of another.',
    applies: (seen, all) => ofKind('accept')(seen) && negotiates(all),
    check: (seen) => {
      const vary = listMembers(lines(seen, 'vary'));
      return vary.includes('accept') || vary.includes('*')
        ? undefined
        : `${seen.content.mediaType} without Vary: Accept`;
    },
  },
  {
    of: 'response',
    id: 'CT-10',
    level: 'POLICY',
    source: 'Fetch (nosniff), Content Security Policy',
    title: 'An error body is not sniffed, and an HTML page runs nothing',
    fix: "Send X-Content-Type-Options: nosniff, and with HTML Content-Security-Policy: default-src 'none'.",
    applies: anErrorWithContent,
    check: (seen) => {
      if (value(seen, 'x-content-type-options').toLowerCase() !== 'nosniff')
        return 'no X-Content-Type-Options: nosniff';
      return isHtml(seen) && !has(seen, 'content-security-policy') ? 'HTML without Content-Security-Policy' : undefined;
    },
  },
  {
    of: 'response',
    id: 'CT-11a',
    level: 'SECURITY',
    source: 'RFC 9457 section 5',
    title: 'A page escapes what came from the request',
    fix: 'Escape the path before it is written into HTML, or do not show it.',
    applies: (seen) => seen.probe.name === 'unknown path with markup' && isHtml(seen),
    check: ({ content }) => (content.text.includes(markup) ? `${markup} in the page as it was sent` : undefined),
  },
];
