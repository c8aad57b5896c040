import { type Cents, centsToDecimal, sumCents } from '#libs/kernel/money.js';
import { accept, type Result } from '#libs/kernel/result.js';
import type { AdviceClaim, AdviceLine, AdviceProviderAdjustment, RemittanceAdvice } from '../remittance-advice.js';
import { adjustmentSegments } from './adjustments.js';
import { organization, postalAddress } from './claim-parties.js';
import { cleanText } from './clean-text.js';
import { type EnvelopeInput, type TransactionInput, writeEnvelope } from './envelope.js';
import { adviceFault } from './remittance-faults.js';
import { compactDate, composite, segment } from './segments.js';

export const REMITTANCE_VERSION = '005010X221A1';

/** A PLB holds six pairs. */
const MOST_IN_ONE = 6;

/** The commercial insurer's claim filing indicator in an 837 is no code of an 835, where one of its products has to be named. */
const COMMERCIAL = 'CI';
const COMMERCIAL_IN_835 = '12';

export type RemittanceInterchange = Omit<EnvelopeInput, 'functionalId' | 'version'> & {
  readonly remittances: readonly RemittanceAdvice[];
};

/** What an advice pays in all (BPR02): its claims less what is taken outside of them. */
export function adviceTotal({ claims, providerAdjustments }: RemittanceAdvice): Cents {
  return sumCents([...claims.map(({ paidCents }) => paidCents), ...providerAdjustments.map((one) => -one.amountCents)]);
}

/** An 835 interchange as segments, one transaction for each advice. Refused where amounts do not balance or BPR02 would be negative. */
export function writeRemittances(input: RemittanceInterchange): Result<Iterable<string>> {
  for (const advice of input.remittances) {
    const fault = adviceFault(advice, adviceTotal(advice));
    if (fault !== null) return { ok: false, refusal: fault };
  }
  const { remittances, ...envelope } = input;
  const segments = () =>
    writeEnvelope({ ...envelope, functionalId: 'HP', version: REMITTANCE_VERSION }, transactionsOf(remittances));
  return accept({ [Symbol.iterator]: segments });
}

function* transactionsOf(remittances: readonly RemittanceAdvice[]): Generator<TransactionInput> {
  for (const advice of remittances) yield { set: '835', control: advice.control, body: transactionBody(advice) };
}

function* transactionBody(advice: RemittanceAdvice): Generator<string> {
  const { payer, payee, date, originatorId, providerAdjustments } = advice;
  yield payment(advice);
  yield segment('TRN', '1', advice.traceNumber, originatorId);
  yield segment('DTM', '405', compactDate(date));
  yield segment('N1', 'PR', cleanText(payer.name, 60));
  yield* postalAddress(payer.address);
  yield segment('REF', '2U', payer.id);
  yield segment('PER', 'BL', cleanText(payer.contact.name, 60), 'TE', payer.contact.phone.replace(/\D/g, ''));
  yield segment('N1', 'PE', cleanText(payee.name, 60), 'XX', payee.npi);
  if (payee.taxId !== undefined) yield segment('REF', 'TJ', payee.taxId.replace(/-/g, ''));
  if (advice.claims.length > 0) yield segment('LX', '1');
  for (const claim of advice.claims) yield* claimLoop(claim);
  yield* providerAdjustmentSegments(providerAdjustments, payee.npi, date.slice(0, 4));
}

/** BPR, as a check: no bank accounts are made up. Without money it is a notice only. */
function payment(advice: RemittanceAdvice): string {
  const total = adviceTotal(advice);
  const [handling, method] = total === 0 ? ['H', 'NON'] : ['I', 'CHK'];
  const bank = Array.from({ length: 11 }, () => '');
  return segment('BPR', handling, centsToDecimal(total), 'C', method, ...bank, compactDate(advice.date));
}

function* claimLoop(claim: AdviceClaim): Generator<string> {
  yield segment(
    'CLP',
    claim.patientControlNumber,
    claim.status,
    centsToDecimal(claim.chargeCents),
    centsToDecimal(claim.paidCents),
    claim.patientCents === 0 ? '' : centsToDecimal(claim.patientCents),
    claim.filingIndicator === COMMERCIAL ? COMMERCIAL_IN_835 : claim.filingIndicator,
    claim.payerControlNumber,
    claim.placeOfService,
    claim.frequency,
  );
  yield* adjustmentSegments(claim.adjustments);
  const { patient, crossoverCarrier } = claim;
  const name = [
    cleanText(patient.lastName, 60),
    cleanText(patient.firstName ?? '', 35),
    cleanText(patient.middleName ?? '', 25),
  ];
  const member = patient.memberId === undefined ? [] : ['MI', patient.memberId];
  yield segment('NM1', 'QC', '1', ...name, '', cleanText(patient.suffix ?? '', 10), ...member);
  if (crossoverCarrier !== undefined) yield organization('TT', crossoverCarrier.name, 'PI', crossoverCarrier.id);
  if (claim.remarks.length > 0) yield segment('MOA', '', '', ...claim.remarks);
  if (claim.originalPayerControlNumber !== undefined) yield segment('REF', 'F8', claim.originalPayerControlNumber);
  if (claim.receivedOn !== undefined) yield segment('DTM', '050', compactDate(claim.receivedOn));
  for (const line of claim.lines) yield* lineLoop(line);
}

function* lineLoop(line: AdviceLine): Generator<string> {
  const billed = line.billedCode === undefined ? '' : composite('HC', line.billedCode, ...(line.billedModifiers ?? []));
  yield segment(
    'SVC',
    composite('HC', line.code, ...line.modifiers),
    centsToDecimal(line.chargeCents),
    centsToDecimal(line.paidCents),
    '',
    line.units,
    billed,
    line.billedUnits,
  );
  yield segment('DTM', '472', compactDate(line.serviceDate));
  yield* adjustmentSegments(line.adjustments);
  if (line.control !== undefined) yield segment('REF', '6R', line.control);
  if (line.allowedCents !== undefined) yield segment('AMT', 'B6', centsToDecimal(line.allowedCents));
  for (const remark of line.remarks) yield segment('LQ', 'HE', remark);
}

function* providerAdjustmentSegments(
  adjustments: readonly AdviceProviderAdjustment[],
  npi: string,
  year: string,
): Generator<string> {
  for (let from = 0; from < adjustments.length; from += MOST_IN_ONE) {
    const pairs = adjustments.slice(from, from + MOST_IN_ONE);
    yield segment(
      'PLB',
      npi,
      `${year}1231`,
      ...pairs.flatMap(({ reason, reference, amountCents }) => [
        composite(reason, reference),
        centsToDecimal(amountCents),
      ]),
    );
  }
}
