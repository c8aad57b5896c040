/** What a bench is compared with, in the unit of the line that names it. */
export interface Peer {
  readonly name: string;
  readonly amount: number;
  /** How many times better than the peer the line ought to be, at least. */
  readonly aim?: number;
}

/** One line of the table. Its result was checked before it is given. */
export interface Line {
  readonly what: string;
  readonly amount: number;
  /** `sessions/s`, `MB/s`, `MB`, `ms`. */
  readonly unit: string;
  /** Which way is good; more, unless it says less (memory, latency). */
  readonly better?: 'more' | 'less';
  /** The amount ought to be at least so much; at most, where less is better. */
  readonly aim?: number;
  readonly peer?: Peer;
}

/** Tells how far it is, on standard error. */
export type Say = (text: string) => void;

/**
 * A bench: the module `test/bench/NAME/bench.ts` exports one as `bench`. It gives its lines as they are measured, and throws (`node:assert`)
 * where a result that it timed is not the right one.
 */
export interface Bench {
  readonly title: string;
  lines(say: Say): AsyncIterable<Line>;
}

/** How many times better than its peer a line is. */
export function ratioOf({ amount, better }: Line, peer: Peer): number {
  return better === 'less' ? peer.amount / amount : amount / peer.amount;
}

/** True where a line falls short of its aim or of its peer's. */
export function isMissed(line: Line): boolean {
  const { amount, better, aim, peer } = line;
  const fallsShort = aim !== undefined && (better === 'less' ? amount > aim : amount < aim);
  return fallsShort || (peer?.aim !== undefined && ratioOf(line, peer) < peer.aim);
}
