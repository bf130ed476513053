import { sendableUri } from '../http/fields.ts';
import { extensionName } from '../plan/formats/problem.ts';
import { closedObject, dialect, type JsonSchema, type Members, toPattern } from './json-schema.ts';
import { canonicalName, optionalMembers, shownText, statusCode } from './member-schemas.ts';

/** Members of the envelope's `error`, in the order of the body. */
export const envelopeMembers: Members = {
  code: { description: 'The status of the response.', ...statusCode },
  message: { description: 'For a person.', ...shownText },
  status: canonicalName,
  ...optionalMembers,
};

/** The whole envelope around chosen members. */
export function toEnvelopeSchema(members: Members, required: readonly string[]): JsonSchema {
  return {
    title: 'Error envelope',
    description: "The body of every error response in the default format: AIP-193's shape.",
    ...closedObject({ error: closedObject(members, required) }, ['error']),
  };
}

/** Inline, not in $defs: within an OpenAPI document `#/$defs/…` would point at the document. */
const aUriReference: JsonSchema = { type: 'string', format: 'uri-reference', pattern: toPattern(sendableUri) };

export const problemMembers: Members = {
  type: { description: 'Problem type (RFC 9457 section 3.1.1). Absent means about:blank.', ...aUriReference },
  title: {
    description:
      'Summary of the problem type; the reason phrase of the status where the type is absent (section 4.2.1).',
    ...shownText,
  },
  status: { description: 'Status of the response (section 3.1.2).', ...statusCode },
  detail: { description: 'What can be said of this occurrence (section 3.1.4).', ...shownText },
  instance: { description: 'This occurrence (section 3.1.5).', ...aUriReference },
  canonical: canonicalName,
  ...optionalMembers,
};

export function toProblemSchema(members: Members, required: readonly string[]): JsonSchema {
  return {
    title: 'Problem details of an error response',
    description:
      'Body of application/problem+json: RFC 9457, with extension members of failwell and of the application. A member without a value is absent, never null.',
    ...closedObject(members, required),
    // The application may add extension members (RFC 9457 section 3.2).
    additionalProperties: true,
    propertyNames: {
      description: 'Extension members of the application may be added; section 4 advises on their names.',
      pattern: toPattern(extensionName),
    },
  };
}

export const envelopeSchema: JsonSchema = {
  $schema: dialect,
  $id: 'urn:failwell:schema:envelope',
  ...toEnvelopeSchema(envelopeMembers, ['code', 'message']),
};

export const problemSchema: JsonSchema = {
  $schema: dialect,
  $id: 'urn:failwell:schema:problem',
  ...toProblemSchema(problemMembers, ['title', 'status']),
};
