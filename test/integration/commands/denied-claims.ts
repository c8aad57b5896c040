import type { ChargeLine, ClaimContent, PayerKind } from '#libs/contracts/events/shapes.js';
import type { RemittanceTransaction, RemittanceTransactionClaim } from '#libs/contracts/remittance-transaction.js';
import { claimIdOf, claimStream, denialStream, ledgerStream } from '#libs/contracts/streams.js';
import { claimDecider } from '#libs/domain/claim/decider.js';
import { type DenialHouse, PRACTICE } from './denial-house.js';

const DAY = '2026-03-12';
export const stream = {
  claim: (claimId: string) => claimStream(PRACTICE, claimId),
  denial: (claimId: string, number = 1) => denialStream(PRACTICE, `${claimId}-${number}`),
  ledger: (patientId: string) => ledgerStream(PRACTICE, patientId, 2026),
};

function chargeLines(claimId: string): ChargeLine[] {
  return [6000, 5500].map((chargeCents, index) => ({
    line: index + 1,
    lineControlNumber: `${claimId}L${index + 1}`,
    sessionId: 'session-1',
    code: index === 0 ? '97530' : '97110',
    modifiers: ['GO'],
    units: 1,
    minutes: 15,
    assistantMinutes: 0,
    diagnosisPointers: [1],
    chargeCents,
  }));
}

export const submit = (submissionNumber: number) =>
  ({
    type: 'SubmitClaim',
    submissionNumber,
    interchangeControlNumber: submissionNumber,
    groupControlNumber: 1,
    transactionControlNumber: '0001',
    usage: 'T',
    submittedAt: '2026-03-13T01:00:00.000Z',
  }) as const;

const NOBODY: ClaimContent = { patient: {}, coverages: [], renderingProvider: {}, diagnoses: ['M62.81'] };

/** A claim of two lines, 60.00 and 55.00, drafted, released and sent. */
export async function sentClaim(
  house: DenialHouse,
  name: string,
  payerId: string,
  payerKind: PayerKind,
  content: ClaimContent = NOBODY,
): Promise<string> {
  const claimId = claimIdOf(PRACTICE, name);
  const coded = {
    claimId,
    sessionIds: ['session-1'],
    discipline: 'OT',
    placeOfService: '11',
    renderingNpi: '1234567893',
    holds: [],
    lines: chargeLines(claimId),
  };
  const closesAt = '2026-03-13T00:00:00.000Z';
  await house.put(
    stream.claim(claimId),
    claimDecider,
    {
      type: 'DraftClaim',
      patientId: name,
      payerId,
      payerKind,
      dateOfService: DAY,
      coded,
      content,
      findings: [],
      closesAt,
    },
    { type: 'ReleaseClaim', releasedAt: closesAt },
    submit(1),
  );
  return claimId;
}

/** A remittance's claim with one adjustment a line, such as `CO 197 6000`. */
export function answer(claimId: string, submission: number, ...adjusted: [string, string]): RemittanceTransactionClaim {
  const lines = chargeLines(claimId).map(({ code, modifiers, chargeCents, lineControlNumber }, index) => {
    const [group, reason, amount] = (adjusted[index] as string).split(' ') as [string, string, string];
    const amountCents = Number(amount);
    return {
      code,
      modifiers,
      chargeCents,
      paidCents: chargeCents - amountCents,
      lineControlNumber,
      adjustments: [{ group, reason, amountCents }],
      remarks: [],
    };
  });
  return {
    patientControlNumber: `${claimId}S${submission}`,
    payerControlNumber: `PCN-${claimId}-${submission}`,
    status: '1',
    reversal: false,
    chargeCents: 11_500,
    paidCents: lines.reduce((sum, line) => sum + line.paidCents, 0),
    patientCents: 0,
    adjustments: [],
    remarks: [],
    lines,
    crossedOver: false,
  };
}

export function payment(
  remittanceId: string,
  payerId: string,
  claims: RemittanceTransactionClaim[],
  changes: Partial<RemittanceTransaction> = {},
): RemittanceTransaction {
  return {
    remittanceId,
    payerId,
    payerName: 'THE PAYER',
    traceNumber: remittanceId,
    originatorId: '1999999999',
    paymentDate: '2026-04-06',
    paymentCents: claims.reduce((sum, claim) => sum + claim.paidCents, 0),
    transactionControlNumber: '0001',
    balanced: true,
    problems: [],
    claims,
    providerAdjustments: [],
    ...changes,
  };
}
