import { sumCents } from '#libs/kernel/money.js';
import type { FileTime } from '#libs/x12/claim.js';
import type { AdviceClaim, AdviceProviderAdjustment } from '#libs/x12/remittance-advice.js';
import { writeRemittances } from '#libs/x12/write/remittance-835.js';
import { type LineDecision, totals } from '../adjudication/decision.js';
import type { Carried, Parties } from '../journal/entries.js';
import type { DayReport, Reported } from '../tasks/reported.js';
import { SENT_ON } from './crossed-over.js';
import { envelopeOf } from './envelope.js';

/** Where a made-up payer lives. */
const PAYER_OFFICE = {
  address: { line1: '1 Payer Plaza', city: 'Hartford', state: 'CT', zip: '061030000' },
  contact: { name: 'Provider Services', phone: '8005550100' },
} as const;

/**
 * One 835 for all that a payer decided on a day. Where it comes to less than nothing, the rest is carried into the next file by a pair of
 * forwarding adjustments under one reference. `payment` names the payment, whatever file tells of it. Gives the text and what is carried on.
 */
export function remittanceAnswer(
  fileName: string,
  { claims: reported, providerAdjustments }: DayReport,
  { parties, time, carried, payment }: { parties: Parties; time: FileTime; carried: Carried; payment: string },
): { text: string; carried: Carried } {
  const { billingProvider, payer } = (reported[0] as Reported).taken.claim;
  const claims = reported.map(adviceClaim);
  const taken = sumCents(providerAdjustments.map(({ amountCents }) => amountCents));
  const sum = sumCents([...claims.map((claim) => claim.paidCents), carried.cents, -taken]);
  const carriedOn: Carried = { cents: Math.min(0, sum), reference: payment.replace(/[^0-9A-Z]/gi, '') };
  const forwarded: readonly AdviceProviderAdjustment[] = [
    { reason: 'FB', reference: carried.reference, amountCents: -carried.cents },
    { reason: 'FB', reference: carriedOn.reference, amountCents: carriedOn.cents },
  ];
  const envelope = envelopeOf(fileName, parties, time);
  const number = (of: string) => String(envelopeOf(of, parties, time).controlNumbers.interchange).padStart(9, '0');
  const advice = {
    control: '0001',
    payer: { name: payer.name, id: payer.id, ...PAYER_OFFICE },
    payee: { name: billingProvider.name, npi: billingProvider.npi, taxId: billingProvider.taxId },
    traceNumber: `T${number(`${payer.id} ${payment}`)}`,
    originatorId: `1${number(payer.id)}`,
    date: time.date,
    claims,
    providerAdjustments: [...providerAdjustments, ...forwarded.filter(({ amountCents }) => amountCents !== 0)],
  };
  const written = writeRemittances({ ...envelope, remittances: [advice] });
  if (!written.ok) throw new Error(`the simulated payer made a remittance that does not hold: ${written.refusal.code}`);
  return { text: [...written.value].join(''), carried: carriedOn };
}

/** CLP02 of a decision, by the payer's place among the patient's payers; further on, of one that is also sent on. */
const PROCESSED_AS: Readonly<Record<string, readonly [alone: string, sentOn: string]>> = {
  P: ['1', '19'],
  S: ['2', '20'],
  T: ['3', '21'],
};
const REVERSED = '22';

function statusOf({ taken, reversal, crossover }: Reported): string {
  if (reversal) return REVERSED;
  const [alone, sentOn] = PROCESSED_AS[taken.claim.subscriber.responsibility] ?? ['1', '19'];
  return crossover ? sentOn : alone;
}

function adviceClaim(reported: Reported): AdviceClaim {
  const { taken, decision, reversal, crossover } = reported;
  const { claim, payerControlNumber, receivedOn } = taken;
  const { lastName, firstName, middleName } = claim.patient ?? claim.subscriber;
  const lines = reversal ? decision.lines.map(negated) : decision.lines;
  const { claimFilingIndicator, memberId } = claim.subscriber;
  return {
    patientControlNumber: claim.patientControlNumber,
    payerControlNumber,
    status: statusOf(reported),
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
    remarks: reversal ? [] : [...decision.remarks, ...(crossover ? [SENT_ON] : [])],
    ...(crossover ? { crossoverCarrier: crossover.payer } : {}),
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
