import strongErrorHandler from 'strong-error-handler';
import { playOnExpress, throws } from '../express-side.ts';
import type { Case } from '../row.ts';

export const play: ReturnType<typeof playOnExpress> = playOnExpress((app, options = { log: false }) => {
  app.use(strongErrorHandler(options as object));
});

/** A case's run that gives the status alone. */
export function statusOf(make: () => unknown, before?: Parameters<typeof throws>[1]): Case['run'] {
  return async (side, host) => (await play(side, host, { handler: throws(make, before), env: 'test' })).status;
}
