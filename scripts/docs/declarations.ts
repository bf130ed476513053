import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isolatedDeclarationSync, parseSync } from 'rolldown/experimental';
import { type DocComment, parseDocComment } from './doc-comment.ts';

// Pages are made from what a user's editor sees: the declarations that the compiler emits. TypeScript 7 has no API for
// that on its main export, so a source goes through the same isolated declarations and parser that bundlers use.

export type Kind = 'function' | 'class' | 'constant' | 'interface' | 'type';

/** A property of an interface. */
export interface Member {
  readonly name: string;
  readonly type: string;
  readonly optional: boolean;
  readonly doc: DocComment;
}

export interface Declaration {
  readonly name: string;
  readonly kind: Kind;
  /** Path of the file that declares it. */
  readonly file: string;
  /** Declarations as emitted, one for each overload, without `export` and `declare`. */
  readonly texts: readonly string[];
  readonly doc: DocComment;
  /** Properties, where it is an interface of nothing else. */
  readonly members?: readonly Member[];
  /** Exported as a type alone: a class of it cannot be called from outside. */
  readonly typeOnly: boolean;
  /** Names of the interfaces that it extends. */
  readonly bases: readonly string[];
}

/** What a name stands for in another module. */
interface Origin {
  readonly file: string;
  readonly name: string;
}

interface Module {
  readonly declarations: ReadonlyMap<string, Declaration>;
  /** By the name in this module: imported, or exported on. */
  readonly origins: ReadonlyMap<string, Origin>;
  /** Exported names, and whether as types alone. */
  readonly exported: ReadonlyMap<string, boolean>;
}

type Statement = ReturnType<typeof parseSync>['program']['body'][number];
type Node = { readonly type: string; readonly start: number; readonly end: number };

const kinds: Readonly<Record<string, Kind>> = {
  TSDeclareFunction: 'function',
  FunctionDeclaration: 'function',
  ClassDeclaration: 'class',
  VariableDeclaration: 'constant',
  TSInterfaceDeclaration: 'interface',
  TSTypeAliasDeclaration: 'type',
};

