import type { Warning } from '../http/warning.ts';
import { typeName } from './raw-error.ts';
import { ask } from './record-input.ts';

/** What can go wrong while a failure is reported. */
export type TroubleSpot = 'logger' | 'onError' | 'level' | 'channel' | 'record';

/** Keeps count of what failed while reporting, so that a broken hook is not silent itself. */
export interface Trouble {
  note(spot: TroubleSpot, problem: unknown): void;
  /** A record that a hook or logger did not get, because too many of its promises are pending. */
  drop(): void;
  /** Counts since the last call, as warnings for the next record. */
  take(): { readonly warnings: readonly Warning[]; readonly dropped: number };
}

export interface TroubleSettings {
  readonly now: () => number;
  /** Writes one line for the operator. */
  readonly warn: (text: string) => void;
}

const quietMs = 60_000;

const words: { readonly [Spot in TroubleSpot]: string } = {
  logger: 'the logger failed',
  onError: 'the hook "onError" failed',
  level: 'the hook "level" failed',
  channel: 'a diagnostics channel failed',
  record: 'a failure could not be recorded',
};

interface Tally {
  times: number;
  type: string;
}

const noTrouble = { warnings: [], dropped: 0 };

function describe(spot: TroubleSpot, { times, type }: Tally): string {
  return `${words[spot]} ${times === 1 ? 'once' : `${times} times`} since the last record (${type})`;
}

/** Only the class of a problem is named: its message may repeat what the hook was given. */
export function createTrouble({ now, warn }: TroubleSettings): Trouble {
  const tallies = new Map<TroubleSpot, Tally>();
  let dropped = 0;
  let quietUntil = Number.NEGATIVE_INFINITY;

  function say(text: string): void {
    const time = now();
    if (time < quietUntil) return;
    quietUntil = time + quietMs;
    ask(() => warn(`[failwell] ${text}; further notes of this kind wait a minute`));
  }

  return {
    note: (spot, problem) => {
      const tally = tallies.get(spot) ?? { times: 0, type: '' };
      tally.times += 1;
      tally.type = typeName(problem);
      tallies.set(spot, tally);
      say(`${words[spot]} (${tally.type})`);
    },
    drop: () => {
      dropped += 1;
      say('too many pending calls of a hook or logger; records are dropped');
    },
    take: () => {
      if (tallies.size === 0 && dropped === 0) return noTrouble;
      const warnings = [...tallies].map(
        ([spot, tally]): Warning => ({
          code: 'hook_failed',
          message: describe(spot, tally),
        }),
      );
      const result = { warnings, dropped };
      tallies.clear();
      dropped = 0;
      return result;
    },
  };
}
