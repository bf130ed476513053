import { OptionError, show } from '../core/check-options.ts';
import { type ErrorHandlerOptions, resolveOptions, type Settings } from '../core/options.ts';
import { isErrorStatus } from '../error/status.ts';
import { isArray, isObject } from '../http/safe-read.ts';
import { toWireStatus } from '../plan/plan.ts';
import type { JsonSchema } from './json-schema.ts';

/** The options of the error handler whose responses are described, and what only a description needs. */
export interface OpenApiOptions extends ErrorHandlerOptions {
  /** Schema of what the `body` option returns. Default: any object. */
  readonly bodySchema?: JsonSchema;
}

/** One documented response of one operation: what this route says beyond the status. */
export interface DocumentedResponse {
  /** Status, 400 to 599. */
  readonly status: number;
  /** What it means here, in Markdown. Default: the phrase and the meaning of the status. */
  readonly description?: string;
  /** The values of `reason` that this route gives. Default: any. */
  readonly reasons?: readonly string[];
  /** JSON Schema of `details`. Default: any. */
  readonly details?: JsonSchema;
  /** Values that the route throws; each becomes an example, rendered as the handler would answer it. */
  readonly examples?: readonly unknown[];
  /** OpenAPI header objects by field name, such as RateLimit; they win over those of this library. */
  readonly headers?: Readonly<Record<string, JsonSchema>>;
}

/** A status, a documented response, or `'default'`: every error that the other ones do not name. */
export type DeclaredResponse = number | 'default' | DocumentedResponse;

/** Options, checked, with what they lead to. */
export interface Contract {
  readonly settings: Settings;
  readonly bodySchema: JsonSchema | undefined;
}

function refuse(path: string, must: string, value: unknown): never {
  throw new OptionError('FAILWELL_OPTION_TYPE', `"${path}" must be ${must}, was ${show(value)}`);
}

export function toContract({ bodySchema, ...options }: OpenApiOptions): Contract {
  if (bodySchema !== undefined && !isObject(bodySchema)) refuse('bodySchema', 'a JSON Schema', bodySchema);
  if (bodySchema !== undefined && options.body === undefined) {
    throw new OptionError('FAILWELL_OPTION_CONFLICT', '"bodySchema" describes what "body" returns, which is not given');
  }
  return { settings: resolveOptions(options), bodySchema };
}

/** A status that the handler can send under these options: it never answers with another one than documented. */
function checkStatus(path: string, status: unknown, { settings }: Contract): void {
  if (!isErrorStatus(status)) refuse(path, "a status from 400 to 599 or 'default'", status);
  const sent = toWireStatus(status, settings.unregistered);
  if (sent !== status) {
    const message = `"${path}" must be a registered status: the handler sends ${status} as ${sent} unless "unregistered" is 'allow'`;
    throw new OptionError('FAILWELL_OPTION_CONFLICT', message);
  }
}

export function isDocumented(declared: DeclaredResponse): declared is DocumentedResponse {
  return typeof declared === 'object';
}

const members: readonly string[] = ['status', 'description', 'reasons', 'details', 'examples', 'headers'];

function checkDocumented(path: string, response: DocumentedResponse, contract: Contract): void {
  const unknown = Object.keys(response).find((name) => !members.includes(name));
  if (unknown !== undefined) {
    const message = `"${path}.${unknown.slice(0, 40)}" is not an option; known are ${members.join(', ')}`;
    throw new OptionError('FAILWELL_OPTION_UNKNOWN', message);
  }
  checkStatus(`${path}.status`, response.status, contract);
  const { description, reasons, details, examples, headers } = response;
  if (description !== undefined && typeof description !== 'string')
    refuse(`${path}.description`, 'a string', description);
  if (
    reasons !== undefined &&
    !(isArray(reasons) && reasons.length > 0 && reasons.every((one) => typeof one === 'string'))
  )
    refuse(`${path}.reasons`, 'a list of texts', reasons);
  if (details !== undefined && !isObject(details)) refuse(`${path}.details`, 'a JSON Schema', details);
  if (examples !== undefined && !isArray(examples)) refuse(`${path}.examples`, 'a list of thrown values', examples);
  if (headers !== undefined && !isObject(headers)) refuse(`${path}.headers`, 'an object of header objects', headers);
}

/** @throws OptionError where something was declared that the handler would never send. */
export function checkDeclared(declared: unknown, contract: Contract): asserts declared is readonly DeclaredResponse[] {
  if (!isArray(declared)) refuse('statuses', 'a list of statuses', declared);
  for (const [index, one] of declared.entries()) {
    const path = `statuses[${index}]`;
    if (isObject(one) && !isArray(one)) checkDocumented(path, one as DocumentedResponse, contract);
    else if (one !== 'default') checkStatus(path, one, contract);
  }
}
