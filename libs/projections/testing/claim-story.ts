import type { ClearPartOf } from '#libs/contracts/define-event.js';
import type { claimEvents } from '#libs/contracts/events/claim-events.js';
import type { Adjustment } from '#libs/contracts/events/shapes.js';

export type ClaimEvent = ClearPartOf<(typeof claimEvents)[number]>;
type DataOf<Type extends ClaimEvent['type']> = Extract<ClaimEvent, { type: Type }>['data'];

/** The events of one claim of two lines (110.00 and 50.00), as its stream has them; fields in clear alone. */
export class ClaimStory {
  readonly claim: { readonly claimId: string; readonly patientId: string; readonly payerId: string };
  private readonly lines: DataOf<'ClaimDrafted'>['lines'];

  constructor(claimId = 'C1', payerId = 'BLUE') {
    this.claim = { claimId, patientId: 'P1', payerId };
    this.lines = [line(claimId, 1, '97110', 11_000), line(claimId, 2, '97140', 5_000)];
  }

  drafted(draft = 1): ClaimEvent {
    const data = {
      ...{ ...this.claim, draft, payerKind: 'COMMERCIAL' as const, dateOfService: '2026-03-02', discipline: 'OT' },
      ...{
        placeOfService: '11',
        renderingNpi: '1888000019',
        sessionIds: ['S1'],
        lines: this.lines,
        chargeCents: 16_000,
      },
      closesAt: '2026-03-03T01:00:00.000Z',
    };
    return { type: 'ClaimDrafted', data };
  }

  held(): ClaimEvent {
    return {
      type: 'ClaimHeld',
      data: { ...this.claim, rules: [{ rule: 'claim.missing-authorization', severity: 'error' }] },
    };
  }

  released(submissionNumber = 1): ClaimEvent {
    const { claim, lines } = this;
    const releasedAt = '2026-03-03T01:00:00.000Z';
    return {
      type: 'ClaimReleased',
      data: { ...claim, reason: 'close-of-day', frequency: '1', submissionNumber, lines, releasedAt },
    };
  }

  submitted(
    submissionNumber: number,
    submittedAt: string,
    changes: Partial<DataOf<'ClaimSubmitted'>> = {},
  ): ClaimEvent {
    const data = {
      ...{ ...this.claim, submissionNumber, frequency: submissionNumber === 1 ? ('1' as const) : ('7' as const) },
      ...{
        patientControlNumber: `${this.claim.claimId}S${submissionNumber}`,
        interchangeControlNumber: submissionNumber,
      },
      ...{ groupControlNumber: 1, transactionControlNumber: '0001', usage: 'T' as const, chargeCents: 16_000 },
      ...{ lines: this.lines, submittedAt, ...changes },
    };
    return { type: 'ClaimSubmitted', data };
  }

  acknowledged(kind: '999' | '277CA', submissionNumber = 1): ClaimEvent {
    return {
      type: 'ClaimAcknowledged',
      data: { ...this.claim, submissionNumber, kind, statuses: [], interchangeId: 'I1' },
    };
  }

  rejected(submissionNumber = 1): ClaimEvent {
    const data = { ...this.claim, submissionNumber, kind: '277CA' as const, statuses: [], interchangeId: 'I1' };
    return { type: 'ClaimRejected', data };
  }

  /** A payer's decision: by line, what is paid and how the rest is adjusted. */
  adjudicated(
    remittanceId: string,
    paymentDate: string,
    decisions: Readonly<Record<number, { paid: number; adjustments: readonly Adjustment[] }>>,
    ofClaim: { paid: number; adjustments: Adjustment[] } = { paid: 0, adjustments: [] },
  ): ClaimEvent {
    const lines = Object.entries(decisions).map(([number, { paid, adjustments }]) => ({
      ...{
        line: Number(number) || null,
        code: '97110',
        modifiers: [],
        chargeCents: 0,
        paidCents: paid,
        allowedCents: paid,
      },
      ...{ adjustments: [...adjustments], remarks: [] },
    }));
    const all = [...lines.flatMap(({ adjustments }) => adjustments), ...ofClaim.adjustments];
    const patientCents = sum(all.filter(({ group }) => group === 'PR').map(({ amountCents }) => amountCents));
    const data = {
      ...{ ...this.remitted(remittanceId, paymentDate), payerKind: 'COMMERCIAL' as const, dateOfService: '2026-03-02' },
      ...{ status: '1', chargeCents: 16_000, paidCents: sum(lines.map(({ paidCents }) => paidCents)) + ofClaim.paid },
      ...{ patientCents, adjustments: ofClaim.adjustments, remarks: [], lines, crossedOver: false },
    };
    return { type: 'ClaimAdjudicated', data };
  }

  denied(remittanceId: string, lines: DataOf<'ClaimDenied'>['lines'], number = 1): ClaimEvent {
    const data = {
      ...{
        ...this.remitted(remittanceId, '2026-03-12'),
        payerKind: 'COMMERCIAL' as const,
        dateOfService: '2026-03-02',
      },
      ...{ number, lines, deniedCents: sum(lines.map(({ deniedCents }) => deniedCents)) },
    };
    return { type: 'ClaimDenied', data };
  }

  paid(
    remittanceId: string,
    amounts: Pick<DataOf<'ClaimPaid'>, 'paidCents' | 'patientCents' | 'settledDenials'>,
  ): ClaimEvent {
    return { type: 'ClaimPaid', data: { ...this.remitted(remittanceId, '2026-03-12'), inFull: true, ...amounts } };
  }

  /** Takes back what was paid on these lines; no lines: the whole claim. */
  reversed(remittanceId: string, lines: readonly number[]): ClaimEvent {
    const negated = lines.map((number) => ({
      ...{ line: number, code: '97110', modifiers: [], chargeCents: 0, paidCents: 0, allowedCents: 0, adjustments: [] },
      remarks: [],
    }));
    const data = {
      ...this.remitted(remittanceId, '2026-04-20'),
      paidCents: 0,
      patientCents: 0,
      lines: negated,
      adjustments: [],
    };
    return { type: 'ClaimReversed', data };
  }

  writtenOff(amountCents: number): ClaimEvent {
    return { type: 'ClaimWrittenOff', data: { ...this.claim, amountCents, reason: 'too-late' } };
  }

  private remitted(remittanceId: string, paymentDate: string) {
    const submissionNumber = 1;
    return {
      ...this.claim,
      remittanceId,
      remittanceClaim: 0,
      submissionNumber,
      payerControlNumber: 'ICN1',
      paymentDate,
    };
  }
}

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);

const line = (claimId: string, number: number, code: string, chargeCents: number) => ({
  ...{
    line: number,
    lineControlNumber: `${claimId}L${number}`,
    sessionId: 'S1',
    code,
    modifiers: [],
    units: 2,
    minutes: 30,
  },
  ...{ assistantMinutes: 0, diagnosisPointers: [1], chargeCents },
});
