import type { ClaimEvent } from '#libs/contracts/events/claim-events.js';
import { sumCents } from '#libs/kernel/money.js';
import type { Adjudication, AdjudicationAxis, BalanceAxis, ClaimDenial, ClaimState } from './state.js';

type AdjudicationEvent = Extract<
  ClaimEvent,
  { type: 'ClaimAdjudicated' | 'ClaimDenied' | 'ClaimPaid' | 'ClaimReversed' }
>;

function decisionAxis(standing: readonly Adjudication[], open: readonly ClaimDenial[]): AdjudicationAxis {
  if (standing.length === 0) return 'reversed';
  const paid = sumCents(standing.map((adjudication) => adjudication.paidCents));
  if (open.length === 0) return 'paid';
  return paid > 0 ? 'partly-paid' : 'denied';
}

/** The insurer's while anything is undecided or denied; then the next coverage's, the patient's, or nobody's. */
function balanceAxis(state: ClaimState, standing: readonly Adjudication[], open: readonly ClaimDenial[]): BalanceAxis {
  if (standing.length === 0 || open.length > 0) return 'insurer';
  const patient = sumCents(standing.map((adjudication) => adjudication.patientCents));
  if (patient <= 0) return 'closed';
  const crossedOver = standing.some((adjudication) => adjudication.crossedOver);
  return crossedOver || state.content.coverages.length > 1 ? 'next-payer' : 'patient';
}

function withAxes(state: ClaimState): ClaimState {
  const standing = state.adjudications.filter((adjudication) => !adjudication.reversed);
  const open = state.denials.filter((denial) => denial.state === 'open');
  return { ...state, adjudication: decisionAxis(standing, open), balance: balanceAxis(state, standing, open) };
}

/** A reversal takes back the newest decision under its payer control number that still stands. */
function reversedIn(adjudications: readonly Adjudication[], payerControlNumber: string): readonly Adjudication[] {
  const index = adjudications.findLastIndex(
    (adjudication) => !adjudication.reversed && adjudication.payerControlNumber === payerControlNumber,
  );
  return adjudications.map((adjudication, at) => (at === index ? { ...adjudication, reversed: true } : adjudication));
}

export function evolveAdjudication(state: ClaimState, event: AdjudicationEvent): ClaimState {
  const { remittanceId, remittanceClaim } = event.data;
  const posted = state.posted.some(
    (each) => each.remittanceId === remittanceId && each.remittanceClaim === remittanceClaim,
  )
    ? state.posted
    : [...state.posted, { remittanceId, remittanceClaim }];
  switch (event.type) {
    case 'ClaimAdjudicated': {
      const {
        claimId: _claim,
        patientId: _patient,
        payerId: _payer,
        payerKind: _kind,
        dateOfService: _day,
        ...decision
      } = event.data;
      return withAxes({ ...state, posted, adjudications: [...state.adjudications, { ...decision, reversed: false }] });
    }
    case 'ClaimDenied': {
      const { number, lines, deniedCents, submissionNumber, payerControlNumber } = event.data;
      const denial: ClaimDenial = {
        number,
        state: 'open',
        remittanceId,
        remittanceClaim,
        submissionNumber,
        payerControlNumber,
        lines,
        deniedCents,
      };
      return withAxes({ ...state, posted, denials: [...state.denials, denial] });
    }
    case 'ClaimPaid': {
      const settled = new Set(event.data.settledDenials.map((denial) => denial.number));
      const denials = state.denials.map(
        (denial): ClaimDenial => (settled.has(denial.number) ? { ...denial, state: 'settled' } : denial),
      );
      return withAxes({ ...state, posted, denials });
    }
    case 'ClaimReversed':
      return withAxes({
        ...state,
        posted,
        adjudications: reversedIn(state.adjudications, event.data.payerControlNumber),
      });
  }
}
