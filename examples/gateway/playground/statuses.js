// One error of each class, with what its status requires.
import { createError } from 'failwell';
import { statusCatalogue } from 'failwell/catalogue';

/** Registered error statuses: those that have a class. */
export const statuses = statusCatalogue.filter(({ registered, className }) => registered && className !== undefined);

/** @type {Record<number, import('failwell').HttpErrorOptions>} */
const required = {
  401: { challenges: ['Bearer realm="orders"'] },
  405: { allow: ['GET', 'HEAD'] },
  407: { challenges: ['Basic realm="proxy"'] },
  410: { cacheControl: 'max-age=600' },
  413: { retryAfter: 120 },
  415: { accept: 'application/json' },
  416: { range: { length: 1_000 } },
  426: { upgrade: 'h2c' },
  451: { blockedBy: 'https://court.example/' },
  502: { transient: true },
  504: { transient: true },
};

/** @param {number} code @returns {never} */
export function throwStatus(code) {
  throw createError(code, `what the application says about its ${code}`, required[code] ?? {});
}
