import { ServiceUnavailable } from '../../src/index.ts';
import type { Exchange } from './exchange.ts';

export interface GarbageHint {
  readonly name: string;
  readonly value: () => number | Date;
  /** What may go out; undefined: no field. */
  readonly sent: string | undefined;
}

/** Hints that an app gives by mistake. Each makes some client loop, hang or throw when it is sent as it stands. */
export const garbageHints: readonly GarbageHint[] = [
  { name: 'zero', value: () => 0, sent: undefined },
  { name: 'fraction', value: () => 1.5, sent: '2' },
  { name: 'negative', value: () => -5, sent: undefined },
  { name: 'nan', value: () => Number.NaN, sent: undefined },
  { name: 'infinity', value: () => Number.POSITIVE_INFINITY, sent: undefined },
  { name: 'gigantic', value: () => 1e12, sent: '86400' },
  { name: 'past-date', value: () => new Date(Date.now() - 60_000), sent: undefined },
];

export type HintCarrier = 'option' | 'field' | 'prior';
type Carry = (exchange: Exchange, value: number | Date) => never;

export function toText(value: number | Date): string {
  return typeof value === 'number' ? String(value) : value.toUTCString();
}

/** The ways in which a hint reaches the library: the error's option, its field, a field set before the throw. */
export const hintCarriers: Readonly<Record<HintCarrier, Carry>> = {
  option: (_, value) => {
    throw new ServiceUnavailable({ retryAfter: value });
  },
  field: (_, value) => {
    throw new ServiceUnavailable({ headers: { 'Retry-After': toText(value) } });
  },
  prior: (exchange, value) => {
    exchange.set('Retry-After', toText(value));
    throw new ServiceUnavailable();
  },
};
