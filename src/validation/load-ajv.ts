import { isObject, readProperty, readString } from '../http/safe-read.ts';
import type { CompiledSchema, JsonSchema } from './schemas.ts';

/** The member of an Ajv instance that is used. */
export interface AjvInstance {
  compile(schema: JsonSchema): CompiledSchema;
}

/** Ajv's class, of any draft. */
export type AjvClass = new (options: never) => unknown;

const advice = 'install the package "ajv", or give its class or an instance in the option "ajv"';

/**
 * `require` as the application's main script has it. Ajv is an optional peer, so it is the application's: a static import
 * would break everybody who has none, `import()` would find a bad schema only after the middleware was made, and this
 * file is compiled to both module systems, so neither `require` nor `import.meta` is at hand (docs/decisions).
 */
function applicationRequire(): ((id: string) => unknown) | undefined {
  const runtime: unknown = readProperty(globalThis, 'process');
  const getBuiltin = readProperty(runtime, 'getBuiltinModule');
  if (typeof getBuiltin !== 'function') return undefined;
  const createRequire = readProperty(getBuiltin.call(runtime, 'node:module'), 'createRequire');
  const [, main] = (readProperty(runtime, 'argv') ?? []) as readonly (string | undefined)[];
  // Without a script (the REPL, --eval) Node itself resolves from the working directory.
  const base = main ?? `${(runtime as { cwd: () => string }).cwd()}/[eval]`;
  return typeof createRequire === 'function' ? createRequire(base) : undefined;
}

function requireAjv(id: string): AjvClass {
  try {
    const module = applicationRequire()?.(id);
    // The named exports are of 8.13; before it there was only the default.
    const found = readProperty(module, 'Ajv2020') ?? readProperty(module, 'Ajv') ?? readProperty(module, 'default');
    if (typeof found === 'function') return found as AjvClass;
  } catch (cause) {
    throw new TypeError(`JSON Schema needs Ajv: ${advice}`, { cause });
  }
  throw new TypeError(`JSON Schema needs Ajv, and the one found is older than 8: ${advice}`);
}

/** Draft 2020-12 has a class of its own. */
function loadAjv(schema: JsonSchema): AjvClass {
  const is2020 = isObject(schema) && /2020-12/.test(readString(schema, '$schema') ?? '');
  return requireAjv(is2020 ? 'ajv/dist/2020' : 'ajv');
}

/**
 * Strict, so that a misspelt keyword throws when the schema is compiled; what strict mode prints of types is left out,
 * since a library does not write to the console of its user.
 */
const settings = {
  allErrors: true,
  useDefaults: true,
  strictTypes: false,
  strictTuples: false,
  strictRequired: false,
};

type SetUp = (ajv: never) => unknown;
const noSetUp: SetUp = () => undefined;

/** Instances are dear (about a millisecond, and they keep what they compiled), so one serves all that look alike. */
const instances: WeakMap<SetUp, WeakMap<AjvClass, Map<boolean, AjvInstance>>> = new WeakMap();

function instanceOf(Ajv: AjvClass, coerce: boolean, setUp: SetUp = noSetUp): AjvInstance {
  const byClass = instances.get(setUp) ?? new WeakMap<AjvClass, Map<boolean, AjvInstance>>();
  instances.set(setUp, byClass);
  const byCoercion = byClass.get(Ajv) ?? new Map<boolean, AjvInstance>();
  byClass.set(Ajv, byCoercion);
  const known = byCoercion.get(coerce);
  if (known !== undefined) return known;
  const ajv = new Ajv({ ...settings, coerceTypes: coerce && 'array' } as never) as AjvInstance;
  setUp(ajv as never);
  byCoercion.set(coerce, ajv);
  return ajv;
}

export interface AjvChoice {
  /** Ajv's class, or an instance that is used as it is. */
  readonly ajv?: object | undefined;
  readonly setUp?: SetUp | undefined;
}

/** Compiles a JSON Schema with the given, else with the application's Ajv. `coerce`: strings become numbers and so on. */
export function compileSchema(schema: JsonSchema, coerce: boolean, { ajv, setUp }: AjvChoice): CompiledSchema {
  if (ajv !== undefined && typeof ajv !== 'function') return (ajv as AjvInstance).compile(schema);
  return instanceOf((ajv as AjvClass | undefined) ?? loadAjv(schema), coerce, setUp).compile(schema);
}
