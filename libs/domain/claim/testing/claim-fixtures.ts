import type { ClaimEvent } from '#libs/contracts/events/claim-events.js';
import type { CodedClaim } from '#libs/contracts/events/ledger-events.js';
import type { ChargeLine, ClaimContent, RuleFound } from '#libs/contracts/events/shapes.js';
import { given } from '#libs/testing/decider.js';
import { type ClaimCommand, claimDecider } from '../decider.js';
import type { DraftClaim } from '../draft.js';
import type { AcknowledgeClaim, SubmitClaim } from '../submit.js';

/** Builders for this aggregate's specs. */
export const content: ClaimContent = {
  patient: { lastName: 'Doe' },
  coverages: [{ rank: 1, payerId: 'ACME' }],
  renderingProvider: { npi: '1000000004' },
  diagnoses: ['M62.81'],
};

export function chargeLine(changes: Partial<ChargeLine> = {}): ChargeLine {
  return {
    line: 1,
    lineControlNumber: 'C1L1',
    sessionId: 'S1',
    code: '97110',
    modifiers: [],
    units: 2,
    minutes: 30,
    assistantMinutes: 0,
    diagnosisPointers: [1],
    chargeCents: 11000,
    expectedPaidCents: 8000,
    ...changes,
  };
}

export function codedClaim(changes: Partial<CodedClaim> = {}): CodedClaim {
  return {
    claimId: 'C1',
    sessionIds: ['S1'],
    discipline: 'OT',
    placeOfService: '11',
    renderingNpi: '1000000004',
    holds: [],
    lines: [chargeLine()],
    ...changes,
  };
}

export const heldBy: RuleFound = { rule: 'authorization.missing', severity: 'error' };
export const CLOSE_OF_DAY = '2026-03-03T01:00:00.000Z';

export function draft(changes: Partial<CodedClaim> = {}, rest: Partial<DraftClaim> = {}): DraftClaim {
  return {
    type: 'DraftClaim',
    patientId: 'patient-1',
    payerId: 'ACME',
    payerKind: 'COMMERCIAL',
    dateOfService: '2026-03-02',
    coded: codedClaim(changes),
    content,
    findings: (changes.holds ?? []).map((rule) => ({ ...rule, message: 'what was found' })),
    closesAt: CLOSE_OF_DAY,
    ...rest,
  };
}

export const release = { type: 'ReleaseClaim', releasedAt: CLOSE_OF_DAY } as const;

export function submit(submissionNumber = 1): SubmitClaim {
  return {
    type: 'SubmitClaim',
    submissionNumber,
    interchangeControlNumber: 6 + submissionNumber,
    groupControlNumber: 6 + submissionNumber,
    transactionControlNumber: '0001',
    usage: 'T',
    submittedAt: '2026-03-03T01:05:00.000Z',
  };
}

export function acknowledge(changes: Partial<AcknowledgeClaim> = {}): AcknowledgeClaim {
  return {
    type: 'AcknowledgeClaim',
    submissionNumber: 1,
    kind: '277CA',
    accepted: true,
    statuses: [],
    payerControlNumber: 'PCN1',
    interchangeId: 'I1',
    ...changes,
  };
}

const remitted = {
  claimId: 'C1',
  patientId: 'patient-1',
  payerId: 'ACME',
  remittanceId: 'R1',
  remittanceClaim: 0,
  submissionNumber: 1,
  payerControlNumber: 'PCN1',
  paymentDate: '2026-03-16',
};

type Changes<Type extends ClaimEvent['type']> = Partial<Extract<ClaimEvent, { type: Type }>['data']>;

export function adjudicated(changes: Changes<'ClaimAdjudicated'> = {}): ClaimEvent {
  return {
    type: 'ClaimAdjudicated',
    data: {
      ...remitted,
      payerKind: 'COMMERCIAL',
      dateOfService: '2026-03-02',
      status: '1',
      chargeCents: 11000,
      paidCents: 0,
      patientCents: 0,
      adjustments: [],
      remarks: [],
      lines: [],
      crossedOver: false,
      ...changes,
    },
  };
}

export function denied(changes: Changes<'ClaimDenied'> = {}): ClaimEvent {
  return {
    type: 'ClaimDenied',
    data: {
      ...remitted,
      payerKind: 'COMMERCIAL',
      dateOfService: '2026-03-02',
      number: 1,
      lines: [{ line: 1, group: 'CO', reason: '197', remarks: [], deniedCents: 11000 }],
      deniedCents: 11000,
      ...changes,
    },
  };
}

export function paid(changes: Changes<'ClaimPaid'> = {}): ClaimEvent {
  return {
    type: 'ClaimPaid',
    data: { ...remitted, paidCents: 8000, patientCents: 0, inFull: true, settledDenials: [], ...changes },
  };
}

export function reversed(changes: Changes<'ClaimReversed'> = {}): ClaimEvent {
  return {
    type: 'ClaimReversed',
    data: {
      ...remitted,
      remittanceId: 'R2',
      paidCents: -8000,
      patientCents: 0,
      lines: [],
      adjustments: [],
      ...changes,
    },
  };
}

/** A claim after commands that it took. */
export const story = (...commands: ClaimCommand[]) => given(claimDecider).after(...commands);
export const sent = () => story(draft(), release, submit());
