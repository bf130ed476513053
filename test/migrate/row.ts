/** Which handler answers: the one that is replaced, or failwell. */
export type SideName = 'peer' | 'ours';

/** One input, run on both sides. */
export interface Case {
  readonly name: string;
  /** What is compared, of one side. `host` is one of the peer's hosts. */
  readonly run: (side: SideName, host: string) => Promise<unknown>;
  /** Hosts of the peer that the case is for; all of them by default. */
  readonly on?: readonly string[];
  /** What both sides give. */
  readonly both?: unknown;
  /** What the peer gives, and what failwell gives instead. */
  readonly peer?: unknown;
  readonly ours?: unknown;
}

/** One behaviour of a peer that somebody may rely on. */
export interface Row {
  readonly id: string;
  /** Whether a user would miss it ('keep'), or whether it is a fault that failwell mends ('mend'). */
  readonly wish: 'keep' | 'mend';
  readonly expectation: 'same' | 'improved';
  /** What the peer does, one or two sentences of Markdown. */
  readonly theirs: string;
  /** What failwell does; for 'same' only where there is something to add. */
  readonly ours?: string;
  /** What exactly the cases compare. */
  readonly compared: string;
  /** Number of the page in docs/decisions/ that argues the difference; a 'keep' that is not the same needs one. */
  readonly decision?: string;
  readonly cases: readonly Case[];
}

export interface Peer {
  /** Name of the page in docs/migrate/. */
  readonly page: string;
  readonly name: string;
  readonly hosts: readonly string[];
  readonly rows: readonly Row[];
}
