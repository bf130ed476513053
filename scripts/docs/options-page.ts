import { join } from 'node:path';
import { allMembers, type Declaration, findDeclaration, type Member, readExports } from './declarations.ts';
import { listEntries, root } from './entries.ts';
import { generatedNote, isOptions, linkTo, renderLinks, renderTable, toAnchor } from './links.ts';

const page = 'docs/options.md';

/** What a value must be, in the words of the check that refuses a wrong one; undefined where nothing checks it. */
export type Probe = (path: string) => string | undefined;

interface Context {
  readonly probe: Probe;
  /** Names that have a section. */
  readonly sections: ReadonlySet<string>;
}

interface Section {
  readonly declaration: Declaration;
  /** Path of the option that takes it, such as `retry`; undefined for what is not checked through a handler. */
  readonly path: string | undefined;
  /** The entry that it is given to. */
  readonly of: string;
}

const intro = `# Options

${generatedNote}

Every option of every entry, from its type. Options are checked once, where a handler or middleware is created: an unknown or
misspelt name, a wrong type and a contradiction throw an ${linkTo(page, 'OptionError')} there, with the path of the option, what it must be and
what it was. Options of an *error* are different: a constructor never throws, a bad one is left out and becomes a warning of
the record.`;

/** "Default: …" up to the end of its sentence, apart from the rest of the comment. */
function splitDefault(text: string): readonly [rest: string, value: string] {
  const match = /\s*Defaults?: ([\s\S]*?)\.(?=\s|$)/.exec(text);
  return match === null ? [text, ''] : [text.replace(match[0], '').trim(), match[1] ?? ''];
}

function renderMember({ probe, sections }: Context, path: string | undefined, member: Member): readonly string[] {
  const [text, value] = splitDefault(renderLinks(page, member.doc.text));
  const must = path === undefined ? undefined : probe(`${path}${member.name}`);
  const nested = namesIn(member.type).find((name) => sections.has(name));
  const fallback = nested === undefined ? '–' : `see [${nested}](#${toAnchor(nested)})`;
  return [
    `\`${member.name}\``,
    `\`${member.type}\``,
    value || (member.optional ? fallback : 'required'),
    must === undefined ? text : `${text} Must be ${must}.`,
  ];
}

function renderSection(context: Context, { declaration, path, of }: Section): string {
  const rows = allMembers(declaration).map((member) => renderMember(context, path, member));
  const given =
    path === ''
      ? ''
      : path === undefined
        ? `Of \`${of}\`.`
        : `The option \`${path.slice(0, -1)}\` of every \`errorHandler\`.`;
  const table = renderTable(['option', 'type', 'default', 'what it does'], rows);
  return [`## ${declaration.name}`, given, renderLinks(page, declaration.doc.text), table].filter(Boolean).join('\n\n');
}

const namesIn = (type: string): readonly string[] => type.match(/\b[A-Z]\w+/g) ?? [];

/** Interfaces of settings that an option takes, and their own, each once. */
function nestedOf(section: Section, seen: Set<string>): readonly Section[] {
  return allMembers(section.declaration).flatMap((member) =>
    namesIn(member.type).flatMap((name) => {
      const declaration = findInOrigins(section.declaration, name);
      if (declaration === undefined || !isOptions(declaration) || seen.has(declaration.name)) return [];
      seen.add(declaration.name);
      const path = section.path === undefined ? undefined : `${section.path}${member.name}.`;
      const nested: Section = { declaration, path, of: section.of };
      return [nested, ...nestedOf(nested, seen)];
    }),
  );
}

/** A member that is inherited was written in the file of the base. */
function findInOrigins(declaration: Declaration, name: string): Declaration | undefined {
  const own = findDeclaration(declaration.file, name);
  if (own !== undefined) return own;
  return declaration.bases
    .flatMap((base) => findDeclaration(declaration.file, base) ?? [])
    .map((base) => findInOrigins(base, name))
    .find((found) => found !== undefined);
}

function listSections(): readonly Section[] {
  const seen = new Set<string>();
  const sections: Section[] = [];
  for (const { specifier, source } of listEntries()) {
    for (const declaration of readExports(source).filter(isOptions)) {
      if (seen.has(declaration.name)) continue;
      seen.add(declaration.name);
      const path = declaration.name === 'ErrorHandlerOptions' ? '' : undefined;
      const section: Section = { declaration, path, of: path === '' ? 'every errorHandler' : specifier };
      sections.push(section, ...nestedOf(section, seen));
    }
  }
  return sections;
}

/** The types that options are made of, for who reads a table without an editor. */
function renderTypes(sections: readonly Section[]): string {
  const found = new Map<string, string>();
  for (const { declaration } of sections)
    for (const { type } of allMembers(declaration))
      for (const name of namesIn(type)) {
        const used = findInOrigins(declaration, name);
        if (used?.kind === 'type' && !used.name.endsWith('Options')) found.set(name, used.texts[0] ?? '');
      }
  const rows = [...found].toSorted(([a], [b]) => a.localeCompare(b));
  return `## Types\n\n\`\`\`ts signature\n${rows.map(([, text]) => text).join('\n')}\n\`\`\``;
}

/** The text of docs/options.md. */
export function renderOptionsPage(probe: Probe): string {
  const sections = listSections();
  const context: Context = { probe, sections: new Set(sections.map(({ declaration }) => declaration.name)) };
  const index = sections.map(({ declaration: { name }, of, path }) => [
    `[${name}](#${toAnchor(name)})`,
    path === undefined ? `\`${of}\`` : path === '' ? of : `option \`${path.slice(0, -1)}\``,
  ]);
  const parts = [
    intro,
    renderTable(['settings', 'of'], index),
    ...sections.map((section) => renderSection(context, section)),
    renderTypes(sections),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** Names of the rows of a section, for the test that compares them with what is checked. */
export function documentedOptions(): readonly string[] {
  const declaration = findDeclaration(join(root, 'src/core/options.ts'), 'ErrorHandlerOptions');
  return declaration === undefined ? [] : allMembers(declaration).map(({ name }) => name);
}
