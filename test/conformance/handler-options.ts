import type { ErrorHandlerOptions } from '../../src/index.ts';
import type { VectorOptions } from './vector.ts';

/** Short, so that a stalled upload does not hold up the suite; the shipped defaults have tests of their own. */
const linger = { totalMs: 1_000, idleMs: 60, bytes: 1_048_576 };

function fails(): never {
  throw new Error('this hook always throws');
}

type Translate = (value: unknown, options: VectorOptions) => object;

const keep =
  (name: string): Translate =>
  (value) => ({ [name]: value });

/** One row an option of the vocabulary; an option without a row is refused below. */
const translations: { readonly [Name in keyof VectorOptions]-?: Translate } = {
  format: keep('format'),
  server: keep('server'),
  role: keep('role'),
  proxyId: (id, options) => {
    return { proxyStatus: options.proxyStatusDetails === true ? { id, details: true } : { id } };
  },
  proxyStatusDetails: () => ({}),
  defaultChallenge: keep('defaultChallenge'),
  unregistered: keep('unregistered'),
  clientErrorHandler: () => ({}),
  trace: (on) => (on === true ? { include: ['traceId'] } : {}),
  formatter: () => ({ body: fails }),
  onError: () => ({ onError: fails }),
};

/** Every vector: no generated hints and no log; role and Server only where the vector asks for them. */
export function toHandlerOptions(options: VectorOptions): ErrorHandlerOptions {
  const translated: Record<string, unknown> = { role: 'origin', server: false, retry: false, logger: false, linger };
  for (const [name, value] of Object.entries(options)) {
    const translate = (translations as Readonly<Record<string, Translate>>)[name];
    if (translate === undefined) throw new Error(`no translation for the vector option ${name}`);
    Object.assign(translated, translate(value, options));
  }
  return translated;
}
