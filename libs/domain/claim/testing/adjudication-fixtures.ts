import type { ClaimEvent } from '#libs/contracts/events/claim-events.js';
import type { RemittanceLine } from '#libs/contracts/events/remittance-events.js';
import type { Adjustment, ChargeLine } from '#libs/contracts/events/shapes.js';
import type { Decider } from '#libs/kernel/decider.js';
import { given } from '#libs/testing/decider.js';
import { type AdjudicateClaim, adjudicateClaim, type DeniedAmount, type RemittedClaim } from '../adjudication.js';
import { evolveClaim } from '../evolve.js';
import { type ClaimState, noClaim } from '../state.js';

export const decider: Decider<ClaimState, AdjudicateClaim, ClaimEvent> = {
  initial: noClaim,
  evolve: evolveClaim,
  decide: adjudicateClaim,
};

export const CLAIM = '0123456789ABC';
export const claim = { claimId: CLAIM, patientId: 'patient-1', payerId: 'ACME' };
export const content = { patient: {}, coverages: [], renderingProvider: {}, diagnoses: [] };

export const charge = (line: number, code: string, chargeCents: number, modifiers: string[] = ['GO']): ChargeLine => ({
  line,
  lineControlNumber: `${CLAIM}L${line}`,
  sessionId: 'session-1',
  code,
  modifiers,
  units: 1,
  minutes: 15,
  assistantMinutes: 0,
  diagnosisPointers: [1],
  chargeCents,
});
export const lines = [charge(1, '97530', 6000), charge(2, '97110', 5500), charge(3, '97140', 5000)];

export function sent(frequency: '1' | '7' = '1', submissionNumber = 1): ClaimEvent[] {
  const submission = { ...claim, submissionNumber, frequency, lines, content };
  return [
    {
      type: 'ClaimReleased',
      data: { ...submission, reason: 'close-of-day', releasedAt: '2026-03-13T01:00:00.000Z' },
    },
    {
      type: 'ClaimSubmitted',
      data: {
        ...submission,
        patientControlNumber: `${CLAIM}S${submissionNumber}`,
        interchangeControlNumber: submissionNumber,
        groupControlNumber: 1,
        transactionControlNumber: '0001',
        usage: 'T',
        chargeCents: 16_500,
        submittedAt: '2026-03-13T01:00:00.000Z',
      },
    },
  ];
}

export const drafted: ClaimEvent = {
  type: 'ClaimDrafted',
  data: {
    ...claim,
    draft: 1,
    payerKind: 'COMMERCIAL',
    dateOfService: '2026-03-12',
    discipline: 'OT',
    placeOfService: '11',
    renderingNpi: '1234567893',
    sessionIds: ['session-1'],
    lines,
    chargeCents: 16_500,
    closesAt: '2026-03-13T01:00:00.000Z',
    content,
  },
};
export const submitted = given(decider, drafted, ...sent());

export function adjustments(text: string): Adjustment[] {
  return text
    .split(' ')
    .filter(Boolean)
    .map((one) => {
      const [group, reason, amount] = one.split(':') as [string, string, string];
      return { group, reason, amountCents: Number(amount) };
    });
}

/** The payer's line on one of ours, with its adjustments (`CO:45:1000`); what is left is paid. */
export function decided(line: ChargeLine, text: string, rest: Partial<RemittanceLine> = {}): RemittanceLine {
  const given = adjustments(text);
  return {
    code: line.code,
    modifiers: line.modifiers,
    chargeCents: line.chargeCents,
    paidCents: line.chargeCents - given.reduce((sum, one) => sum + one.amountCents, 0),
    lineControlNumber: line.lineControlNumber,
    adjustments: given,
    remarks: [],
    ...rest,
  };
}

export function remitted(decisions: RemittanceLine[], rest: Partial<RemittedClaim> = {}): RemittedClaim {
  return {
    remittanceId: 'R1',
    index: 0,
    submissionNumber: 1,
    payerControlNumber: 'PCN-1',
    paymentDate: '2026-04-06',
    status: '1',
    reversal: false,
    chargeCents: decisions.reduce((sum, line) => sum + line.chargeCents, 0),
    paidCents: decisions.reduce((sum, line) => sum + line.paidCents, 0),
    patientCents: 0,
    adjustments: [],
    remarks: [],
    lines: decisions,
    crossedOver: false,
    ...rest,
  };
}

export const denial = (
  line: number,
  reason: string,
  deniedCents: number,
  rest: Partial<DeniedAmount> = {},
): DeniedAmount => ({
  line,
  group: 'CO',
  reason,
  remarks: [],
  unprocessable: false,
  deniedCents,
  ...rest,
});

export const [first, second, third] = lines as [ChargeLine, ChargeLine, ChargeLine];
export const paidInFull: AdjudicateClaim = {
  remitted: remitted([decided(first, 'CO:45:1000 PR:3:500'), decided(second, 'CO:45:500'), decided(third, 'CO:45:0')]),
  denied: [],
};
/** Lines 1 and 2 denied for want of an authorization, line 3 paid. */
export const denied: AdjudicateClaim = {
  remitted: remitted([decided(first, 'CO:197:6000'), decided(second, 'CO:197:5500'), decided(third, 'CO:45:1000')]),
  denied: [denial(1, '197', 6000), denial(2, '197', 5500)],
};
export const reversalOf = (command: AdjudicateClaim, rest: Partial<RemittedClaim> = {}): AdjudicateClaim => {
  const minus = (line: RemittanceLine): RemittanceLine => ({
    ...line,
    chargeCents: -line.chargeCents,
    paidCents: -line.paidCents,
    adjustments: line.adjustments.map((one) => ({ ...one, amountCents: -one.amountCents })),
  });
  const reversed = remitted(command.remitted.lines.map(minus), { status: '22', reversal: true, remittanceId: 'R2' });
  return { remitted: { ...reversed, ...rest }, denied: [] };
};
