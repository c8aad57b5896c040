import type { LedgerEvent } from '#libs/contracts/events/ledger-events.js';
import type { TherapyPool } from '#libs/contracts/events/shapes.js';
import type { LocalDate } from '#libs/kernel/local-date.js';
import type { Cents } from '#libs/kernel/money.js';
import { accept, type RefusalDetail, type Result } from '#libs/kernel/result.js';
import { sameJson } from '#libs/kernel/same-json.js';
import { type DayRecord, dayOf, type LedgerState } from './state.js';
import type { ThresholdsByPool } from './thresholds.js';

/** What a charge line reserves of its therapy pool. */
export interface PoolAmount {
  readonly line: number;
  readonly code: string;
  readonly pool: TherapyPool;
  readonly amountCents: Cents;
  readonly deductibleCents?: Cents;
  /** The line's own day, where its claim spans several. */
  readonly serviceDate?: LocalDate;
}

export interface Reservation {
  readonly claimId: string;
  readonly lines: readonly PoolAmount[];
}

/** A patient's day was coded: what it consists of, and what each of its claims reserves. */
export interface RecordDayCoding {
  readonly type: 'RecordDayCoding';
  readonly patientId: string;
  readonly year: number;
  readonly day: DayRecord;
  /** Only claims that reserve something; a held day reserves nothing. Null: what stands reserved stays, the day was not coded anew. */
  readonly reservations: readonly Reservation[] | null;
  readonly thresholds: ThresholdsByPool;
}

function dayCoded({ patientId, year, day }: RecordDayCoding, before: DayRecord | undefined): LedgerEvent[] {
  if (before ? sameJson(before, day) : day.sessions.length === 0) return [];
  const now = new Set(day.claims.map((claim) => claim.claimId));
  const droppedClaimIds = (before?.claims ?? []).map((claim) => claim.claimId).filter((id) => !now.has(id));
  const changed = monitoringChanged(day, before) && { monitoringChanged: true };
  return [{ type: 'DayCoded', data: { patientId, year, ...day, droppedClaimIds, ...changed } }];
}

function lineNames(day: DayRecord): string[] {
  return day.claims.flatMap(({ lines }) => lines.map(({ sessionId, code }) => `${sessionId}|${code}`));
}

/** Other days are judged by what this one says of remote monitoring, and one of them may carry a line that it gave up. */
function monitoringChanged(day: DayRecord, before: DayRecord | undefined): boolean {
  if (!sameJson(before?.monitoring ?? [], day.monitoring ?? [])) return true;
  if (!before?.monitoring) return false;
  const now = new Set(lineNames(day));
  return lineNames(before).some((name) => !now.has(name));
}

/** What a claim has reserved now, in the shape of a reservation. */
function reservedBy(state: LedgerState, claimId: string): readonly PoolAmount[] {
  return (state.amounts[claimId]?.lines ?? [])
    .filter((line) => line.undecided)
    .map(({ line, code, pool, expectedCents, deductibleCents, dateOfService }) =>
      withoutZeroDeductible({
        line,
        code,
        pool,
        amountCents: expectedCents,
        deductibleCents,
        serviceDate: dateOfService,
      }),
    );
}

function withoutZeroDeductible({ deductibleCents, ...amount }: PoolAmount): PoolAmount {
  return deductibleCents ? { ...amount, deductibleCents } : amount;
}

/** Reserves anew what changed on this day, and frees what a claim of the day no longer reserves; a claim's other days stay as they are. */
function reservations(command: RecordDayCoding, state: LedgerState, before: DayRecord | undefined): LedgerEvent[] {
  const { patientId, year, day } = command;
  if (command.reservations === null) return [];
  const { dateOfService } = day;
  const wanted = new Map(command.reservations.map(({ claimId, lines }) => [claimId, lines.map(withoutZeroDeductible)]));
  const claimIds = new Set([...(before?.claims ?? []), ...day.claims].map((claim) => claim.claimId));
  return [...claimIds].flatMap((claimId): LedgerEvent[] => {
    const lines = (wanted.get(claimId) ?? []).map((line) => ({ serviceDate: dateOfService, ...line }));
    const reserved = reservedBy(state, claimId);
    const standing = reserved.filter((line) => line.serviceDate === dateOfService);
    if (sameJson(lines, standing)) return [];
    const data = { patientId, year, claimId, dateOfService };
    const all = [...reserved.filter((line) => line.serviceDate !== dateOfService), ...lines];
    if (all.length > 0)
      return [{ type: 'TherapyAmountReserved', data: { ...data, lines: all.sort((a, b) => a.line - b.line) } }];
    const reason = day.claims.some((claim) => claim.claimId === claimId) ? 'held' : 'superseded';
    return [{ type: 'TherapyAmountReleased', data: { ...data, lines: [...standing], reason } }];
  });
}

/** Writes a day into the day book; the same coding again changes nothing. */
export function recordDayCoding(
  command: RecordDayCoding,
  state: LedgerState,
): Result<readonly LedgerEvent[], RefusalDetail> {
  const before = dayOf(state, command.day);
  return accept([...dayCoded(command, before), ...reservations(command, state, before)]);
}
