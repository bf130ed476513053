import errorhandler from 'errorhandler';
import { playOnExpress, throws } from '../express-side.ts';
import type { SideName } from '../row.ts';
import { requestOf, type Seen } from '../seen.ts';

export const play: ReturnType<typeof playOnExpress> = playOnExpress(
  (app, options = { log: false }) => void app.use(errorhandler(options)),
);

export const accepting = (accept: string): string => requestOf('GET', '/', { Accept: accept });

/** A failure as a developer sees it: `debug: true`, the representation of `accept`. */
export function page(accept: string, make: () => unknown): (side: SideName, host: string) => Promise<Seen> {
  const options = { format: 'negotiate', debug: true, logger: false } as const;
  return (side, host) => play(side, host, { handler: throws(make), request: accepting(accept), options });
}
