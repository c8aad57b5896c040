import type { ClaimEvent } from '#libs/contracts/events/claim-events.js';
import { sumCents } from '#libs/kernel/money.js';
import { claimBalance } from './balance.js';
import { balanceAfterOwnPayer } from './balance-after.js';
import {
  type Adjudication,
  type AdjudicationAxis,
  type BalanceAxis,
  type ClaimDenial,
  type ClaimState,
  contestedDenials,
  decisionTakenBack,
  openDenials,
  standingAdjudications,
} from './state.js';

type AdjudicationEvent = Extract<
  ClaimEvent,
  {
    type:
      | 'ClaimAdjudicated'
      | 'ClaimDenied'
      | 'ClaimDenialRepeated'
      | 'ClaimPaid'
      | 'ClaimReversed'
      | 'ClaimAdjudicationUndone';
  }
>;

/** What the practice has given up stays denied. */
function decisionAxis(standing: readonly Adjudication[], denied: readonly ClaimDenial[]): AdjudicationAxis {
  if (standing.length === 0) return 'reversed';
  const paid = sumCents(standing.map((adjudication) => adjudication.paidCents));
  if (denied.length === 0) return 'paid';
  return paid > 0 ? 'partly-paid' : 'denied';
}

/** The insurer's while anything is undecided or denied; then the next coverage's, the patient's, or nobody's. */
function balanceAxis(state: ClaimState, standing: readonly Adjudication[], open: readonly ClaimDenial[]): BalanceAxis {
  if (standing.length === 0 || open.length > 0) return 'insurer';
  // The payer's own sum (CLP05) may hold what a person has closed since, or leave out what was denied.
  const patient = state.denials.some(({ closed }) => closed)
    ? claimBalance(state).patientCents
    : sumCents(standing.map((adjudication) => adjudication.patientCents));
  if (patient <= 0) return 'closed';
  const crossedOver = standing.some((adjudication) => adjudication.crossedOver);
  return balanceAfterOwnPayer(state, crossedOver);
}

/** Folds the two axes that follow from decisions and from the claims to later payers. */
export function withAxes(state: ClaimState): ClaimState {
  const standing = standingAdjudications(state);
  const contested = contestedDenials(state).filter(({ duplicate }) => !duplicate);
  const open = openDenials(state);
  const decided = state.adjudications.length > 0;
  return {
    ...state,
    adjudication: decided ? decisionAxis(standing, contested) : 'none',
    balance: balanceAxis(state, standing, open),
  };
}

type Reversed = Extract<ClaimEvent, { type: 'ClaimReversed' }>['data'];

/** A reversal takes back the newest decision under its payer control number that still stands. */
function reversedIn(state: ClaimState, data: Reversed): ClaimState {
  const { remittanceId, remittanceClaim, payerControlNumber } = data;
  const taken = decisionTakenBack(state, data);
  const adjudications = state.adjudications.map((adjudication) =>
    adjudication === taken ? { ...adjudication, reversed: true, reversedBy: remittanceId } : adjudication,
  );
  const paidCents = data.paidCents + (taken?.paidCents ?? 0);
  if (taken && paidCents === 0) return { ...state, adjudications };
  const left = { remittanceId, remittanceClaim, payerControlNumber, paidCents };
  return { ...state, adjudications, unexplained: [...state.unexplained, left] };
}

/** As if the remittance had never been posted to the claim; what it had taken back or settled is again as it was. */
function undone(state: ClaimState, event: Extract<ClaimEvent, { type: 'ClaimAdjudicationUndone' }>): ClaimState {
  const { remittanceId, restored, withdrawnDenials, reopenedDenials } = event.data;
  const others = <Item extends { readonly remittanceId: string }>(items: readonly Item[]) =>
    items.filter((item) => item.remittanceId !== remittanceId);
  const isRestored = (one: Adjudication) =>
    restored.some((each) => each.remittanceId === one.remittanceId && each.remittanceClaim === one.remittanceClaim);
  return withAxes({
    ...state,
    posted: others(state.posted),
    unexplained: others(state.unexplained),
    adjudications: others(state.adjudications).map((one) => {
      const { reversedBy: _by, ...decision } = one;
      return isRestored(one) ? { ...decision, reversed: false } : one;
    }),
    denials: state.denials.map((denial): ClaimDenial => {
      const { settledBy: _by, ...open } = answeredBy(denial, others(denial.answers));
      if (withdrawnDenials.includes(denial.number)) return { ...denial, state: 'withdrawn' };
      return reopenedDenials.includes(denial.number)
        ? { ...open, state: 'open' }
        : answeredBy(denial, others(denial.answers));
    }),
  });
}

/** What of the case is denied: what its newest answer says. */
function answeredBy(denial: ClaimDenial, answers: ClaimDenial['answers']): ClaimDenial {
  const { lines, deniedCents } = answers.at(-1) ?? denial;
  return { ...denial, answers, lines, deniedCents };
}

/** Cases that a decision ended, whether it paid them or denies their lines for another reason. */
function settledBy(
  denials: readonly ClaimDenial[],
  ended: readonly { readonly number: number }[],
  remittanceId: string,
): readonly ClaimDenial[] {
  const numbers = new Set(ended.map(({ number }) => number));
  return denials.map((denial) =>
    numbers.has(denial.number) ? { ...denial, state: 'settled', settledBy: remittanceId } : denial,
  );
}

export function evolveAdjudication(state: ClaimState, event: AdjudicationEvent): ClaimState {
  if (event.type === 'ClaimAdjudicationUndone') return undone(state, event);
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
      const { number, lines, deniedCents, submissionNumber, payerControlNumber, supersedes = [] } = event.data;
      const { duplicate } = event.data;
      const place = { remittanceId, remittanceClaim };
      const denial: ClaimDenial = {
        number,
        state: 'open',
        ...place,
        submissionNumber,
        payerControlNumber,
        lines,
        deniedCents,
        answers: [{ ...place, lines, deniedCents }],
        ...(duplicate && { duplicate }),
      };
      const others = settledBy(state.denials, supersedes, remittanceId);
      return withAxes({ ...state, posted, denials: [...others, denial] });
    }
    case 'ClaimDenialRepeated': {
      const { number, lines, deniedCents, supersedes = [] } = event.data;
      const answer = { remittanceId, remittanceClaim, lines, deniedCents };
      const denials = settledBy(state.denials, supersedes, remittanceId).map((denial) =>
        denial.number === number ? answeredBy(denial, [...denial.answers, answer]) : denial,
      );
      return withAxes({ ...state, posted, denials });
    }
    case 'ClaimPaid': {
      const denials = settledBy(state.denials, event.data.settledDenials, remittanceId);
      return withAxes({ ...state, posted, denials });
    }
    case 'ClaimReversed':
      return withAxes(reversedIn({ ...state, posted }, event.data));
  }
}
