import { entries } from '../catalogue/describe.ts';
import { statusTable } from '../error/status.ts';
import type { FormatName } from '../plan/plan-settings.ts';
import { formatsOf, toBodySchema, toComponentSchemas } from './contract-schemas.ts';
import { createExamples, type Examples } from './examples.ts';
import { toComponentHeaders, toHeaders } from './headers.ts';
import type { JsonSchema, Members } from './json-schema.ts';
import {
  type Contract,
  checkDeclared,
  type DeclaredResponse,
  type DocumentedResponse,
  isDocumented,
  type OpenApiOptions,
  toContract,
} from './options.ts';

/** What goes into `components` of an OpenAPI 3.1 document. */
export interface ErrorComponents {
  readonly schemas: Readonly<Record<string, JsonSchema>>;
  readonly headers: Readonly<Record<string, JsonSchema>>;
  readonly responses: Readonly<Record<string, JsonSchema>>;
}

const mediaTypes: Readonly<Record<FormatName, string>> = {
  envelope: 'application/json',
  problem: 'application/problem+json',
  html: 'text/html',
  text: 'text/plain',
};

/** Name of the component of a status: `BadGateway`, `Status499`, `AnyError`. */
function componentName(status: number | 'default'): string {
  if (status === 'default') return 'AnyError';
  return statusTable.get(status)?.className ?? `Status${status}`;
}

function toDescription(status: number | undefined): string {
  if (status === undefined) return 'An error: any status of 4xx and 5xx that is not documented by itself.';
  const entry = entries.get(status);
  return entry === undefined ? `Status ${status}.` : `${status} ${entry.phrase}. ${entry.meaning}`;
}

function toContent(status: number | undefined, declared: Partial<DocumentedResponse>, making: Making): Members {
  const { contract, examples, path } = making;
  const thrown = declared.examples ?? [];
  return Object.fromEntries(
    formatsOf(contract).map((format) => [
      mediaTypes[format],
      {
        schema: toBodySchema(format, status, declared, contract),
        ...(status === undefined
          ? {}
          : thrown.length > 0
            ? { examples: examples.ofThrown(path, status, thrown, format) }
            : { example: examples.ofStatus(status, format) }),
      },
    ]),
  );
}

interface Making {
  readonly contract: Contract;
  readonly examples: Examples;
  /** Of what is made, for messages. */
  readonly path: string;
}

function toResponse(status: number | undefined, declared: Partial<DocumentedResponse>, making: Making): JsonSchema {
  return {
    description: declared.description ?? toDescription(status),
    headers: { ...toHeaders(status, making.contract), ...declared.headers },
    content: toContent(status, declared, making),
  };
}

/**
 * Components of an OpenAPI 3.1 document for the statuses that its operations declare: the schemas of the bodies, a response
 * for each status with its headers and an example of exactly what is sent, and the headers that responses share.
 *
 * @param statuses every status of the document, such as `[404, 502]`; `'default'` adds `AnyError`. Repeated ones count once,
 * and of a documented response its status counts.
 * @param options those of the error handler whose responses are described, and `bodySchema` where `body` is one of them.
 * @throws OptionError where the options are wrong, or a status is none that the handler would send.
 * @example
 * const document = { openapi: '3.1.0', info, paths, components: components([404, 502, 503], options) };
 */
export function components(statuses: readonly DeclaredResponse[], options: OpenApiOptions = {}): ErrorComponents {
  const contract = toContract(options);
  checkDeclared(statuses, contract);
  const examples = createExamples(contract);
  const named = [...new Set(statuses.map((one) => (isDocumented(one) ? one.status : one)))];
  const toEntry = (status: number | 'default'): readonly [string, JsonSchema] => [
    componentName(status),
    toResponse(status === 'default' ? undefined : status, {}, { contract, examples, path: 'statuses' }),
  ];
  return {
    schemas: toComponentSchemas(contract),
    headers: toComponentHeaders(contract),
    responses: Object.fromEntries(named.map(toEntry)),
  };
}

/**
 * `responses` of one operation, by status: a `$ref` to the component of each status, or a response of its own where the
 * route says more than the status: its reasons, the shape of its details, the errors it throws as examples.
 *
 * @param declared what the operation can fail with.
 * @param options the same as for {@link components}.
 * @throws OptionError where the options are wrong, a status is none that the handler would send, or a thrown example is
 * answered with another status than the declared one.
 * @example
 * responses([404, { status: 409, reasons: ['ORDER_LOCKED'], examples: [new Conflict({ reason: 'ORDER_LOCKED' })] }], options);
 */
export function responses(
  declared: readonly DeclaredResponse[],
  options: OpenApiOptions = {},
): Readonly<Record<string, JsonSchema>> {
  const contract = toContract(options);
  checkDeclared(declared, contract);
  const examples = createExamples(contract);
  return Object.fromEntries(
    declared.map((one, index) => {
      if (isDocumented(one)) {
        return [String(one.status), toResponse(one.status, one, { contract, examples, path: `statuses[${index}]` })];
      }
      return [String(one), { $ref: `#/components/responses/${componentName(one)}` }];
    }),
  );
}
