import { sumCents } from '#libs/kernel/money.js';
import type { AcknowledgementStatus } from '#libs/x12/acknowledgement.js';
import type { FileTime, ProfessionalClaim } from '#libs/x12/claim.js';
import type { ClaimTransaction } from '#libs/x12/read/claim-file.js';
import { type ClaimAnswer, writeClaimAcknowledgement } from '#libs/x12/write/acknowledgement-277ca.js';
import type { Parties } from '../journal/entries.js';
import type { Chances } from '../scenario/scenario.js';
import { ACCEPTED } from './claim-status.js';
import { envelopeOf } from './envelope.js';

/** What was said of each claim of a batch: taken under a number of the payer's own, or refused. */
export interface ClaimReception {
  readonly claim: ProfessionalClaim;
  readonly payerControlNumber: string | null;
  readonly rejection?: AcknowledgementStatus;
  /** Who refused it. */
  readonly by?: 'clearinghouse' | 'payer';
  /** What is said of a claim that was not refused; taken into adjudication where left out. */
  readonly taken?: AcknowledgementStatus;
  /** What happens to the answer. */
  readonly chance?: Chances['claimAnswers'][number];
}

/** The 277CA of one transaction of claims, the payer's own or that of the clearinghouse before it. */
export function batchAnswer(
  fileName: string,
  transaction: ClaimTransaction,
  receptions: readonly ClaimReception[],
  {
    parties,
    time,
    receivedOn,
    clearinghouse,
  }: { parties: Parties; time: FileTime; receivedOn: string; clearinghouse?: Chances['clearinghouse'] },
): string {
  const [first] = receptions as readonly [ClaimReception, ...ClaimReception[]];
  const { billingProvider, payer } = first.claim;
  const segments = writeClaimAcknowledgement({
    envelope: envelopeOf(fileName, parties, time),
    payer: { name: payer.name, id: payer.id },
    ...(clearinghouse ? { clearinghouse } : {}),
    submitter: { name: transaction.submitter.name, id: transaction.submitter.id },
    batchReference: transaction.batchReference,
    receivedOn,
    billingProvider: { name: billingProvider.name, npi: billingProvider.npi },
    claims: receptions.map(claimAnswer),
  });
  return [...segments].join('');
}

function claimAnswer({ claim, payerControlNumber, rejection, taken }: ClaimReception): ClaimAnswer {
  const { lastName, firstName, middleName } = claim.patient ?? claim.subscriber;
  const dates = claim.lines.map((line) => line.serviceDate).sort();
  return {
    patientControlNumber: claim.patientControlNumber,
    patient: {
      lastName,
      ...(firstName === undefined ? {} : { firstName }),
      ...(middleName === undefined ? {} : { middleName }),
      memberId: claim.subscriber.memberId,
    },
    chargeCents: sumCents(claim.lines.map((line) => line.chargeCents)),
    serviceFrom: dates[0] as string,
    serviceTo: dates.at(-1) as string,
    accepted: rejection === undefined,
    statuses: [rejection ?? taken ?? ACCEPTED],
    ...(payerControlNumber === null ? {} : { payerControlNumber }),
  };
}
