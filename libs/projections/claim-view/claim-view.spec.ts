import { describe, expect, it } from '@jest/globals';
import type { ClaimRow } from './claim-row.js';
import { evolveClaimRow } from './claim-view.js';

type ClaimEvent = Parameters<typeof evolveClaimRow>[1]['event'];

const claim = { claimId: 'C1', patientId: 'P1', payerId: 'BLUE' };
const chargeLine = {
  line: 1,
  lineControlNumber: 'C1L1',
  sessionId: 'S1',
  code: '97110',
  modifiers: [],
  units: 2,
  minutes: 30,
  assistantMinutes: 0,
  diagnosisPointers: [1],
  chargeCents: 11_000,
  expectedPaidCents: 7_200,
};
const drafted: ClaimEvent = {
  type: 'ClaimDrafted',
  data: {
    ...claim,
    draft: 1,
    payerKind: 'COMMERCIAL',
    dateOfService: '2026-03-02',
    discipline: 'OT',
    placeOfService: '11',
    renderingNpi: '1888000019',
    sessionIds: ['S1'],
    lines: [chargeLine],
    chargeCents: 11_000,
    expectedPaidCents: 7_200,
    closesAt: '2026-03-03T01:00:00.000Z',
  },
};
const released: ClaimEvent = {
  type: 'ClaimReleased',
  data: {
    ...claim,
    reason: 'close-of-day',
    frequency: '1',
    submissionNumber: 1,
    lines: [chargeLine],
    releasedAt: '2026-03-03T01:00:00.000Z',
  },
};
const submitted: ClaimEvent = {
  type: 'ClaimSubmitted',
  data: {
    ...claim,
    submissionNumber: 1,
    frequency: '1',
    patientControlNumber: 'C1S1',
    interchangeControlNumber: 1,
    groupControlNumber: 1,
    transactionControlNumber: '0001',
    usage: 'T',
    chargeCents: 11_000,
    lines: [chargeLine],
    submittedAt: '2026-03-03T01:00:01.000Z',
  },
};
const remitted = {
  ...claim,
  remittanceId: 'R1',
  remittanceClaim: 0,
  submissionNumber: 1,
  payerControlNumber: 'ICN1',
  paymentDate: '2026-03-12',
};
const decided = (paidCents: number, patientCents: number): ClaimEvent => ({
  type: 'ClaimAdjudicated',
  data: {
    ...remitted,
    payerKind: 'COMMERCIAL',
    dateOfService: '2026-03-02',
    status: '1',
    chargeCents: 11_000,
    paidCents,
    patientCents,
    adjustments: [],
    remarks: [],
    lines: [],
    crossedOver: false,
  },
});
const denied: ClaimEvent = {
  type: 'ClaimDenied',
  data: {
    ...remitted,
    payerKind: 'COMMERCIAL',
    dateOfService: '2026-03-02',
    number: 1,
    deniedCents: 11_000,
    lines: [{ line: 1, group: 'CO', reason: '197', remarks: [], deniedCents: 11_000 }],
  },
};

const rowAfter = (...events: readonly ClaimEvent[]): ClaimRow | null =>
  events.reduce<ClaimRow | null>(
    (row, event) => evolveClaimRow(row, { occurredAt: '2026-03-12T12:00:00.000Z', event }),
    null,
  );

describe('a row of the claim view', () => {
  it('moves on the submission axis from draft to accepted', () => {
    expect(rowAfter(drafted)?.submission).toBe('draft');
    expect(rowAfter(drafted, released)?.submission).toBe('ready');
    expect(rowAfter(drafted, released, submitted)).toMatchObject({
      submission: 'sent',
      patientControlNumber: 'C1S1',
      submissions: 1,
    });
  });

  it('is rejected without ever being denied', () => {
    const rejected: ClaimEvent = {
      type: 'ClaimRejected',
      data: { ...claim, submissionNumber: 1, kind: '277CA', statuses: [], interchangeId: 'I1' },
    };
    expect(rowAfter(drafted, released, submitted, rejected)).toMatchObject({
      submission: 'rejected',
      adjudication: 'none',
      deniedCents: 0,
    });
  });

  it('is denied with an open case, and paid once its replacement settles the case', () => {
    const sent = [drafted, released, submitted];
    expect(rowAfter(...sent, decided(0, 0), denied)).toMatchObject({
      adjudication: 'denied',
      balance: 'insurer',
      deniedCents: 11_000,
      openDenials: [1],
    });
    const paid: ClaimEvent = {
      type: 'ClaimPaid',
      data: {
        ...remitted,
        paidCents: 5_700,
        patientCents: 1_500,
        inFull: true,
        settledDenials: [{ number: 1, recoveredCents: 5_700 }],
      },
    };
    expect(rowAfter(...sent, decided(0, 0), denied, decided(5_700, 1_500), paid)).toMatchObject({
      adjudication: 'paid',
      balance: 'patient',
      deniedCents: 0,
      openDenials: [],
      paidCents: 5_700,
      patientCents: 1_500,
    });
  });

  it('with nothing paid and everything the patient’s share is no denial', () => {
    expect(rowAfter(drafted, released, submitted, decided(0, 7_200))).toMatchObject({
      adjudication: 'paid',
      balance: 'patient',
    });
  });
});
