import { centsToDecimal } from '#libs/kernel/money.js';
import type { LineAdjudication, OtherPayer, PayerDecision } from '../other-payer.js';
import { adjustmentSegments } from './adjustments.js';
import { coverageSegment, organization, person, postalAddress } from './claim-parties.js';
import { composite, dateSegment, segment } from './segments.js';

/** 2320, 2330A and 2330B of each other payer. */
export function* otherPayerLoops(otherPayers: readonly OtherPayer[] = []): Generator<string> {
  for (const other of otherPayers) {
    yield coverageSegment(other, other.relationship);
    if (other.decision !== undefined) yield* decisionSegments(other.decision);
    if (other.nonCoveredCents !== undefined) yield segment('AMT', 'A8', centsToDecimal(other.nonCoveredCents));
    if (other.decision?.patientOwesCents !== undefined)
      yield segment('AMT', 'EAF', centsToDecimal(other.decision.patientOwesCents));
    yield segment('OI', '', '', other.benefitsAssigned ?? 'Y', '', '', other.releaseOfInformation ?? 'Y');
    if (other.decision?.remarks?.length) yield segment('MOA', '', '', ...other.decision.remarks);
    yield* partyLoops(other);
  }
}

function* decisionSegments({ adjustments, paidCents }: PayerDecision): Generator<string> {
  yield* adjustmentSegments(adjustments);
  yield segment('AMT', 'D', centsToDecimal(paidCents));
}

function* partyLoops({ payer, subscriber, decision }: OtherPayer): Generator<string> {
  yield person('IL', subscriber, 'MI', subscriber.memberId);
  if (subscriber.address !== undefined) yield* postalAddress(subscriber.address);
  yield organization('PR', payer.name, 'PI', payer.id);
  if (payer.address !== undefined) yield* postalAddress(payer.address);
  if (decision?.adjudicatedOn !== undefined) yield dateSegment('573', decision.adjudicatedOn);
  if (decision?.payerControlNumber !== undefined) yield segment('REF', 'F8', decision.payerControlNumber);
}

/** 2430 of each payer that decided about a line. */
export function* adjudicationLoops(adjudications: readonly LineAdjudication[] = []): Generator<string> {
  for (const { payerId, paidCents, code, modifiers, units, adjustments, ...rest } of adjudications) {
    yield segment('SVD', payerId, centsToDecimal(paidCents), composite('HC', code, ...modifiers), '', units);
    yield* adjustmentSegments(adjustments);
    yield dateSegment('573', rest.adjudicatedOn);
    if (rest.patientOwesCents !== undefined) yield segment('AMT', 'EAF', centsToDecimal(rest.patientOwesCents));
  }
}
