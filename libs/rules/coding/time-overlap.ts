import { finding } from '../rule-catalogue.js';
import type { Session, TimeBlock } from '../session.js';
import type { DayFindings } from './day-findings.js';
import type { CodableProcedure } from './treatment.js';

export function blocksOverlap(a: TimeBlock, b: TimeBlock): boolean {
  return a.start < b.end && b.start < a.end;
}

/** True where both have time blocks and none of one overlaps one of the other: they were done at different times. */
export function apartInTime(a: readonly TimeBlock[], b: readonly TimeBlock[]): boolean {
  return a.length > 0 && b.length > 0 && !a.some((one) => b.some((other) => blocksOverlap(one, other)));
}

interface Placed {
  readonly session: number;
  readonly procedure: number;
  readonly code: string;
  readonly provider: string;
  readonly block: TimeBlock;
}

/** One provider cannot treat one patient in two one-on-one services at once: each overlap is an error on the later procedure. */
export function checkOverlaps(
  sessions: readonly Session[],
  codable: readonly CodableProcedure[],
  found: DayFindings,
): void {
  const placed: Placed[] = codable
    .filter(({ entry }) => entry.oneOnOne)
    .flatMap(({ part }) =>
      (part.record.timeBlocks ?? []).map((block) => ({
        session: part.session,
        procedure: part.procedure,
        code: part.record.code,
        provider: (sessions[part.session] as Session).renderingProvider.npi,
        block,
      })),
    );
  placed.forEach((later, index) => {
    const earlier = placed
      .slice(0, index)
      .find(
        (one) => one.provider === later.provider && !sameProcedure(one, later) && blocksOverlap(one.block, later.block),
      );
    if (earlier)
      found.add(
        later.session,
        finding('time.overlap', `${inWords(later)} overlaps ${inWords(earlier)}: both are one-on-one`, {
          procedure: later.procedure,
        }),
      );
  });
}

function sameProcedure(a: Placed, b: Placed): boolean {
  return a.session === b.session && a.procedure === b.procedure;
}

function inWords({ code, block }: Placed): string {
  return `${code} ${block.start}–${block.end}`;
}
