import { expressVariants } from './express-variants.js';
import { fastifyVariants } from './fastify-variants.js';
import { koaVariants } from './koa-variants.js';
import { nodeVariants } from './node-variants.js';

/** @type {readonly import('./answer.js').Variant[]} */
export const variants = [...nodeVariants, ...expressVariants, ...koaVariants, ...fastifyVariants];

/** @param {string} name */
export function findVariant(name) {
  const variant = variants.find((one) => one.name === name);
  if (variant === undefined) throw new RangeError(`no variant is called ${name}`);
  return variant;
}
