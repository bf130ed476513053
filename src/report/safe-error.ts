import { withoutStack } from '../error/stack-capture.ts';
import { readErrorChain } from './raw-error.ts';
import type { Redactor } from './redact.ts';
import { textLimits } from './text.ts';

const maxFrames = 30;

/**
 * What others may log of a thrown value: an Error with its type, message, code and stack, all redacted, and nothing else of
 * it. Serialisers such as pino's copy every enumerable property of an error, an Axios config with its Authorization too.
 */
export function toSafeError(thrown: unknown, redactor: Redactor): Error {
  const [raw] = readErrorChain(thrown);
  const type = raw?.type ?? 'Error';
  const message = redactor.line(raw?.message ?? '', textLimits.message);
  const safe = withoutStack(() => new Error(message));
  const frames = (raw?.frames ?? []).slice(0, maxFrames);
  const hidden = {
    name: type,
    stack: redactor.frames([`${type}: ${message}`, ...frames], textLimits.stack),
    // Serialisers name an error by its constructor before its name.
    constructor: undefined,
  };
  for (const [key, value] of Object.entries(hidden)) {
    Object.defineProperty(safe, key, { value, enumerable: false, configurable: true, writable: true });
  }
  return raw?.code === undefined ? safe : Object.assign(safe, { code: raw.code });
}
