import type { DecisionEvent } from '../decision-events.js';

/** Money of a payer that a person has to explain; it is posted all the same. */
export interface ClaimProblem {
  /** `line-untied`: the payer's line is about none of ours, for certain; the others: a reversal of a decision that is not, or was not paid so. */
  readonly problem: 'line-untied' | 'decision-unknown' | 'amount-differs';
  readonly remittanceId: string;
  readonly remittanceClaim: number;
  readonly code: string | null;
  readonly chargeCents: number | null;
  readonly paidCents: number;
}

/** What a claim's decisions leave to a person: of those that stand. */
export function claimProblems(decisions: readonly DecisionEvent[]): readonly ClaimProblem[] {
  return decisions.flatMap((event): ClaimProblem[] => {
    if (event.type === 'ClaimReversed' && event.data.problem !== undefined) {
      const { problem, remittanceId, remittanceClaim, paidCents } = event.data;
      return [{ problem, remittanceId, remittanceClaim, code: null, chargeCents: null, paidCents }];
    }
    if (event.type !== 'ClaimAdjudicated') return [];
    const { remittanceId, remittanceClaim, lines } = event.data;
    const untied = lines.filter(({ line }) => line === null);
    return untied.map(({ code, chargeCents, paidCents }) => ({
      problem: 'line-untied',
      remittanceId,
      remittanceClaim,
      code,
      chargeCents,
      paidCents,
    }));
  });
}
