import { sumCents } from '#libs/kernel/money.js';
import type { ClaimLine, ProfessionalClaim } from '../claim.js';
import type { LineAdjudication, OtherPayer, PayerDecision } from '../other-payer.js';
import type { RemittanceAdjustment } from '../remittance.js';
import { adjustmentSegments } from './adjustments.js';
import type { FaultFinder } from './fault-finder.js';

/** 005010X222A1: how often loop 2320, 2430 and the CAS of either may stand, and the remarks of a MOA. */
const MOST_OTHER_PAYERS = 10;
const MOST_ADJUDICATIONS = 15;
const MOST_ADJUSTMENT_SEGMENTS = 5;
const MOST_REMARKS = 5;

/** Whole cents of either sign. */
const isMoney = (amount: number): boolean => Number.isSafeInteger(amount);

/** Other payers and what they decided: whether it can be written, and whether it adds up (`cob.unbalanced`). */
export function checkCoordination(claim: ProfessionalClaim, faults: FaultFinder): void {
  const { otherPayers = [], lines } = claim;
  faults.require(otherPayers.length <= MOST_OTHER_PAYERS, 'otherPayers', `must be at most ${MOST_OTHER_PAYERS}`);
  checkDistinct(claim, otherPayers, faults);
  for (const [index, other] of otherPayers.entries()) checkOtherPayer(other, `otherPayers[${index}]`, lines, faults);
  const deciders = new Set(otherPayers.flatMap(({ payer, decision }) => (decision === undefined ? [] : [payer.id])));
  for (const [index, line] of lines.entries()) {
    const { adjudications = [] } = line;
    const field = `lines[${index}].adjudications`;
    faults.require(adjudications.length <= MOST_ADJUDICATIONS, field, `must be at most ${MOST_ADJUDICATIONS}`);
    for (const [place, one] of adjudications.entries()) checkAdjudication(one, `${field}[${place}]`, deciders, faults);
  }
  // What is no amount cannot be summed up: the other faults come first.
  if (faults.found.length > 0) return;
  for (const [index, other] of otherPayers.entries()) checkBalances(other, `otherPayers[${index}]`, lines, faults);
}

/** An id ties a line's adjudication to the payer that made it, and no two payers have the same place. */
function checkDistinct({ subscriber }: ProfessionalClaim, others: readonly OtherPayer[], faults: FaultFinder): void {
  const deciders = others.filter(({ decision }) => decision !== undefined).map(({ payer }) => payer.id);
  const differ = new Set(deciders).size === deciders.length;
  faults.require(differ, 'otherPayers', 'must have payer ids that differ where they have decided');
  const places = [subscriber, ...others].map((one) => one.responsibility).filter((place) => place !== 'U');
  faults.require(new Set(places).size === places.length, 'otherPayers', 'must have responsibilities that differ');
}

function checkOtherPayer(other: OtherPayer, field: string, lines: readonly ClaimLine[], faults: FaultFinder): void {
  const { payer, subscriber, decision } = other;
  faults.name(payer.name, `${field}.payer.name`);
  faults.identifier(payer.id, `${field}.payer.id`, 80, 2);
  if (payer.address !== undefined) faults.address(payer.address, `${field}.payer.address`);
  faults.name(subscriber.lastName, `${field}.subscriber.lastName`);
  faults.identifier(subscriber.memberId, `${field}.subscriber.memberId`, 80, 2);
  if (subscriber.address !== undefined) faults.address(subscriber.address, `${field}.subscriber.address`);
  faults.code(other.relationship, `${field}.relationship`);
  faults.coverage(other, field);
  if (decision === undefined) return;
  faults.require(other.nonCoveredCents === undefined, `${field}.nonCoveredCents`, 'is for a payer without a decision');
  checkDecision(decision, `${field}.decision`, adjudicationsOf(lines, payer.id).length > 0, faults);
}

