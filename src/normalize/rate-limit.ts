import { readProperty } from '../http/safe-read.ts';
import type { Marks } from './marks.ts';
import type { Classifier } from './verdict.ts';

/** rate-limiter-flexible rejects with its result, which is no Error: our client has used up its quota. */
export const classifyRateLimit: Classifier<Marks> = ({ thrown }) => {
  const wait = readProperty(thrown, 'msBeforeNext');
  const left = readProperty(thrown, 'remainingPoints');
  if (
    typeof wait !== 'number' ||
    typeof left !== 'number' ||
    typeof readProperty(thrown, 'consumedPoints') !== 'number'
  )
    return undefined;
  const seconds = Math.ceil(wait / 1000);
  return {
    status: 429,
    rule: 'rate_limit/rate_limiter_flexible',
    domain: 'client',
    message: 'Too Many Requests',
    options: { expose: true, ...(seconds >= 1 && seconds <= 86_400 ? { retryAfter: seconds } : {}) },
  };
};
