import { statusFacts } from '../error/status.ts';
import type { FormatName, IncludedMember, PlanSettings } from '../plan/plan-settings.ts';
import { envelopeMembers, problemMembers, toEnvelopeSchema, toProblemSchema } from './body-schemas.ts';
import type { JsonSchema, Members } from './json-schema.ts';
import type { Contract, DocumentedResponse } from './options.ts';

/** Schemas of the bodies that a handler sends under its options: narrower than the published ones. */

export const schemaNames = { envelope: 'ErrorEnvelope', problem: 'ProblemDetails' } as const;

type Shape = 'envelope' | 'problem';

/** Which option lets a member in. Those that are not here are up to the error. */
const switches: Readonly<Record<string, (settings: PlanSettings) => boolean>> = {
  retry: ({ include }) => include.includes('retry'),
  requestId: ({ include }) => include.includes('requestId'),
  traceId: ({ include }) => include.includes('traceId'),
  help: ({ help }) => help !== undefined,
  debug: ({ debug }) => debug,
};

/** Always there once they are let in; a trace id is not: no request must have one. */
const certain: ReadonlySet<string> = new Set(['retry', 'requestId', 'help', 'debug']);

const canonicalMember: Readonly<Record<Shape, string>> = { envelope: 'status', problem: 'canonical' };

function isIncluded(settings: PlanSettings, member: IncludedMember): boolean {
  return settings.include.includes(member);
}

function pickMembers(all: Members, shape: Shape, settings: PlanSettings): Members {
  const isOut = (name: string): boolean =>
    name === canonicalMember[shape] ? !isIncluded(settings, 'status') : switches[name]?.(settings) === false;
  return Object.fromEntries(Object.entries(all).filter(([name]) => !isOut(name)));
}

function requiredMembers(members: Members, shape: Shape, first: readonly string[]): readonly string[] {
  const canonical = canonicalMember[shape];
  return [...first, ...Object.keys(members).filter((name) => certain.has(name) || name === canonical)].filter(
    (name, index, names) => names.indexOf(name) === index,
  );
}

function toEnvelope({ settings }: Contract): JsonSchema {
  const members = pickMembers(envelopeMembers, 'envelope', settings);
  return toEnvelopeSchema(members, requiredMembers(members, 'envelope', ['code', 'message']));
}

function toProblem({ settings }: Contract): JsonSchema {
  const members = pickMembers(problemMembers, 'problem', settings);
  return toProblemSchema(members, requiredMembers(members, 'problem', ['title', 'status']));
}

/** Formats that a handler can answer in, by its option. */
export function formatsOf({ settings }: Contract): readonly FormatName[] {
  return settings.format === 'negotiate' ? ['envelope', 'problem', 'html', 'text'] : [settings.format];
}

/** `components.schemas` of an OpenAPI document. */
export function toComponentSchemas(contract: Contract): Readonly<Record<string, JsonSchema>> {
  const formats = formatsOf(contract);
  return {
    ...(formats.includes('envelope') ? { [schemaNames.envelope]: toEnvelope(contract) } : {}),
    ...(formats.includes('problem') ? { [schemaNames.problem]: toProblem(contract) } : {}),
  };
}

function withDefined(members: Readonly<Record<string, JsonSchema | undefined>>): JsonSchema {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}

/** What is known of one response beyond the shape: its status (SL-6), its canonical name, what the route declares. */
function narrow(
  shape: Shape,
  status: number | undefined,
  declared: Partial<DocumentedResponse>,
  settings: PlanSettings,
): Members {
  const canonical = status === undefined || !isIncluded(settings, 'status') ? undefined : statusFacts(status).canonical;
  return withDefined({
    [shape === 'envelope' ? 'code' : 'status']: status === undefined ? undefined : { const: status },
    [canonicalMember[shape]]: canonical === undefined ? undefined : { const: canonical },
    reason: declared.reasons === undefined ? undefined : { enum: declared.reasons },
    details: declared.details,
  }) as Members;
}

function refer(shape: Shape): JsonSchema {
  return { $ref: `#/components/schemas/${schemaNames[shape]}` };
}

/** `allOf` and not keywords beside `$ref`: many tools still drop those. */
function toJsonSchema(
  shape: Shape,
  status: number | undefined,
  declared: Partial<DocumentedResponse>,
  contract: Contract,
): JsonSchema {
  const properties = narrow(shape, status, declared, contract.settings);
  if (Object.keys(properties).length === 0) return refer(shape);
  const narrowed = shape === 'envelope' ? { properties: { error: { type: 'object', properties } } } : { properties };
  return { allOf: [refer(shape), { type: 'object', ...narrowed }] };
}

/** Schema of the body in one format. */
export function toBodySchema(
  format: FormatName,
  status: number | undefined,
  declared: Partial<DocumentedResponse>,
  contract: Contract,
): JsonSchema {
  if (format === 'html' || format === 'text') return { type: 'string' };
  const schema = toJsonSchema(format, status, declared, contract);
  if (format === 'problem' || contract.settings.body === undefined) return schema;
  // Where the hook throws, the plain envelope is sent.
  return { anyOf: [contract.bodySchema ?? { type: 'object' }, schema] };
}