function checkDecision(decision: PayerDecision, field: string, byLine: boolean, faults: FaultFinder): void {
  const { adjudicatedOn, patientOwesCents, payerControlNumber, remarks = [] } = decision;
  faults.require(isMoney(decision.paidCents), `${field}.paidCents`, 'must be whole cents');
  checkAdjustments(decision.adjustments, `${field}.adjustments`, faults);
  if (payerControlNumber !== undefined) faults.identifier(payerControlNumber, `${field}.payerControlNumber`, 50);
  const remarksFit = remarks.length <= MOST_REMARKS && remarks.every((remark) => /^[A-Z]{1,2}\d{1,4}$/.test(remark));
  faults.require(remarksFit, `${field}.remarks`, `must be at most ${MOST_REMARKS} remark codes`);
  if (byLine) {
    const none = adjudicatedOn === undefined && patientOwesCents === undefined;
    faults.require(none, field, 'must leave the day and what the patient owes to the lines that have them');
    return;
  }
  faults.date(adjudicatedOn, `${field}.adjudicatedOn`);
  if (patientOwesCents !== undefined)
    faults.require(isMoney(patientOwesCents), `${field}.patientOwesCents`, 'must be whole cents');
}

function checkAdjudication(
  one: LineAdjudication,
  field: string,
  deciders: ReadonlySet<string>,
  faults: FaultFinder,
): void {
  faults.require(deciders.has(one.payerId), `${field}.payerId`, 'must be that of another payer with a decision');
  faults.require(isMoney(one.paidCents), `${field}.paidCents`, 'must be whole cents');
  faults.procedure(one, field);
  const unitsFit = Number.isFinite(one.units) && one.units >= 0;
  faults.require(unitsFit, `${field}.units`, 'must be a number, not negative');
  faults.date(one.adjudicatedOn, `${field}.adjudicatedOn`);
  checkAdjustments(one.adjustments, `${field}.adjustments`, faults);
  if (one.patientOwesCents !== undefined)
    faults.require(isMoney(one.patientOwesCents), `${field}.patientOwesCents`, 'must be whole cents');
}

function checkAdjustments(adjustments: readonly RemittanceAdjustment[], field: string, faults: FaultFinder): void {
  const wellFormed = adjustments.every(
    ({ group, reason, amountCents }) =>
      /^(CO|PR|OA|PI)$/.test(group) && /^[0-9A-Z]{1,5}$/.test(reason) && isMoney(amountCents),
  );
  faults.require(wellFormed, field, 'must each have a group, a reason code and whole cents');
  if (!wellFormed) return;
  const segments = [...adjustmentSegments(adjustments)].length;
  faults.require(segments <= MOST_ADJUSTMENT_SEGMENTS, field, `must fit into ${MOST_ADJUSTMENT_SEGMENTS} CAS`);
}

/** 005010X222A1 §1.4.4: charge = paid + adjustments, for each line that the payer decided about, and for the claim. */
function checkBalances(
  { payer, decision, nonCoveredCents }: OtherPayer,
  field: string,
  lines: readonly ClaimLine[],
  faults: FaultFinder,
): void {
  const charge = sumCents(lines.map(({ chargeCents }) => chargeCents));
  if (decision === undefined) {
    const isWhole = nonCoveredCents === undefined || nonCoveredCents === charge;
    faults.require(isWhole, `${field}.nonCoveredCents`, 'must be the whole charge');
    return;
  }
  for (const [index, line] of lines.entries()) {
    const own = adjudicationsOf([line], payer.id);
    if (own.length > 0) faults.balance(`lines[${index}]`, line.chargeCents, sumCents(own.map(disposed)));
  }
  const onLines = sumCents(adjudicationsOf(lines, payer.id).map(({ adjustments }) => adjusted(adjustments)));
  faults.balance('claim', charge, decision.paidCents + adjusted(decision.adjustments) + onLines);
}

function adjudicationsOf(lines: readonly ClaimLine[], payerId: string): LineAdjudication[] {
  return lines.flatMap(({ adjudications = [] }) => adjudications.filter((one) => one.payerId === payerId));
}

function adjusted(adjustments: readonly RemittanceAdjustment[]): number {
  return sumCents(adjustments.map(({ amountCents }) => amountCents));
}

function disposed({ paidCents, adjustments }: LineAdjudication): number {
  return paidCents + adjusted(adjustments);
}
