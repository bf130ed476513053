import { entries } from '../catalogue/describe.ts';
import type { StatusDescription } from '../catalogue/description.ts';
import type { FieldAdvice } from '../catalogue/prose.ts';
import { createStyles, labelled, type Output, wrap } from './output.ts';
import { UsageError } from './usage-error.ts';

const labelWidth = 14;

function isNamed({ className, errorName, aliases, phrase }: StatusDescription, name: string): boolean {
  const names = [className, errorName, phrase, ...aliases, ...aliases.map((alias) => `${alias}Error`)];
  const plain = (text: string): string => text.toLowerCase().replace(/[\s_-]/g, '');
  return names.some((one) => one !== undefined && plain(one) === plain(name));
}

/**
 * The entry of a status, by its number, its class, the name of its errors or its phrase.
 *
 * @throws UsageError where the catalogue has none.
 */
export function findEntry(asked: string): StatusDescription {
  const entry = /^\d+$/.test(asked)
    ? entries.get(Number(asked))
    : [...entries.values()].find((one) => isNamed(one, asked));
  if (entry !== undefined) return entry;
  const what = /^\d+$/.test(asked) ? 'a status from 400 to 599 that IANA or a vendor uses' : 'a class of failwell';
  throw new UsageError(`the catalogue has no "${asked}". Ask for ${what}, such as 502 or BadGateway`);
}

function describeRetry({ retryable, idempotentOnly, retryReason }: StatusDescription): string {
  const when: Readonly<Record<StatusDescription['retryable'], string>> = {
    no: 'No.',
    yes: 'Yes.',
    'after-delay': 'After a delay.',
    'after-change': 'Only a changed request.',
  };
  const condition = idempotentOnly === true ? ' Automatically only an idempotent request.' : '';
  return `${when[retryable]}${condition} ${retryReason}`;
}

function describeField({ name, level, when, spec }: FieldAdvice): string {
  return `${name}: ${level}, ${when} (${spec})`;
}

function rows(entry: StatusDescription): readonly (readonly [label: string, text: string | undefined])[] {
  const { rfc, className, aliases, mapTo } = entry;
  return [
    ['Category', `${entry.category}${entry.registered ? '' : ', not registered with IANA'}`],
    ['Class', className === undefined ? undefined : [className, ...aliases].join(', ')],
    ['Defined in', rfc === undefined ? undefined : `${rfc.name} section ${rfc.section}, ${entry.specUrl}`],
    [
      'Popularity',
      `${entry.popularity}${entry.recommended ? ', recommended' : ''}${entry.deprecated ? ', deprecated' : ''}`,
    ],
    ['Send instead', mapTo === undefined ? undefined : String(mapTo)],
    ['Use it for', entry.commonUseCase],
    ['Notes', entry.notes],
    ['Retry', describeRetry(entry)],
    ['Retried by', entry.retriedBy.length === 0 ? undefined : entry.retriedBy.join(', ')],
    ['Body', entry.bodyGuidance],
    ['Message', entry.exposedByDefault ? 'shown to the client by default' : 'hidden from the client by default'],
  ];
}

function list(label: string, items: readonly string[]): readonly string[] {
  return items.map((item, index) => labelled(index === 0 ? label : '', item, labelWidth));
}

function renderResponse({ typicalResponse }: StatusDescription): readonly string[] {
  if (typicalResponse === undefined) return [];
  const { statusLine, headers, body } = typicalResponse;
  const lines = [statusLine, ...headers.map(([name, value]) => `${name}: ${value}`), '', body];
  return ['', 'A typical response', '', ...lines.map((line) => (line === '' ? '' : `    ${line}`))];
}

/** Line by line, each with its own indentation. */
function renderExample({ example }: StatusDescription): readonly string[] {
  if (example === undefined) return [];
  const lines = example.split('\n').map((line) => {
    const indent = line.length - line.trimStart().length + 4;
    return `${' '.repeat(indent)}${wrap(line.trimStart(), indent + 2, indent)}`;
  });
  return ['', 'Thrown as', '', ...lines];
}

/** The entry as a page for a terminal of 80 columns. */
export function renderEntry(entry: StatusDescription, colour: boolean): string {
  const { bold } = createStyles(colour);
  const labels = rows(entry).filter((row): row is readonly [string, string] => row[1] !== undefined);
  const forbidden = entry.forbiddenHeaders.map(describeField);
  return [
    bold(`${entry.code} ${entry.phrase}`),
    wrap(entry.meaning),
    '',
    wrap(entry.description),
    '',
    ...labels.map(([label, text]) => labelled(label, text, labelWidth)),
    ...list('Fields', [...entry.requiredHeaders, ...entry.recommendedHeaders].map(describeField)),
    ...list('Not with it', forbidden),
    ...list(
      'Rather',
      entry.related.map(({ code, phrase, useInsteadWhen }) => `${code} ${phrase}: ${useInsteadWhen}`),
    ),
    ...renderExample(entry),
    ...renderResponse(entry),
  ].join('\n');
}

/** `failwell explain`: exit code 0. */
export function explain(asked: string, json: boolean, { out, colour }: Output): number {
  const entry = findEntry(asked);
  out(json ? JSON.stringify(entry, null, 2) : renderEntry(entry, colour));
  return 0;
}
