import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

type Json = Readonly<Record<string, unknown>>;

/** What an OpenAPI document says of one response. */
export interface ResponseObject {
  readonly description: string;
  readonly headers: Readonly<Record<string, Json & { readonly required?: boolean }>>;
  readonly content: Readonly<Record<string, Json>>;
}

/** A response as it came: field names in lower case. */
export interface Arrived {
  readonly headers: { get(name: string): string | null };
  readonly body: string;
}

function follow(document: Json, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((value, name) => (value as Json)[name.replaceAll('~1', '/').replaceAll('~0', '~')], document);
}

/** Checks responses against an OpenAPI 3.1 document, headers included: an implementation of its own, on Ajv. */
export function createChecker(document: Json): {
  readonly find: (path: string, method: string, status: number) => ResponseObject;
  readonly check: (response: ResponseObject, arrived: Arrived) => readonly string[];
} {
  const ajv = new Ajv2020({ strict: true, strictTypes: false, allErrors: true, validateFormats: false });
  ajv.addKeyword('components');
  ajv.addSchema(
    { $id: 'urn:openapi:document', components: document['components'] as Json },
    undefined,
    undefined,
    false,
  );
  const known = new Map<unknown, ValidateFunction>();
  const validatorOf = (schema: unknown): ValidateFunction => {
    const text = JSON.stringify(schema).replaceAll('"#/', '"urn:openapi:document#/');
    const made = known.get(text) ?? ajv.compile(JSON.parse(text) as object);
    known.set(text, made);
    return made;
  };
  const resolve = (value: unknown): unknown => {
    const { $ref } = value as { readonly $ref?: string };
    return $ref === undefined ? value : resolve(follow(document, $ref));
  };
  const complain = (name: string, schema: unknown, value: unknown): string[] => {
    const validate = validatorOf(schema);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(({ instancePath, message }) => `${name}${instancePath} ${message}`);
  };
  const checkHeader = (name: string, header: Json, value: string | null): string[] => {
    if (value === null) return header['required'] === true ? [`${name} is missing`] : [];
    const schema = header['schema'] as Json;
    return complain(name, schema, schema['type'] === 'integer' ? Number(value) : value);
  };
  return {
    find: (path, method, status) => {
      const responses = follow(document, `/paths/${path.replaceAll('/', '~1')}/${method}/responses`) as Json;
      const found = responses[String(status)] ?? responses['default'];
      if (found === undefined) throw new Error(`${status} of ${method} ${path} is not documented`);
      return resolve(found) as ResponseObject;
    },
    check: ({ headers, content }, { headers: fields, body }) => {
      const type = (fields.get('content-type') ?? '').split(';')[0] as string;
      const media = content[type];
      if (media === undefined) return [`${type} is not documented`];
      return [
        ...Object.entries(headers).flatMap(([name, header]) =>
          checkHeader(name, resolve(header) as Json, fields.get(name)),
        ),
        ...complain('body', media['schema'], type.endsWith('json') ? JSON.parse(body) : body),
      ];
    },
  };
}
