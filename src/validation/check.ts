import { readProperty } from '../http/safe-read.ts';
import type { Issue } from '../normalize/issues.ts';
import { findIssues } from './find-issues.ts';
import {
  type CompiledSchema,
  isStandardSchema,
  type Part,
  type StandardResult,
  type StandardSchema,
} from './schemas.ts';

/** What became of one part of a request: its typed value, or what is wrong with it. */
export type Outcome = { readonly value: unknown } | { readonly issues: readonly Issue[] };

export type Check = (value: unknown) => Outcome | Promise<Outcome>;

/** Both libraries and applications may validate asynchronously; what need not wait does not. */
export function andThen<T, Next>(value: T | PromiseLike<T>, next: (value: T) => Next): Next | Promise<Awaited<Next>> {
  const then = readProperty(value, 'then');
  if (typeof then !== 'function') return next(value as T);
  return Promise.resolve(value as PromiseLike<T>).then(next) as Promise<Awaited<Next>>;
}

const unknownIssue: readonly Issue[] = [{ pointer: '#', message: 'is invalid' }];
const tooDeep: Outcome = { issues: [{ pointer: '#', message: 'is nested too deeply' }] };

/** A body nested deeper than the stack, checked by a schema that refers to itself, is the client's doing and no bug. */
function isTooDeep(thrown: unknown): boolean {
  return thrown instanceof RangeError && /call stack/i.test(thrown.message);
}

function runStandard(schema: StandardSchema, value: unknown): Outcome | Promise<Outcome> {
  return andThen<StandardResult, Outcome>(schema['~standard'].validate(value), (result) => {
    const issues = readProperty(result, 'issues');
    if (issues === undefined) return { value: readProperty(result, 'value') };
    return { issues: findIssues(issues, value) ?? unknownIssue };
  });
}

/** A schema with `$async` rejects with its findings. */
function fromRejection(thrown: unknown): Outcome {
  const issues = findIssues(thrown);
  if (issues === undefined) throw thrown;
  return { issues };
}

function runCompiled(validate: CompiledSchema, value: unknown): Outcome | Promise<Outcome> {
  const passed: unknown = validate(value);
  if (typeof readProperty(passed, 'then') === 'function') {
    return (passed as Promise<unknown>).then(() => ({ value }), fromRejection);
  }
  return passed === true ? { value } : { issues: findIssues(validate.errors) ?? unknownIssue };
}

/** Defaults and coerced values are written into what is checked: into a copy, where the host reads it from the request. */
function toOwn(part: Part, value: unknown): unknown {
  return part === 'body' ? value : { ...structuredClone({ ...(value as object | undefined) }) };
}

/** The check of one part, from a schema that is ready to use. */
export function createCheck(part: Part, schema: StandardSchema | CompiledSchema): Check {
  return function checkPart(value) {
    try {
      const own = toOwn(part, value);
      return isStandardSchema(schema) ? runStandard(schema, own) : runCompiled(schema, own);
    } catch (thrown) {
      if (isTooDeep(thrown)) return tooDeep;
      throw thrown;
    }
  };
}
