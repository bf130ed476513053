import { entries } from '../catalogue/describe.ts';
import { OptionError } from '../core/check-options.ts';
import { createError } from '../core/create-error.ts';
import { createResponder, type Responder } from '../core/responder.ts';
import type { ResponsePlan } from '../http/response-plan.ts';
import type { FormatName } from '../plan/plan-settings.ts';
import type { JsonSchema } from './json-schema.ts';
import type { Contract } from './options.ts';

/** Accept that asks for each format; fixed ids, so that a document is the same each time it is made. */
const acceptOf: Readonly<Record<FormatName, string>> = {
  envelope: 'application/json',
  problem: 'application/problem+json',
  html: 'text/html',
  text: 'text/plain',
};
const requestFields = {
  'x-request-id': '01jq3w8m7tcx4zr9k5n2v6b0ad',
  traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
};
const sunday = Date.UTC(2026, 2, 22, 12);

function createExampleResponder({ settings }: Contract): Responder {
  const { trace: _, ...own } = settings;
  const random = (): number => 0;
  return createResponder({
    ...own,
    clock: () => sunday,
    retry: own.retry === false ? false : { ...own.retry, random },
    report: { logger: false },
  });
}

function toExample(plan: ResponsePlan, format: FormatName): unknown {
  return format === 'envelope' || format === 'problem' ? (JSON.parse(plan.body) as unknown) : plan.body;
}

/** Makes what the handler would send, by its own pipeline. */
export interface Examples {
  /** The plain error of a status. */
  readonly ofStatus: (status: number, format: FormatName) => unknown;
  /** Named examples of thrown values. */
  readonly ofThrown: (path: string, status: number, thrown: readonly unknown[], format: FormatName) => JsonSchema;
}

export function createExamples(contract: Contract): Examples {
  const responder = createExampleResponder(contract);
  const plan = (thrown: unknown, format: FormatName): ResponsePlan => {
    const headers = { ...requestFields, accept: acceptOf[format] };
    return responder.plan(responder.examine(thrown, { method: 'GET', url: '/', headers }), []);
  };
  const planChecked = (path: string, status: number, thrown: unknown, format: FormatName): ResponsePlan => {
    const planned = plan(thrown, format);
    if (planned.status === status) return planned;
    const message = `"${path}" must be answered with ${status}, but the handler answers it with ${planned.status}`;
    throw new OptionError('FAILWELL_OPTION_CONFLICT', message);
  };
  return {
    ofStatus: (status, format) => toExample(plan(createError(status), format), format),
    ofThrown: (path, status, thrown, format) =>
      Object.fromEntries(
        thrown.map((one, index) => {
          const planned = planChecked(`${path}.examples[${index}]`, status, one, format);
          const { summary, name } = summarize(one, status, index);
          return [name, { summary, value: toExample(planned, format) }];
        }),
      ),
  };
}

/** Only what is public by definition names an example: a message may not be. */
function summarize(
  thrown: unknown,
  status: number,
  index: number,
): { readonly name: string; readonly summary: string } {
  const reason = (thrown as { readonly reason?: unknown } | null | undefined)?.reason;
  const named = typeof reason === 'string' && /^[\w.-]{1,64}$/.test(reason);
  const phrase = entries.get(status)?.phrase ?? `Status ${status}`;
  return { name: named ? `${index + 1}-${reason}` : `${index + 1}`, summary: named ? reason : phrase };
}
