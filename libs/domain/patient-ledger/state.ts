import type { LedgerEvent } from '#libs/contracts/events/ledger-events.js';
import type { TherapyPool } from '#libs/contracts/events/shapes.js';
import type { LocalDate } from '#libs/kernel/local-date.js';
import type { Cents } from '#libs/kernel/money.js';
import { amountOf, type ClaimTherapyAmounts, sumsOf, type TherapyLine, type TherapySums } from './therapy-amounts.js';

/* Stream `{practice}/ledger-{patient}-{year}`. Events: contracts/events/ledger-events.ts; their names and fields are storage format. */

type DataOf<Type extends LedgerEvent['type']> = Extract<LedgerEvent, { type: Type }>['data'];

/** A day of the day book: how it was coded last. */
export type DayRecord = Omit<DataOf<'DayCoded'>, 'patientId' | 'year' | 'droppedClaimIds' | 'monitoringChanged'>;

/** What a payer said it has counted. */
export interface PayerReport {
  readonly asOf: LocalDate;
  readonly active?: boolean;
  readonly otUsedCents?: Cents;
  readonly ptSlpUsedCents?: Cents;
  readonly deductibleLeftCents?: Cents;
  readonly visitsLeft?: number;
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

/** A line that was decided with KX or without, and would be decided the other way now. */
export type DriftedLine = DataOf<'ThresholdDrifted'>['lines'][number];

export interface LedgerState {
  /** By {@link dayKey}; in the order in which their lines were decided last. */
  readonly days: Readonly<Record<string, DayRecord>>;
  readonly openingCents: Readonly<Record<TherapyPool, Cents>>;
  readonly amounts: Readonly<Record<string, ClaimTherapyAmounts>>;
  /** Thresholds whose crossing was announced. */
  readonly reached: readonly string[];
  /** By pool: lines that would be decided otherwise about KX now, as announced last. */
  readonly drifted: Readonly<Partial<Record<TherapyPool, readonly DriftedLine[]>>>;
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
  drifted: {},
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

/** Lines that a sum leaves out. */
export type LeftOut = (claimId: string, line: TherapyLine) => boolean;

const nothing: LeftOut = () => false;

/** Leaves out what the claims of one day have on that day; their other days stay in. */
export function ownLinesOf({ dateOfService, claims }: Pick<DayRecord, 'dateOfService' | 'claims'>): LeftOut {
  const own = new Set(claims.map(({ claimId }) => claimId));
  return (claimId, line) => own.has(claimId) && line.dateOfService === dateOfService;
}

/**
 * True where a payer's figures hold the line already: it had decided the line by the day as of which it spoke. Medicare accrues in the order
 * in which it processes claims (rules.md §3), so what was coded, sent or accepted by then and not yet decided comes on top. The payment's date
 * is the day that counts: a claim is processed some days before it is paid, and for those days it counts twice. That asks for KX a little
 * early; the other way round a line would go without it and be denied (CARC 119). A decision that was recorded without its date counts as made.
 */
export function isCountedIn({ asOf }: PayerReport, { adjudicated }: TherapyLine): boolean {
  return adjudicated.some(({ decidedOn }) => decidedOn === undefined || decidedOn <= asOf);
}

function* countedLines(state: LedgerState, leftOut: LeftOut, report?: PayerReport): Generator<TherapyLine> {
  for (const [claimId, { lines }] of Object.entries(state.amounts))
    for (const line of lines) if (!leftOut(claimId, line) && !(report && isCountedIn(report, line))) yield line;
}

/** The three sums of a pool; the opening balance stands beside them. */
export function therapySums(state: LedgerState, pool: TherapyPool, leftOut: LeftOut = nothing): TherapySums {
  const sums = { reservedCents: 0, adjudicatedCents: 0, contestedCents: 0 };
  for (const line of countedLines(state, leftOut)) {
    if (line.pool !== pool) continue;
    const { reservedCents, adjudicatedCents, contestedCents } = sumsOf(line);
    sums.reservedCents += reservedCents;
    sums.adjudicatedCents += adjudicatedCents;
    sums.contestedCents += contestedCents;
  }
  return sums;
}

function takenOf(pool: TherapyPool, lines: Iterable<TherapyLine>): Cents {
  let cents = 0;
  for (const line of lines) if (line.pool === pool) cents += amountOf(line);
  return cents;
}

/** What a payer said it had counted of a pool; undefined where it said nothing of it. */
export function reportedCents({ otUsedCents, ptSlpUsedCents }: PayerReport, pool: TherapyPool): Cents | undefined {
  return pool === 'OT' ? otUsedCents : ptSlpUsedCents;
}

/**
 * What KX is decided by: the opening balance and all three sums, or, where that is more, what a payer reported as used plus what the lines
 * hold that it had not decided by then: other practices' use is seen in that figure alone. The two are kept apart and never added.
 */
export function accruedCents(state: LedgerState, pool: TherapyPool, leftOut: LeftOut = nothing): Cents {
  const own = state.openingCents[pool] + takenOf(pool, countedLines(state, leftOut));
  const reported = Object.values(state.reports).map((report) => {
    const used = reportedCents(report, pool);
    return used === undefined ? 0 : used + takenOf(pool, countedLines(state, leftOut, report));
  });
  return Math.max(own, ...reported);
}

/**
 * What is left of the deductible: the payer's newest figure less what the lines use of it that it had not decided by then. Nobody asked the
 * payer: 0, it counts as met.
 */
export function deductibleLeftCents(state: LedgerState, payerId: string, leftOut: LeftOut = nothing): Cents {
  const report = state.reports[payerId];
  if (report?.deductibleLeftCents === undefined) return 0;
  let left = report.deductibleLeftCents;
  for (const line of countedLines(state, leftOut, report)) left -= line.deductibleCents;
  return Math.max(0, left);
}

/** The newest authorization on file that covers a payer and all of these days. */
export function authorizationFor(
  state: LedgerState,
  payerId: string,
  ...days: readonly LocalDate[]
): RecordedAuthorization | undefined {
  return state.authorizations.findLast(
    (each) => each.payerId === payerId && days.every((dateOfService) => covers(each, dateOfService)),
  );
}

export function covers(span: { readonly from?: LocalDate; readonly to?: LocalDate }, day: LocalDate): boolean {
  return (span.from === undefined || span.from <= day) && (span.to === undefined || day <= span.to);
}
