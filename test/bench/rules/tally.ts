import type { CodedSession, PricedLine } from '#libs/rules/coded-session.js';

/** What results add up to; enough to see that they are the same ones, cheap beside what makes them. */
export interface Tally {
  sessions: number;
  held: number;
  lines: number;
  units: number;
  paidCents: number;
  findings: number;
  /** Characters of all messages. */
  said: number;
}

export function emptyTally(): Tally {
  return { sessions: 0, held: 0, lines: 0, units: 0, paidCents: 0, findings: 0, said: 0 };
}

/** Adds the results of a day, which need not be kept then: whoever reads a file does not keep them either. */
export function count(tally: Tally, results: readonly CodedSession<PricedLine>[]): void {
  for (const { held, lines, findings } of results) {
    tally.sessions += 1;
    if (held) tally.held += 1;
    tally.lines += lines.length;
    for (const line of lines) {
      tally.units += line.units;
      tally.paidCents += line.paidCents ?? 0;
    }
    tally.findings += findings.length;
    for (const finding of findings) tally.said += finding.message.length;
  }
}

export function tallyOf(results: readonly CodedSession<PricedLine>[]): Tally {
  const tally = emptyTally();
  count(tally, results);
  return tally;
}
