import type { Cents } from '#libs/kernel/money.js';
import { type PayerProfile, payerProfile } from '#libs/rules/payer-profile.js';
import type { TherapyPool } from '#libs/rules/pricing/ledger.js';
import { lineFee, lineInFull } from '#libs/rules/pricing/multiple-procedures.js';
import { paymentOf } from '#libs/rules/pricing/payment.js';
import { priceTerms } from '#libs/rules/pricing/price-terms.js';
import { type UnitFee, unitFee } from '#libs/rules/pricing/unit-fee.js';
import type { Reference } from '#libs/rules/reference/reference.js';
import type { ClaimLine } from '#libs/x12/claim.js';
import { decidedLine, deniedLine, type LineDecision } from './decision.js';
import { counted, type MemberAccount, poolOfLine } from './member-account.js';

const MEDICARE = payerProfile(undefined, 'MEDICARE-B') as PayerProfile;

/** A payer whose contract pays a percentage of Medicare's schedule, priced the same way. */
function followingMedicare(percentOfMedicare: number): PayerProfile {
  const entry = { payerId: 'FOLLOWER', name: 'FOLLOWER', kind: 'MEDICARE_ADVANTAGE', percentOfMedicare } as const;
  return payerProfile({ payers: [entry] }, entry.payerId) as PayerProfile;
}

/** Fee of a line before any member's share: uncut, and with the multiple-procedure cut of its day. */
export interface MedicareFee {
  readonly fullFeeCents: Cents;
  readonly cutFeeCents: Cents;
}

/** Prices all lines of a member's day at once, since all but one unit of the day are cut; null for a line without a fee. */
export function medicareDayFees(
  lines: readonly { line: ClaimLine; placeOfService: string }[],
  reference: Reference,
  percentOfMedicare?: number,
): readonly (MedicareFee | null)[] {
  const payer = percentOfMedicare === undefined ? MEDICARE : followingMedicare(percentOfMedicare);
  const fees = lines.map(({ line, placeOfService }): { units: number; fee?: UnitFee } => {
    const outcome = unitFee({
      code: line.code,
      therapy: poolOfLine(line) !== null,
      placeOfService,
      on: line.serviceDate,
      locality: 'national',
      payer,
      reference,
    });
    return outcome.kind === 'fee' ? { units: line.units, fee: outcome.fee } : { units: line.units };
  });
  const inFull = lineInFull(fees);
  return fees.map(({ units, fee }, index) => (fee ? lineFee({ units, fee }, index === inFull) : null));
}

/** Decides a line that no rule denies, and counts it in the member's account. A line that was conceded is paid above the threshold without KX. */
export function decideMedicareLine(
  line: ClaimLine,
  fee: MedicareFee | null,
  before: MemberAccount,
  { reference, conceded = false }: { readonly reference: Reference; readonly conceded?: boolean },
): { decision: LineDecision; account: MemberAccount } {
  // Neither priced nor covered: the fee schedule does not know it.
  if (!fee) return { decision: deniedLine(line, { group: 'CO', reason: '96', remarks: ['N425'] }), account: before };
  const pool = poolOfLine(line);
  const assisted = line.modifiers.includes('CO') || line.modifiers.includes('CQ');
  const terms = priceTerms(MEDICARE, line.serviceDate, { assisted, pools: new Set(pool ? [pool] : []) }, reference);
  const allowedCents = Math.min(line.chargeCents, fee.cutFeeCents);
  const account = pool === null ? before : withThreshold(before, pool, allowedCents, terms.thresholdCents[pool]);
  if (!conceded && pool !== null && account.overThreshold.includes(pool) && !line.modifiers.includes('KX')) {
    return { decision: deniedLine(line, { group: 'CO', reason: '119', remarks: ['N362'] }), account };
  }
  const payment = paymentOf(allowedCents, account.deductibleLeftCents, assisted ? terms.assisted : terms.plain);
  const fullFee = Math.min(line.chargeCents, fee.fullFeeCents);
  const adjustments = [
    { group: 'CO', reason: '45', amountCents: line.chargeCents - fullFee },
    { group: 'CO', reason: '59', amountCents: fullFee - allowedCents },
    { group: 'CO', reason: '45', amountCents: payment.assistantCutCents },
    { group: 'CO', reason: '253', amountCents: payment.sequestrationCents },
    { group: 'PR', reason: '1', amountCents: payment.deductibleCents },
    { group: 'PR', reason: '2', amountCents: payment.coinsuranceCents },
  ] as const;
  const remarks = payment.assistantCutCents > 0 ? ['N851'] : [];
  const decision = decidedLine(line, { paidCents: payment.paidCents, allowedCents, adjustments, remarks });
  const deductibleLeftCents = account.deductibleLeftCents - payment.deductibleCents;
  return { decision, account: counted({ ...account, deductibleLeftCents }, pool, allowedCents) };
}

/** The account with the pool marked where this line would take it over the threshold. */
function withThreshold(
  account: MemberAccount,
  pool: TherapyPool,
  allowedCents: Cents,
  thresholdCents: Cents | undefined,
): MemberAccount {
  const isOver = thresholdCents !== undefined && account.accruedCents[pool] + allowedCents > thresholdCents;
  if (!isOver || account.overThreshold.includes(pool)) return account;
  return { ...account, overThreshold: [...account.overThreshold, pool] };
}
