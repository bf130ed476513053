import type { StatusDescription } from '../src/catalogue.ts';

export type ClassOf = (code: number) => string | undefined;

const lineWidth = 120;
const margin = ' * ';

/** Hovering over a class is the catalogue: meaning, use, options, a repeat, the better choices, the specification. */
export function renderDocs(entry: StatusDescription, classOf: ClassOf): string {
  const paragraphs = [
    wrap(`${entry.code} ${entry.phrase}: ${entry.meaning}`),
    wrap(entry.description),
    [wrap(`Typical use: ${entry.commonUseCase}.`), renderOptions(entry), renderRetry(entry)].flat(),
    ['Use instead:', ...entry.related.flatMap((one) => renderRelated(one, classOf))],
    renderExample(entry),
    [...renderDeprecation(entry, classOf), ...renderSpec(entry)],
  ];
  const lines = paragraphs.filter((paragraph) => paragraph.length > 0).flatMap((paragraph) => ['', ...paragraph]);
  return ['/**', ...lines.slice(1).map((line) => `${margin}${line}`.trimEnd()), ' */'].join('\n');
}

/** What the one who throws should think of: fields of the typical response that an option fills. */
function renderOptions({ requiredHeaders, recommendedHeaders }: StatusDescription): string[] {
  return [...requiredHeaders, ...recommendedHeaders]
    .filter(({ option, example, level }) => option !== undefined && (example !== undefined || level !== 'MAY'))
    .flatMap(({ option, name, level, when }) => wrap(`Option \`${option}\` (${name}, ${level}): ${when}.`));
}

const retryWords: Readonly<Record<StatusDescription['retryable'], string>> = {
  no: 'no',
  yes: 'yes',
  'after-delay': 'after a delay',
  'after-change': 'after a change',
};

function renderRetry({ retryable, idempotentOnly, retryReason }: StatusDescription): string[] {
  const condition = idempotentOnly === true ? ', idempotent requests only' : '';
  return wrap(`Retry: ${retryWords[retryable]}${condition}. ${retryReason}`);
}

function renderRelated(related: StatusDescription['related'][number], classOf: ClassOf): string[] {
  const { code, phrase, useInsteadWhen } = related;
  const name = classOf(code);
  const link = name === undefined ? `${code} ${phrase}` : `{@link ${name}} (${code})`;
  return wrap(`- ${link} if ${useInsteadWhen}`, '  ');
}

function renderExample({ example }: StatusDescription): string[] {
  return example === undefined ? [] : ['@example', '```ts', ...example.split('\n'), '```'];
}

/** An editor strikes out what is not meant for new code. */
function renderDeprecation({ deprecated, registryStatus, mapTo }: StatusDescription, classOf: ClassOf): string[] {
  if (!deprecated) return [];
  const instead = mapTo === undefined ? '' : `; use {@link ${classOf(mapTo)}}`;
  return [`@deprecated The IANA registry has it as ${registryStatus}${instead}.`];
}

function renderSpec({ specUrl, rfc }: StatusDescription): string[] {
  if (specUrl === undefined || rfc === undefined) return [];
  return [`@see {@link ${specUrl} ${rfc.name} section ${rfc.section}}`];
}

function wrap(text: string, indent = ''): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (longer.length <= lineWidth - margin.length) {
      line = longer;
    } else {
      lines.push(line);
      line = indent + word;
    }
  }
  return [...lines, line];
}
