import type { NodeResponse } from '../send/node-types.ts';

/**
 * Puts the failure on the response as `err`, where pino-http and APMs look for it when the response finishes. It is made
 * when somebody looks, and of redacted parts: their serialisers copy every property of what they find.
 */
export function setResponseError(response: NodeResponse, describe: () => Error): void {
  let made: Error | undefined;
  Reflect.defineProperty(response, 'err', {
    get: () => {
      made ??= describe();
      return made;
    },
    configurable: true,
    enumerable: false,
  });
}
