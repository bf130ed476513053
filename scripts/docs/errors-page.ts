import type { FieldAdvice, StatusDescription } from '../../src/catalogue.ts';
import { generatedNote, linkTo, renderTable } from './links.ts';

const page = 'docs/errors.md';

type ClassEntry = StatusDescription & { readonly className: string; readonly errorName: string };

const intro = `# Error reference

${generatedNote}

One class for each status, imported from \`failwell\`; \`createError(404, …)\` and \`createError.NotFound\` give the same. Every class
takes \`(message?, options?)\` or \`(options)\`, see ${linkTo(page, 'HttpErrorOptions')}; where a field is a MUST the types ask for its option. How a
message, \`reason\` and \`details\` reach the client: [what is exposed](security.md#what-a-client-can-see).

*Exposed* says whether the client reads the error's message unless \`expose\` says otherwise. *Domain* is who has to act, as
\`failwell.domain\` of the record has it. *Canonical* is the name that \`include: ['status']\` adds.`;

const retryWords: Readonly<Record<StatusDescription['retryable'], string>> = {
  no: 'no',
  yes: 'yes',
  'after-delay': 'after a delay',
  'after-change': 'after a change of the request',
};

function retryOf({ retryable, idempotentOnly }: StatusDescription): string {
  return idempotentOnly === true ? `${retryWords[retryable]}, idempotent requests only` : retryWords[retryable];
}

const headingOf = ({ code, phrase }: StatusDescription): string => `${code} ${phrase}`;
const yesOrNo = (value: boolean): string => (value ? 'yes' : 'no');

function renderOverview(entries: readonly ClassEntry[]): string {
  const rows = entries.map((entry) => [
    `[${entry.code}](#${entry.code})`,
    `\`${[entry.className, ...entry.aliases].join('`, `')}\``,
    entry.failureDomain,
    yesOrNo(entry.exposedByDefault),
    retryOf(entry),
    entry.requiredHeaders.map(({ name }) => `\`${name}\``).join(', ') || '–',
  ]);
  return renderTable(['status', 'class', 'domain', 'exposed', 'retryable', 'required field'], rows);
}

function renderField({ name, level, when, option, spec }: FieldAdvice): string {
  const how = option === undefined ? '' : ` Option \`${option}\`.`;
  return `- **${level}** \`${name}\`: ${when}.${how} (${spec})`;
}

function renderFacts(entry: ClassEntry): string {
  const rows: [string, string][] = [
    ['`name`', `\`${entry.errorName}\``],
    ['domain', entry.failureDomain],
    ['exposed', yesOrNo(entry.exposedByDefault)],
    ['retryable', `${retryOf(entry)}. ${entry.retryReason}`],
    ['canonical', `\`${entry.canonical}\``],
    ['caching', cachingWords[entry.caching]],
    ['use', `${entry.commonUseCase}.`],
  ];
  return renderTable([`\`${[entry.className, ...entry.aliases].join('`, `')}\``, ''], rows);
}

const cachingWords: Readonly<Record<StatusDescription['caching'], string>> = {
  explicit: 'only where a response says so; ours says `no-store`',
  heuristic: 'a cache may keep it unless told otherwise (RFC 9110 section 15.1); ours says `no-store`',
  'no-store': 'must not be stored (RFC 6585)',
};

function renderRelated({ related }: StatusDescription): string {
  return [
    'Use instead:',
    '',
    ...related.map((one) => `- [${one.code}](#${one.code}) ${one.phrase}, if ${one.useInsteadWhen}`),
  ].join('\n');
}

function renderEntry(entry: ClassEntry, known: ReadonlySet<number>): string {
  const fields = [...entry.requiredHeaders, ...entry.recommendedHeaders, ...entry.forbiddenHeaders];
  const related = { ...entry, related: entry.related.filter(({ code }) => known.has(code)) };
  const names = [entry.className, ...entry.aliases];
  const parts = [
    `## ${headingOf(entry)}`,
    [String(entry.code), ...names.map((name) => name.toLowerCase())].map((id) => `<a id="${id}"></a>`).join(''),
    `${entry.meaning} ${entry.description}`,
    renderFacts(entry),
    entry.deprecated ? `**Not for new code**: the IANA registry has it as ${entry.registryStatus}.` : '',
    fields.map(renderField).join('\n'),
    entry.example === undefined ? '' : `\`\`\`ts\n${entry.example}\n\`\`\``,
    related.related.length === 0 ? '' : renderRelated(related),
    entry.notes,
    entry.rfc === undefined ? '' : `[${entry.rfc.name} section ${entry.rfc.section}](${entry.specUrl})`,
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

/** Numbers of vendors, and registered ones without a class: met in logs, never sent. */
function renderOthers(catalogue: readonly StatusDescription[]): string {
  const others = catalogue.filter(({ className }) => className === undefined);
  const rows = others.map(({ code, phrase, source, meaning, mapTo }) => [
    String(code),
    phrase,
    source ?? '',
    meaning,
    mapTo === undefined ? '–' : `[${mapTo}](#${mapTo})`,
  ]);
  const text = `No class has them, and \`unregistered: 'class'\` sends 400 or 500 in their place. 499 is the number of the record for a
client that had left; it is never on the wire.`;
  return `## Numbers without a class\n\n${text}\n\n${renderTable(['status', 'phrase', 'used by', 'meaning', 'send instead'], rows)}`;
}

/** The text of docs/errors.md. */
export function renderErrorsPage(catalogue: readonly StatusDescription[]): string {
  const entries = catalogue.filter((entry): entry is ClassEntry => entry.className !== undefined);
  const known = new Set(entries.map(({ code }) => code));
  const parts = [
    intro,
    renderOverview(entries),
    ...entries.map((entry) => renderEntry(entry, known)),
    renderOthers(catalogue),
  ];
  return `${parts.join('\n\n')}\n`;
}
