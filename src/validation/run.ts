import { isObject, readObject, readProperty } from '../http/safe-read.ts';
import type { Issue } from '../normalize/issues.ts';
import { andThen, type Check, type Outcome } from './check.ts';
import type { Part } from './schemas.ts';
import { createSchemaError, locate } from './to-validation-error.ts';

/** Checks by part of the request. */
export type Checks = readonly (readonly [Part, Check])[];

/** Where one host keeps the parts of a request, and where the typed values go. */
export interface Host {
  readonly read: (target: object, part: Part) => unknown;
  readonly valuesOwner: (target: object) => object | undefined;
}

export const express: Host = { read: readProperty, valuesOwner: (request) => request };

export const koa: Host = {
  read: (context, part) =>
    part === 'body' ? readProperty(readObject(context, 'request'), 'body') : readProperty(context, part),
  valuesOwner: (context) => readObject(context, 'state'),
};

function settle(checks: Checks, outcomes: readonly Outcome[], status: 422 | 400): Readonly<Record<string, unknown>> {
  const issues: Issue[] = [];
  const values: Record<string, unknown> = {};
  for (const [index, [part]] of checks.entries()) {
    const outcome = outcomes[index];
    if (outcome === undefined) continue;
    if ('issues' in outcome) issues.push(...locate(outcome.issues, part));
    else values[part] = outcome.value;
  }
  if (issues.length > 0) throw createSchemaError(status, issues);
  return values;
}

/** What an earlier middleware has validated stays: a router checks the params, a route the body. */
function keep(owner: object | undefined, values: Readonly<Record<string, unknown>>): void {
  if (owner === undefined) throw new TypeError('validate() has no "state" to keep the values in');
  const before = readObject(owner, 'validated');
  Reflect.set(owner, 'validated', { ...before, ...values });
}

/**
 * Checks all parts, so that a client learns of every fault at once, and keeps the typed values.
 *
 * @throws HttpError, 422 or 400, where a part breaks its schema; a promise of it where a schema is asynchronous.
 */
export function runChecks(host: Host, target: object, checks: Checks, status: 422 | 400): void | Promise<void> {
  const outcomes = checks.map(([part, check]) => check(host.read(target, part)));
  const isAsync = outcomes.some((outcome) => typeof readProperty(outcome, 'then') === 'function');
  return andThen<readonly Outcome[], void>(
    isAsync ? Promise.all(outcomes) : (outcomes as readonly Outcome[]),
    (settled) => keep(host.valuesOwner(target), settle(checks, settled, status)),
  );
}

/** What `keep` has kept, for either host. */
export function readValues(target: unknown): unknown {
  const values = readProperty(target, 'validated') ?? readProperty(readProperty(target, 'state'), 'validated');
  if (!isObject(values)) throw new TypeError('validate() has not passed this request');
  return values;
}
