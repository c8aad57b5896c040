import { createHash } from 'node:crypto';
import type { ClaimEvent } from '#libs/contracts/events/claim-events.js';
import type { ChargeLine, ClaimContent } from '#libs/contracts/events/shapes.js';
import type { ClaimState } from '#libs/domain/claim/state.js';
import type { PlannedInterchange } from '#libs/domain/interchange/decider.js';
import { subjectOfContent } from '#libs/exchange/claim-subject.js';
import { type ClaimToSend, professionalClaim } from '#libs/exchange/professional-claim.js';
import { recordedDecision, type TiedLine } from '#libs/exchange/recorded-decisions.js';
import { coverageOfRank, secondaryClaim } from '#libs/exchange/secondary-claim.js';
import { CodedError } from '#libs/kernel/coded-error.js';
import { accept, refuse } from '#libs/kernel/result.js';
import { localDateAt } from '#libs/kernel/time-zone.js';
import { payerProfile } from '#libs/rules/payer-profile.js';
import { type PracticeProfile, timeZoneOf } from '#libs/rules/practice.js';
import type { FileTime, ProfessionalClaim } from '#libs/x12/claim.js';
import { writeBatches } from '#libs/x12/write/claim-837p.js';

export type SubmittedClaim = Extract<ClaimEvent, { type: 'ClaimSubmitted' }>['data'];

/** A claim lacks what an 837P requires: a person must complete it. The message names fields, never their content. */
export class ClaimNotWritable extends CodedError {
  /** `rule`: what of a claim to a later payer does not fit to what was decided before it (`cob.*`). */
  constructor(
    readonly field: string,
    readonly rule = 'claim.not-writable',
  ) {
    super(rule, `the claim cannot be written as an 837P: ${field}`);
  }
}

/** The file of one plan, the same bytes however often it is made. */
export interface ClaimFile {
  readonly fileName: string;
  readonly bytes: Buffer;
  readonly sha256: string;
  readonly interchangeId: string;
  /** ISA13 as the file has it. */
  readonly controlNumber: string;
}

type Submission = Pick<SubmittedClaim, 'content' | 'frequency' | 'payerControlNumber' | 'patientPaidCents'> & {
  readonly lines: readonly ChargeLine[];
  readonly patientControlNumber: string;
};

/** A submission in the words of the 837P. Throws {@link ClaimNotWritable} where what is stored is not a whole claim. */
export function claimToWrite(
  submission: Submission,
  { payerId, placeOfService, dateOfService }: Pick<ClaimState, 'payerId' | 'placeOfService' | 'dateOfService'>,
  practice: PracticeProfile,
): ProfessionalClaim {
  const { content, lines, frequency, patientControlNumber, payerControlNumber, patientPaidCents } = submission;
  const payer = payerProfile(practice, payerId);
  if (!payer) throw new ClaimNotWritable('payerId');
  const subject = subjectOfContent(content);
  if (!subject.ok) throw new ClaimNotWritable(subject.refusal.map((error) => error.field).join(', '));
  return whole(
    {
      subject: subject.value,
      placeOfService,
      lines: lines.map((line) => {
        const description = content.lineDescriptions?.[String(line.line)];
        return {
          ...line,
          serviceDate: line.serviceDate ?? dateOfService,
          ...(description === undefined ? {} : { description }),
        };
      }),
      practice,
      payer,
      patientControlNumber,
      frequency,
      ...(payerControlNumber === undefined ? {} : { payerControlNumber }),
      ...(patientPaidCents === undefined ? {} : { patientPaidCents }),
    },
    content,
  );
}

/** The claim to the first payer, or to a later one with what each payer before it decided. */
function whole(claim: ClaimToSend & { readonly lines: readonly TiedLine[] }, content: ClaimContent): ProfessionalClaim {
  const { billedRank, priorDecisions = [] } = content;
  if (billedRank === undefined) return professionalClaim(claim);
  const coverage = coverageOfRank(claim, billedRank);
  if (!coverage) throw new ClaimNotWritable('coverages', 'cob.coverage-unknown');
  const built = secondaryClaim({ ...claim, coverage }, ({ rank }) => {
    const decided = priorDecisions.find((one) => one.rank === rank);
    return decided
      ? accept(recordedDecision(decided, claim.lines))
      : refuse('cob.no-decision', 'a payer before it has decided nothing');
  });
  if (!built.ok) throw new ClaimNotWritable(built.refusal.field ?? built.refusal.message, built.refusal.code);
  return built.value;
}

/** ST02 of a file's batches: 0001, 0002, … */
export function transactionControl(batch: number): string {
  return String(batch).padStart(4, '0');
}

/**
 * The interchange that carries a plan's claims, a transaction for each batch (at least one batch, at least one claim in each), made of the plan
 * and of the claims' events alone. Throws {@link ClaimNotWritable}.
 */
export function claimFile(
  { interchangeId, controlNumber, plannedAt }: PlannedInterchange,
  batches: readonly (readonly ProfessionalClaim[])[],
  usage: 'T' | 'P',
  practice: PracticeProfile,
): ClaimFile {
  const number = Number(controlNumber);
  const written = writeBatches({
    sender: practice.submitter,
    receiver: practice.receiver,
    controlNumbers: { interchange: number, group: number, transaction: transactionControl(1) },
    time: fileTime(new Date(plannedAt), timeZoneOf(practice)),
    usage,
    batches,
  });
  if (!written.ok) throw new ClaimNotWritable(written.refusal.field ?? written.refusal.code);
  const bytes = Buffer.from([...written.value].join(''));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { fileName: `837P-${controlNumber}.x12`, bytes, sha256, interchangeId, controlNumber };
}

function fileTime(instant: Date, timeZone: string): FileTime {
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return { date: localDateAt(instant, timeZone), time: time.format(instant) };
}
