import { onerror } from 'koa-onerror';
import { playOnKoa } from '../koa-side.ts';
import { requestOf } from '../seen.ts';

export const play: ReturnType<typeof playOnKoa> = playOnKoa((app, options) => {
  onerror(app, options as object);
});

export const noop = (): void => undefined;

export const as = (accept: string): string => requestOf('GET', '/', { Accept: accept });

export const negotiating = { options: { format: 'negotiate', logger: false } } as const;
