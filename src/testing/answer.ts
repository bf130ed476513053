import { type StatusFacts, statusFacts } from '../error/status.ts';
import { isObject, readProperty } from '../http/safe-read.ts';
import type { FormatName } from '../plan/plan-settings.ts';
import type { ReceivedResponse } from './received.ts';

/** A received response in the terms of errors: its format, and the members of its body whatever the format calls them. */
export interface Answer extends ReceivedResponse {
  readonly facts: StatusFacts;
  readonly mediaType: string | undefined;
  readonly format: FormatName | undefined;
  readonly isHead: boolean;
  /** Lines of a field; the name in lower case. */
  readonly values: (name: string) => readonly string[];
  /** A field as one value; undefined where there is none. */
  readonly field: (name: string) => string | undefined;
  readonly member: (name: string) => unknown;
}

const formats: Readonly<Record<string, FormatName>> = {
  'application/json': 'envelope',
  'application/problem+json': 'problem',
  'text/html': 'html',
  'text/plain': 'text',
};

type Read = (root: unknown) => unknown;
const own =
  (name: string): Read =>
  (root) =>
    readProperty(root, name);

/** Names that differ between the formats; all others are the same in both. */
const names: Readonly<Record<'envelope' | 'problem', Readonly<Record<string, Read>>>> = {
  envelope: { canonical: own('status'), type: () => undefined, title: () => undefined, detail: () => undefined },
  problem: {
    code: own('status'),
    message: (root) => readProperty(root, 'detail') ?? readProperty(root, 'title'),
  },
};

function readMember(received: ReceivedResponse, format: FormatName | undefined, name: string): unknown {
  const kind = format === 'problem' ? 'problem' : 'envelope';
  const root = kind === 'problem' ? received.json : readProperty(received.json, 'error');
  if (!isObject(root)) return undefined;
  return (names[kind][name] ?? own(name))(root);
}

export function toAnswer(received: ReceivedResponse, method: string | undefined): Answer {
  const values = (name: string): readonly string[] =>
    received.lines.filter(([one]) => one.toLowerCase() === name).map(([, value]) => value);
  const field = (name: string): string | undefined => {
    const found = values(name);
    return found.length === 0 ? undefined : found.join(', ');
  };
  const mediaType = field('content-type')?.split(';')[0]?.trim().toLowerCase();
  const format = mediaType === undefined ? undefined : formats[mediaType];
  return {
    ...received,
    facts: statusFacts(received.status),
    mediaType,
    format,
    isHead: (method ?? received.method) === 'HEAD',
    values,
    field,
    member: (name) => readMember(received, format, name),
  };
}
