import { type Declaration, readExports } from './declarations.ts';
import { type Entry, listEntries } from './entries.ts';
import { generatedNote, linkTo, placeOf, renderLinks, renderTable } from './links.ts';

const titles: readonly (readonly [title: string, belongs: (declaration: Declaration) => boolean])[] = [
  ['Functions', ({ kind, typeOnly }) => kind === 'function' && !typeOnly],
  ['Constants', ({ kind, typeOnly }) => kind === 'constant' && !typeOnly],
  ['Classes', ({ kind, typeOnly }) => kind === 'class' && !typeOnly],
  ['Types', ({ typeOnly }) => typeOnly],
];

const pageOf = ({ name }: Entry): string => `docs/api/${name}.md`;
const fence = (info: string, code: string): string => `\`\`\`${info}\n${code}\n\`\`\``;

function renderMembers(page: string, { members = [] }: Declaration): string {
  const rows = members.map(({ name, type, optional, doc }) => [
    `\`${name}\`${optional ? '?' : ''}`,
    `\`${type}\``,
    renderLinks(page, doc.text),
  ]);
  return renderTable(['member', 'type', ''], rows);
}

function renderShape(page: string, declaration: Declaration): string {
  if (declaration.members === undefined) return fence('ts signature', declaration.texts.join('\n'));
  const { bases } = declaration;
  const extended = bases.length === 0 ? '' : `Extends ${bases.map((base) => linkTo(page, base)).join(', ')}.\n\n`;
  return extended + renderMembers(page, declaration);
}

function renderDeclaration(page: string, declaration: Declaration): string {
  const { doc, name } = declaration;
  const said = (text: string): string => renderLinks(page, text);
  const parts = [
    `### ${name}`,
    declaration.kind === 'interface' ? said(doc.text) : renderShape(page, declaration),
    declaration.kind === 'interface' ? renderShape(page, declaration) : said(doc.text),
    doc.params.map(([param, text]) => `- \`${param}\`: ${said(text)}`).join('\n'),
    doc.returns === '' ? '' : `Returns ${said(doc.returns)}`,
    doc.throws.map((text) => `Throws ${said(text)}`).join(' '),
    doc.deprecated === '' ? '' : `**Deprecated.** ${said(doc.deprecated)}`,
    ...doc.examples.map((example) => fence('ts', example)),
    doc.see.map((text) => `See ${said(text)}`).join('\n'),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

/** What has its description on another page: status classes, options, types of the root. */
function renderElsewhere(page: string, declarations: readonly Declaration[]): string {
  if (declarations.length === 0) return '';
  const links = declarations.map(({ name }) => linkTo(page, name)).join(', ');
  return `## Described elsewhere\n\n${links}`;
}

/** The text of an entry's page. */
export function renderApiPage(entry: Entry): string {
  const page = pageOf(entry);
  const declarations = readExports(entry.source);
  const isHere = (one: Declaration): boolean =>
    placeOf(one, entry.name).startsWith(`${page}#`) && linkTo(page, one.name).includes('](#');
  const here = declarations.filter(isHere);
  const sections = titles.flatMap(([title, belongs]) => {
    const own = here.filter(belongs);
    return own.length === 0 ? [] : [`## ${title}`, ...own.map((one) => renderDeclaration(page, one))];
  });
  const elsewhere = renderElsewhere(
    page,
    declarations.filter((one) => !here.includes(one)),
  );
  const head = `# ${entry.specifier}\n\n${generatedNote}`;
  return `${[head, ...sections, elsewhere].filter((part) => part !== '').join('\n\n')}\n`;
}

/** The text of docs/api/README.md. */
export function renderApiIndex(): string {
  const rows = listEntries().map((entry) => {
    const values = readExports(entry.source).filter((one) => !one.typeOnly && !one.file.endsWith('/classes.ts'));
    const names = values.map(({ name }) => `\`${name}\``).join(', ');
    return [`[\`${entry.specifier}\`](${entry.name}.md)`, names];
  });
  const text = `One page for each entry of the package, from the declarations and their comments. Types are on the pages. The class of
each status is in the [error reference](../errors.md), every option in the [options reference](../options.md).`;
  return `# API reference\n\n${generatedNote}\n\n${text}\n\n${renderTable(['import', 'exports'], rows)}\n`;
}

/** Every page of docs/api/, by its path. */
export function renderApiPages(): ReadonlyMap<string, string> {
  return new Map([
    ['docs/api/README.md', renderApiIndex()],
    ...listEntries().map((entry) => [pageOf(entry), renderApiPage(entry)] as const),
  ]);
}