/** The house's quotes and indent, where the emitter has its own. */
function tidy(text: string): string {
  return text.replaceAll('\t', '  ').replaceAll(/"([^"'\n]*)"/g, "'$1'");
}

class Reader {
  readonly code: string;
  readonly body: readonly Statement[];
  readonly #comments: ReturnType<typeof parseSync>['comments'];

  constructor(file: string) {
    const { code, errors } = isolatedDeclarationSync(file, readFileSync(file, 'utf8'), { stripInternal: false });
    if (errors.length > 0) throw new Error(`${file}: no declarations: ${JSON.stringify(errors)}`);
    const parsed = parseSync('module.d.ts', code, { lang: 'dts' });
    this.code = code;
    this.body = parsed.program.body;
    this.#comments = parsed.comments;
  }

  text({ start, end }: Pick<Node, 'start' | 'end'>): string {
    return tidy(this.code.slice(start, end));
  }

  /** The doc comment that ends where the node begins. */
  docOf(node: Node): DocComment {
    const comment = this.#comments.findLast(({ end }) => end <= node.start);
    const isNear = comment !== undefined && this.code.slice(comment.end, node.start).trim() === '';
    return parseDocComment(isNear && comment.value.startsWith('*') ? comment.value : '');
  }
}

function nameOf(declaration: object): string {
  const { id, declarations } = declaration as { id?: { name: string }; declarations?: { id: { name: string } }[] };
  return id?.name ?? declarations?.[0]?.id.name ?? '';
}

function membersOf(reader: Reader, declaration: object): readonly Member[] | undefined {
  const { body } = declaration as { body?: { body?: readonly (Node & Record<string, unknown>)[] } };
  const signatures = body?.body ?? [];
  if (signatures.length === 0 || signatures.some(({ type }) => type !== 'TSPropertySignature')) return undefined;
  return signatures.map((signature) => {
    const key = signature['key'] as { name?: string; value?: string };
    const annotation = signature['typeAnnotation'] as { typeAnnotation: Node } | undefined;
    return {
      name: key.name ?? key.value ?? '',
      type: annotation === undefined ? 'unknown' : reader.text(annotation.typeAnnotation),
      optional: signature['optional'] === true,
      doc: reader.docOf(signature),
    };
  });
}

function basesOf(declaration: object): readonly string[] {
  const { extends: bases = [] } = declaration as { extends?: readonly { expression: { name?: string } }[] };
  return bases.flatMap(({ expression }) => expression.name ?? []);
}

function toDeclaration(reader: Reader, file: string, statement: Node, node: Node, kind: Kind): Declaration {
  const members = kind === 'interface' ? membersOf(reader, node) : undefined;
  return {
    name: nameOf(node),
    kind,
    file,
    texts: [reader.text(node).replace(/^declare /, '')],
    doc: reader.docOf(statement),
    typeOnly: kind === 'interface' || kind === 'type',
    bases: kind === 'interface' ? basesOf(node) : [],
    ...(members === undefined ? {} : { members }),
  };
}

function addDeclaration(declarations: Map<string, Declaration>, one: Declaration): void {
  const earlier = declarations.get(one.name);
  if (earlier === undefined) declarations.set(one.name, one);
  // Overloads follow each other; a type beside a constant of its name is the constant's.
  else if (earlier.kind === 'function')
    declarations.set(one.name, { ...earlier, texts: [...earlier.texts, ...one.texts] });
}

interface Specifiers {
  readonly source: { readonly value: string } | null;
  readonly specifiers: readonly Readonly<
    Record<'local' | 'exported' | 'imported', { readonly name: string } | undefined>
  >[];
}

/** Names that come from another file of the package; those of other packages stay unknown. */
function originsOf(file: string, statement: object): readonly (readonly [string, Origin])[] {
  const { source, specifiers } = statement as Specifiers;
  if (source === null || !source.value.startsWith('.')) return [];
  const from = join(dirname(file), source.value);
  return specifiers.flatMap(({ local, exported, imported }) => {
    const here = exported ?? local;
    const there = exported === undefined ? (imported ?? local) : local;
    return here === undefined || there === undefined ? [] : [[here.name, { file: from, name: there.name }] as const];
  });
}

/** `export { a }` and `export type { A }`, from elsewhere or not. */
function exportedBy(statement: object): readonly (readonly [name: string, isType: boolean])[] {
  const { exportKind, specifiers } = statement as {
    readonly exportKind: string;
    readonly specifiers: readonly { readonly exportKind: string; readonly exported: { readonly name: string } }[];
  };
  return specifiers.map((one) => [one.exported.name, exportKind === 'type' || one.exportKind === 'type'] as const);
}

function readModule(file: string): Module {
  const reader = new Reader(file);
  const declarations = new Map<string, Declaration>();
  const origins = new Map<string, Origin>();
  const exported = new Map<string, boolean>();
  for (const statement of reader.body) {
    if (statement.type === 'ExportAllDeclaration') {
      const from = join(dirname(file), statement.source.value);
      for (const [name, isType] of moduleOf(from).exported) {
        origins.set(name, { file: from, name });
        exported.set(name, isType);
      }
      continue;
    }
    const isExport = statement.type === 'ExportNamedDeclaration';
    const node = (isExport ? statement.declaration : statement) as Node | null;
    const kind = node === null ? undefined : kinds[node.type];
    if (node !== null && kind !== undefined) {
      addDeclaration(declarations, toDeclaration(reader, file, statement, node, kind));
      if (isExport) exported.set(nameOf(node), kind === 'interface' || kind === 'type');
    } else if (isExport || statement.type === 'ImportDeclaration') {
      for (const [name, origin] of originsOf(file, statement)) origins.set(name, origin);
      if (isExport) for (const [name, isType] of exportedBy(statement)) exported.set(name, isType);
    }
  }
  return { declarations, origins, exported };
}

const modules = new Map<string, Module>();

function moduleOf(file: string): Module {
  const known = modules.get(file) ?? readModule(file);
  modules.set(file, known);
  return known;
}

/** The declaration of a name as a file sees it: its own, imported or exported on. */
export function findDeclaration(file: string, name: string): Declaration | undefined {
  const { declarations, origins } = moduleOf(file);
  const origin = origins.get(name);
  return declarations.get(name) ?? (origin === undefined ? undefined : findDeclaration(origin.file, origin.name));
}

/** Everything that an entry exports, by name, in the order of its source. */
export function readExports(file: string): readonly Declaration[] {
  return [...moduleOf(file).exported].map(([name, isType]) => {
    const declaration = findDeclaration(file, name);
    if (declaration === undefined) throw new Error(`${file}: the export "${name}" is declared nowhere in the package`);
    return { ...declaration, name, typeOnly: isType || declaration.typeOnly };
  });
}

/** Members of an interface and of what it extends, its own first. */
export function allMembers(declaration: Declaration): readonly Member[] {
  const inherited = declaration.bases.flatMap((base) => {
    const found = findDeclaration(declaration.file, base);
    return found === undefined ? [] : allMembers(found);
  });
  return [...(declaration.members ?? []), ...inherited];
}
