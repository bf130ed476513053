import { type ErrorHandlerOptions, resolveOptions, type Settings } from '../../src/core/options.ts';
import type { HttpError } from '../../src/error/http-error.ts';
import { createRequestView, type RequestLike } from '../../src/http/request-view.ts';
import type { FieldLine, ResponsePlan } from '../../src/http/response-plan.ts';
import { createPlanner } from '../../src/plan/plan.ts';

/** The clock of every test of plans. */
export const now: number = Date.UTC(2026, 2, 22, 12, 0, 0);

export function toSettings(options: ErrorHandlerOptions = {}): Settings {
  return { ...resolveOptions(options), clock: () => now };
}

export interface Exchange {
  readonly options?: ErrorHandlerOptions;
  readonly request?: RequestLike;
  readonly prior?: readonly FieldLine[];
  /** Default: the error itself. */
  readonly thrown?: unknown;
}

export function planOf(error: HttpError, { options, request = {}, prior = [], ...more }: Exchange = {}): ResponsePlan {
  const thrown = 'thrown' in more ? more.thrown : error;
  return createPlanner(toSettings(options))({ error, thrown, request: createRequestView(request), prior });
}

/** Values of the lines of one field. */
export function linesOf({ headers }: ResponsePlan, name: string): readonly string[] {
  return headers.filter(([one]) => one.toLowerCase() === name.toLowerCase()).map(([, value]) => value);
}

export function namesOf({ headers }: ResponsePlan): readonly string[] {
  return headers.map(([name]) => name);
}

export function bodyOf(plan: ResponsePlan): { readonly error: Readonly<Record<string, unknown>> } {
  return JSON.parse(plan.body) as { readonly error: Readonly<Record<string, unknown>> };
}

export function warningsOf({ facts }: ResponsePlan): readonly string[] {
  return facts.warnings.map(({ code }) => code);
}

/** Why a plan is not a valid response; empty where it is one. */
export function faultsOf(plan: ResponsePlan): readonly string[] {
  const faults: string[] = [];
  const check = (holds: boolean, fault: string): unknown => holds || faults.push(fault);
  check(Number.isInteger(plan.status) && plan.status >= 400 && plan.status <= 599, `status ${plan.status}`);
  check(/^[\x20-\x7e]+$/.test(plan.statusText), `phrase ${plan.statusText}`);
  for (const [name, value] of plan.headers) {
    check(/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name), `name ${JSON.stringify(name)}`);
    check(
      /^(?:[\x21-\x7e\x80-\xff](?:[\t\x20-\x7e\x80-\xff]*[\x21-\x7e\x80-\xff])?)?$/.test(value),
      `value of ${name}`,
    );
  }
  for (const name of ['Date', 'Content-Type', 'Content-Length', 'Cache-Control', 'X-Content-Type-Options']) {
    check(linesOf(plan, name).length === 1, `${linesOf(plan, name).length} lines of ${name}`);
  }
  for (const name of ['Server', 'Retry-After', 'ETag', 'Location', 'Content-Range']) {
    check(linesOf(plan, name).length <= 1, `several lines of ${name}`);
  }
  for (const name of ['Transfer-Encoding', 'Trailer', 'Connection', 'Keep-Alive', 'Content-Encoding']) {
    check(linesOf(plan, name).length === 0, `${name} is there`);
  }
  check(linesOf(plan, 'Content-Length')[0] === String(Buffer.byteLength(plan.body)), 'Content-Length');
  const delay = linesOf(plan, 'Retry-After')[0];
  check(delay === undefined || (/^[1-9]\d*$/.test(delay) && Number(delay) <= 86_400), `Retry-After ${delay}`);
  check(
    plan.facts.retry?.after === (delay === undefined ? undefined : Number(delay)),
    'the hint differs from the field',
  );
  return faults;
}
