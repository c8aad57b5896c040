import type { Cents } from '#libs/kernel/money.js';

/** One of the three balances of an 835, the second of which has two sides (005010X221A1 §1.10.2.1). */
export type Equation = 'line' | 'claim' | 'claim-lines' | 'transaction';

/** Something wrong in a file that was read all the same. Never carries patient data: segment, place, codes and amounts only. */
export interface Problem {
  /** The segment id, e.g. `CLP`. */
  readonly segment: string;
  /** 1-based in its transaction (ST is 1); of an envelope segment its number in the file. */
  readonly position: number;
  readonly message: string;
  /** Only of a balance that fails. */
  readonly equation?: Equation;
  /** What the amounts add up to, minus what was reported. */
  readonly differenceCents?: Cents;
}
