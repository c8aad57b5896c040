import { finding } from '../rule-catalogue.js';
import type { Session, TimeBlock } from '../session.js';
import type { DayFindings } from './day-findings.js';
import { MINUTES_OF_A_DAY, sinceMidnight } from './time-of-day.js';
import type { CodableProcedure } from './treatment.js';

export function blocksOverlap(a: TimeBlock, b: TimeBlock): boolean {
  return a.start < b.end && b.start < a.end;
}

/** True where both have time blocks and none of one overlaps one of the other: they were done at different times. */
export function apartInTime(a: readonly TimeBlock[], b: readonly TimeBlock[]): boolean {
  return a.length > 0 && b.length > 0 && !a.some((one) => b.some((other) => blocksOverlap(one, other)));
}

/** A block of a procedure, by its place among all blocks of the day. */
interface Placed {
  readonly order: number;
  readonly session: number;
  readonly procedure: number;
  readonly code: string;
  readonly provider: string;
  readonly block: TimeBlock;
}

function placedBlocks(sessions: readonly Session[], codable: readonly CodableProcedure[]): Placed[] {
  const placed: Placed[] = [];
  for (const { part, entry } of codable) {
    if (!entry.oneOnOne) continue;
    const { session, procedure, record } = part;
    const provider = (sessions[session] as Session).renderingProvider.npi;
    for (const block of record.timeBlocks ?? [])
      placed.push({ order: placed.length, session, procedure, code: record.code, provider, block });
  }
  return placed;
}

/**
 * The minutes of one provider's day, claimed block by block. Of each minute it keeps the first block, and the first of another procedure:
 * a third would never be named, so that a day with tens of thousands of blocks is looked through once.
 */
class ClaimedMinutes {
  private readonly first: (Placed | undefined)[] = new Array(MINUTES_OF_A_DAY);
  private readonly other: (Placed | undefined)[] = new Array(MINUTES_OF_A_DAY);

  /** Claims a block's minutes; gives the earliest block of another procedure that has one of them already. */
  claim(placed: Placed): Placed | undefined {
    let earliest: Placed | undefined;
    const end = sinceMidnight(placed.block.end);
    for (let minute = sinceMidnight(placed.block.start); minute < end; minute += 1) {
      const first = this.first[minute];
      const isOwn = first !== undefined && sameProcedure(first, placed);
      const rival = isOwn ? this.other[minute] : first;
      if (rival && (!earliest || rival.order < earliest.order)) earliest = rival;
      if (!first) this.first[minute] = placed;
      else if (!isOwn) this.other[minute] ??= placed;
    }
    return earliest;
  }
}

/** One provider cannot treat one patient in two one-on-one services at once: each overlap is an error on the later procedure. */
export function checkOverlaps(
  sessions: readonly Session[],
  codable: readonly CodableProcedure[],
  found: DayFindings,
): void {
  const days = new Map<string, ClaimedMinutes>();
  for (const placed of placedBlocks(sessions, codable)) {
    const day = days.get(placed.provider) ?? new ClaimedMinutes();
    days.set(placed.provider, day);
    const earlier = day.claim(placed);
    if (!earlier) continue;
    const message = `${inWords(placed)} overlaps ${inWords(earlier)}: both are one-on-one`;
    found.add(placed.session, finding('time.overlap', message, { procedure: placed.procedure }));
  }
}

function sameProcedure(a: Placed, b: Placed): boolean {
  return a.session === b.session && a.procedure === b.procedure;
}

function inWords({ code, block }: Placed): string {
  return `${code} ${block.start}–${block.end}`;
}
