import type { LedgerEvent } from '#libs/contracts/events/ledger-events.js';
import type { TherapyPool } from '#libs/contracts/events/shapes.js';
import type { LocalDate } from '#libs/kernel/local-date.js';
import type { Cents } from '#libs/kernel/money.js';
import { type ClaimTherapyAmounts, sumsOf, type TherapySums } from './therapy-amounts.js';

/* Stream `{practice}/ledger-{patient}-{year}`. Events: contracts/events/ledger-events.ts; their names and fields are storage format. */

type DataOf<Type extends LedgerEvent['type']> = Extract<LedgerEvent, { type: Type }>['data'];

/** A day of the day book: how it was coded last. */
export type DayRecord = Omit<DataOf<'DayCoded'>, 'patientId' | 'year' | 'droppedClaimIds'>;

/** What a payer said it has counted. */
export interface PayerReport {
  readonly asOf: LocalDate;
  readonly active?: boolean;
  readonly otUsedCents?: Cents;
  readonly ptSlpUsedCents?: Cents;
  readonly deductibleLeftCents?: Cents;
  readonly visitsLeft?: number;
  /** Claims that stood in the ledger then: their deductible is in the payer's figure already. */
  readonly claimsBefore: readonly string[];
}

export interface RecordedAuthorization {
  readonly payerId: string;
  readonly number: string;
  readonly from?: LocalDate;
  readonly to?: LocalDate;
  readonly visits?: number;
}

/** A denial case that waits for an authorization of its payer and day. */
export interface AwaitedAuthorization {
  readonly payerId: string;
  readonly dateOfService: LocalDate;
  readonly denialId: string;
  readonly claimId: string;
}

export interface LedgerState {
  /** By {@link dayKey}. */
  readonly days: Readonly<Record<string, DayRecord>>;
  readonly openingCents: Readonly<Record<TherapyPool, Cents>>;
  readonly amounts: Readonly<Record<string, ClaimTherapyAmounts>>;
  /** Thresholds whose crossing was announced. */
  readonly reached: readonly string[];
  readonly reports: Readonly<Record<string, PayerReport>>;
  /** By pool: someone attested, or declined to attest, that services above the threshold are necessary. */
  readonly attestations: Readonly<Partial<Record<TherapyPool, { readonly attested: boolean; readonly on: LocalDate }>>>;
  readonly authorizations: readonly RecordedAuthorization[];
  readonly awaited: readonly AwaitedAuthorization[];
  readonly certifications: readonly Omit<DataOf<'PlanOfCareCertified'>, 'patientId' | 'year'>[];
  /** The visits that are planned, as the EHR told last; null where it told none. */
  readonly schedule: Readonly<Record<string, unknown>> | null;
}

export const emptyLedger: LedgerState = {
  days: {},
  openingCents: { OT: 0, PT_SLP: 0 },
  amounts: {},
  reached: [],
  reports: {},
  attestations: {},
  authorizations: [],
  awaited: [],
  certifications: [],
  schedule: null,
};

export const POOLS: readonly TherapyPool[] = ['OT', 'PT_SLP'];

export function dayKey(day: { readonly dateOfService: LocalDate; readonly payerId: string }): string {
  return `${day.dateOfService}|${day.payerId}`;
}

export function dayOf(
  state: LedgerState,
  day: { readonly dateOfService: LocalDate; readonly payerId: string },
): DayRecord | undefined {
  return state.days[dayKey(day)];
}

/** Days of which a session is held, in calendar order, each with a session that it is coded by. */
export function heldDays(
  state: LedgerState,
): readonly { readonly payerId: string; readonly dateOfService: LocalDate; readonly sessionId: string }[] {
  return Object.values(state.days)
    .flatMap(({ payerId, dateOfService, sessions }) => {
      const held = sessions.find((session) => session.held);
      return held ? [{ payerId, dateOfService, sessionId: held.sessionId }] : [];
    })
    .sort((a, b) => (dayKey(a) < dayKey(b) ? -1 : 1));
}

/** The three sums of a pool over all claims but the excepted ones; the opening balance stands beside them. */
export function therapySums(state: LedgerState, pool: TherapyPool, except: readonly string[] = []): TherapySums {
  const sums = { reservedCents: 0, adjudicatedCents: 0, contestedCents: 0 };
  for (const [claimId, claim] of Object.entries(state.amounts)) {
    if (except.includes(claimId)) continue;
    for (const line of claim.lines) {
      if (line.pool !== pool) continue;
      const { reservedCents, adjudicatedCents, contestedCents } = sumsOf(line);
      sums.reservedCents += reservedCents;
      sums.adjudicatedCents += adjudicatedCents;
      sums.contestedCents += contestedCents;
    }
  }
  return sums;
}

/**
 * What KX is decided by: the opening balance and all three sums, or, where that is more, what a payer reported as used plus what claims
 * coded since hold: other practices' use is seen in that figure alone. The two are kept apart and never added.
 */
export function accruedCents(state: LedgerState, pool: TherapyPool, except: readonly string[] = []): Cents {
  const own = state.openingCents[pool] + total(therapySums(state, pool, except));
  const reported = Object.values(state.reports).map((report) => {
    const used = pool === 'OT' ? report.otUsedCents : report.ptSlpUsedCents;
    return used === undefined ? 0 : used + total(therapySums(state, pool, [...except, ...report.claimsBefore]));
  });
  return Math.max(own, ...reported);
}

function total({ reservedCents, adjudicatedCents, contestedCents }: TherapySums): Cents {
  return reservedCents + adjudicatedCents + contestedCents;
}

/**
 * What is left of the deductible: the payer's newest figure less what claims coded since then use of it. Nobody asked the payer: 0, it
 * counts as met.
 */
export function deductibleLeftCents(state: LedgerState, payerId: string, except: readonly string[] = []): Cents {
  const report = state.reports[payerId];
  if (report?.deductibleLeftCents === undefined) return 0;
  let left = report.deductibleLeftCents;
  for (const [claimId, claim] of Object.entries(state.amounts)) {
    if (except.includes(claimId) || report.claimsBefore.includes(claimId)) continue;
    for (const line of claim.lines) left -= line.deductibleCents;
  }
  return Math.max(0, left);
}

/** The newest authorization on file that covers a payer and day. */
export function authorizationFor(
  state: LedgerState,
  payerId: string,
  dateOfService: LocalDate,
): RecordedAuthorization | undefined {
  return state.authorizations.findLast((each) => each.payerId === payerId && covers(each, dateOfService));
}

export function covers(span: { readonly from?: LocalDate; readonly to?: LocalDate }, day: LocalDate): boolean {
  return (span.from === undefined || span.from <= day) && (span.to === undefined || day <= span.to);
}
