import { errorWith } from '../express-side.ts';
import { type KoaScene, playOnKoa } from '../koa-side.ts';
import type { Case } from '../row.ts';

/** Koa's default: nothing is mounted. */
export const playDefault: ReturnType<typeof playOnKoa> = playOnKoa(() => undefined);

export function koaStatus(scene: KoaScene): Case['run'] {
  return async (side, host) => (await playDefault(side, host, scene)).status;
}

export const noop = (): void => undefined;

/** A failure after the first bytes of a hand-written response. */
export const afterFirstBytes: KoaScene['middleware'] = (context) => {
  context.respond = false;
  context.res.write('part');
  throw errorWith('late');
};
