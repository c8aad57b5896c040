import { sumCents } from '#libs/kernel/money.js';
import type { FileTime } from '#libs/x12/claim.js';
import type { AdviceClaim, AdviceProviderAdjustment } from '#libs/x12/remittance-advice.js';
import { writeRemittances } from '#libs/x12/write/remittance-835.js';
import { type ClaimDecision, type LineDecision, totals } from '../adjudication/decision.js';
import type { Parties, PayerClaim } from '../journal.js';
import { envelopeOf } from './envelope.js';

/** A decision to report; `reversal` takes back what was decided before. */
export interface Reported {
  readonly taken: PayerClaim;
  readonly decision: ClaimDecision;
  readonly reversal: boolean;
}

/** Where a made-up payer lives. */
const PAYER_OFFICE = {
  address: { line1: '1 Payer Plaza', city: 'Hartford', state: 'CT', zip: '061030000' },
  contact: { name: 'Provider Services', phone: '8005550100' },
} as const;

/**
 * One 835 for all that a payer decided on a day. Where it comes to less than nothing, the rest is carried into the next file by a pair of
 * forwarding adjustments. Gives the text and what is carried on.
 */
export function remittanceAnswer(
  fileName: string,
  reported: readonly Reported[],
  { parties, time, carriedCents }: { parties: Parties; time: FileTime; carriedCents: number },
): { text: string; carriedCents: number } {
  const { billingProvider, payer } = (reported[0] as Reported).taken.claim;
  const claims = reported.map(adviceClaim);
  const sum = sumCents([...claims.map((claim) => claim.paidCents), carriedCents]);
  const carriedOn = Math.min(0, sum);
  const reference = fileName.replace(/[^0-9A-Z]/gi, '').slice(-20);
  const providerAdjustments: AdviceProviderAdjustment[] = [-carriedCents, carriedOn]
    .filter((amountCents) => amountCents !== 0)
    .map((amountCents) => ({ reason: 'FB', reference, amountCents }));
  const envelope = envelopeOf(fileName, parties, time);
  const advice = {
    control: '0001',
    payer: { name: payer.name, id: payer.id, ...PAYER_OFFICE },
    payee: { name: billingProvider.name, npi: billingProvider.npi, taxId: billingProvider.taxId },
    traceNumber: `T${String(envelope.controlNumbers.interchange).padStart(9, '0')}`,
    originatorId: `1${String(envelopeOf(payer.id, parties, time).controlNumbers.interchange).padStart(9, '0')}`,
    date: time.date,
    claims,
    providerAdjustments,
  };
  const written = writeRemittances({ ...envelope, remittances: [advice] });
  if (!written.ok) throw new Error(`the simulated payer made a remittance that does not hold: ${written.refusal.code}`);
  return { text: [...written.value].join(''), carriedCents: carriedOn };
}

function adviceClaim({ taken, decision, reversal }: Reported): AdviceClaim {
  const { claim, payerControlNumber, receivedOn } = taken;
  const { lastName, firstName, middleName } = claim.patient ?? claim.subscriber;
  const lines = reversal ? decision.lines.map(negated) : decision.lines;
  const { claimFilingIndicator, memberId } = claim.subscriber;
  return {
    patientControlNumber: claim.patientControlNumber,
    payerControlNumber,
    status: reversal ? '22' : '1',
    ...totals({ lines }),
    filingIndicator: claimFilingIndicator,
    placeOfService: claim.placeOfService,
    frequency: claim.frequency,
    patient: {
      lastName,
      ...(firstName === undefined ? {} : { firstName }),
      ...(middleName === undefined ? {} : { middleName }),
      memberId,
    },
    ...(claim.frequency !== '1' && claim.payerControlNumber !== undefined && !reversal
      ? { originalPayerControlNumber: claim.payerControlNumber }
      : {}),
    receivedOn,
    adjustments: [],
    remarks: reversal ? [] : decision.remarks,
    lines: lines.map(({ lineControlNumber, ...line }) => ({ ...line, control: lineControlNumber })),
  };
}

function negated(line: LineDecision): LineDecision {
  return {
    ...line,
    chargeCents: -line.chargeCents,
    paidCents: -line.paidCents,
    allowedCents: -line.allowedCents,
    adjustments: line.adjustments.map((adjustment) => ({ ...adjustment, amountCents: -adjustment.amountCents })),
  };
}
