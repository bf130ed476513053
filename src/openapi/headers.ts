import { statusFacts } from '../error/status.ts';
import { type FieldRow, fieldRows, type Question } from './header-table.ts';
import type { JsonSchema, Members } from './json-schema.ts';
import type { Contract } from './options.ts';

/** Header objects of OpenAPI: those that look alike on every response are components, the others stand where they differ. */

const componentName = (name: string): string => `Error-${name}`;

function toHeaderObject(row: FieldRow, question: Question): JsonSchema {
  const required = row.when(question) === 'always';
  return { description: row.description, ...(required ? { required } : {}), schema: row.schema(question) };
}

/** The header as it is on any error; undefined where it is not on every one. */
function toComponent(row: FieldRow, { settings }: Contract): JsonSchema | undefined {
  const question = { facts: undefined, settings };
  return row.when(question) === 'never' ? undefined : toHeaderObject(row, question);
}

/** `components.headers`. */
export function toComponentHeaders(contract: Contract): Members {
  return Object.fromEntries(
    fieldRows.flatMap((row) => {
      const component = toComponent(row, contract);
      return component === undefined ? [] : [[componentName(row.name), component]];
    }),
  );
}

function isSame(left: JsonSchema, right: JsonSchema | undefined): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

/** Headers of one response; `status` undefined means any error. Content-Type is what `content` says. */
export function toHeaders(status: number | undefined, contract: Contract): Members {
  const facts = status === undefined ? undefined : { ...statusFacts(status), code: status };
  const question: Question = { facts, settings: contract.settings };
  return Object.fromEntries(
    fieldRows
      .filter((row) => row.when(question) !== 'never')
      .map((row) => {
        const header = toHeaderObject(row, question);
        const shared = isSame(header, toComponent(row, contract));
        return [row.name, shared ? { $ref: `#/components/headers/${componentName(row.name)}` } : header];
      }),
  );
}
