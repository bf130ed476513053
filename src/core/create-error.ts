import { buildCreateError, type CreateError } from '../error/create-error.ts';
import { lentStatus } from '../normalize/lent-status.ts';

/**
 * Creates the error of a status. Takes every call form of http-errors 2: status, message, an error to wrap and
 * properties, in its orders; and carries its named constructors (`createError.NotFound`, `createError[404]`), with and
 * without `new`.
 *
 * Different on purpose: a given error is never changed but kept as `cause`; it lends its status only where throwing it
 * would be answered with that status, so never an upstream's; an explicit status wins over it; a message beside it is
 * used; a `status` among the properties counts where there is no other; what is not an integer from 400 to 599 is 500;
 * arguments of other types are passed over, and nothing throws.
 *
 * @example
 * throw createError(404, 'No such order', { reason: 'ORDER_UNKNOWN' });
 */
export const createError: CreateError = buildCreateError(lentStatus);
