export type { JsonSchema } from './openapi/json-schema.ts';
export type { DeclaredResponse, DocumentedResponse, OpenApiOptions } from './openapi/options.ts';
export { components, type ErrorComponents, responses } from './openapi/responses.ts';
export { schemas } from './openapi/schemas.ts';
