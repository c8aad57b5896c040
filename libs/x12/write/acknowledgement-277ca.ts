import type { LocalDate } from '#libs/kernel/local-date.js';
import { type Cents, centsToDecimal, sumCents } from '#libs/kernel/money.js';
import type { AcknowledgementStatus } from '../acknowledgement.js';
import type { ControlNumbers, PersonName } from '../claim.js';
import { organization } from './claim-parties.js';
import { cleanText } from './clean-text.js';
import { compactTime, type EnvelopeInput, interchangeControl, writeEnvelope } from './envelope.js';
import { compactDate, composite, segment } from './segments.js';

export const CLAIM_ACKNOWLEDGEMENT_VERSION = '005010X214';

/** What a payer says of one claim that it was sent. */
export interface ClaimAnswer {
  /** CLM01. */
  readonly patientControlNumber: string;
  readonly patient: PersonName & { readonly memberId: string };
  readonly chargeCents: Cents;
  readonly serviceFrom: LocalDate;
  readonly serviceTo?: LocalDate;
  /** WQ taken, U refused. */
  readonly accepted: boolean;
  /** At least one; three fit into one STC. */
  readonly statuses: readonly AcknowledgementStatus[];
  /** REF*1K; given with an accepted claim. */
  readonly payerControlNumber?: string;
}

export interface BatchAnswer {
  readonly envelope: Omit<EnvelopeInput, 'functionalId' | 'version'> & { readonly controlNumbers: ControlNumbers };
  readonly payer: { readonly name: string; readonly id: string };
  /** Who answers, where it is not the payer itself but a clearinghouse on the way to it. */
  readonly clearinghouse?: { readonly name: string; readonly id: string };
  readonly submitter: { readonly name: string; readonly id: string };
  /** BHT03 of the 837 that is answered. */
  readonly batchReference: string;
  readonly receivedOn: LocalDate;
  readonly billingProvider: { readonly name: string; readonly npi: string };
  readonly claims: readonly ClaimAnswer[];
}

/** The batch itself was received; each claim has its own answer below it. */
const BATCH_RECEIVED = composite('A1', '19', 'PR');
const STATUSES_IN_ONE = 3;

/** An interchange with a 277CA for one batch. */
export function writeClaimAcknowledgement(answer: BatchAnswer): Iterable<string> {
  const { envelope } = answer;
  const transaction = { set: '277', control: envelope.controlNumbers.transaction, body: body(answer) };
  return writeEnvelope({ ...envelope, functionalId: 'HN', version: CLAIM_ACKNOWLEDGEMENT_VERSION }, [transaction]);
}

function* body(answer: BatchAnswer): Generator<string> {
  const { envelope, payer, clearinghouse, submitter, billingProvider } = answer;
  const { date } = envelope.time;
  const reference = interchangeControl(envelope.controlNumbers.interchange);
  yield segment('BHT', '0085', '08', reference, compactDate(date), compactTime(envelope.time), 'TH');
  yield segment('HL', '1', '', '20', '1');
  yield clearinghouse
    ? organization('AY', clearinghouse.name, '46', clearinghouse.id)
    : organization('PR', payer.name, 'PI', payer.id);
  yield segment('TRN', '1', reference);
  yield segment('DTP', '050', 'D8', compactDate(answer.receivedOn));
  yield segment('DTP', '009', 'D8', compactDate(date));
  yield segment('HL', '2', '1', '21', '1');
  yield organization('41', submitter.name, '46', submitter.id);
  yield segment('TRN', '2', answer.batchReference);
  yield segment('STC', BATCH_RECEIVED, compactDate(date), 'WQ', centsToDecimal(total(answer.claims)));
  yield* totals(answer.claims, '90', 'AA');
  yield segment('HL', '3', '2', '19', '1');
  yield organization('85', billingProvider.name, 'XX', billingProvider.npi);
  yield segment('TRN', '1', '0');
  yield segment('STC', BATCH_RECEIVED, '', 'WQ', centsToDecimal(total(answer.claims)));
  yield* totals(answer.claims, 'QA', 'QC');
  for (const [index, claim] of answer.claims.entries()) yield* claimLoop(claim, index + 4, date);
}

/** QTY and AMT of the claims that were taken and of those that were not. */
function* totals(claims: readonly ClaimAnswer[], taken: string, refused: string): Generator<string> {
  const accepted = claims.filter((claim) => claim.accepted);
  const rejected = claims.filter((claim) => !claim.accepted);
  if (accepted.length > 0) yield segment('QTY', taken, accepted.length);
  if (rejected.length > 0) yield segment('QTY', refused, rejected.length);
  if (accepted.length > 0) yield segment('AMT', 'YU', centsToDecimal(total(accepted)));
  if (rejected.length > 0) yield segment('AMT', 'YY', centsToDecimal(total(rejected)));
}

function total(claims: readonly ClaimAnswer[]): Cents {
  return sumCents(claims.map(({ chargeCents }) => chargeCents));
}

function* claimLoop(claim: ClaimAnswer, level: number, date: LocalDate): Generator<string> {
  const { patient, serviceFrom, serviceTo } = claim;
  const name = [
    cleanText(patient.lastName, 60),
    cleanText(patient.firstName ?? '', 35),
    cleanText(patient.middleName ?? '', 25),
  ];
  yield segment('HL', level, '3', 'PT');
  yield segment('NM1', 'QC', '1', ...name, '', cleanText(patient.suffix ?? '', 10), 'MI', patient.memberId);
  yield segment('TRN', '2', claim.patientControlNumber);
  for (let from = 0; from < claim.statuses.length; from += STATUSES_IN_ONE) {
    yield statusSegment(claim, claim.statuses.slice(from, from + STATUSES_IN_ONE), date);
  }
  if (claim.payerControlNumber !== undefined) yield segment('REF', '1K', claim.payerControlNumber);
  yield serviceTo === undefined || serviceTo === serviceFrom
    ? segment('DTP', '472', 'D8', compactDate(serviceFrom))
    : segment('DTP', '472', 'RD8', `${compactDate(serviceFrom)}-${compactDate(serviceTo)}`);
}

function statusSegment(claim: ClaimAnswer, statuses: readonly AcknowledgementStatus[], date: LocalDate): string {
  const [first, second = '', third = ''] = statuses.map(({ category, status, entity }) =>
    composite(category, status, entity),
  );
  const action = claim.accepted ? 'WQ' : 'U';
  return segment(
    'STC',
    first,
    compactDate(date),
    action,
    centsToDecimal(claim.chargeCents),
    '',
    '',
    '',
    '',
    '',
    second,
    third,
  );
}
