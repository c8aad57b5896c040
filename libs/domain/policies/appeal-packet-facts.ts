import type { LocalDate } from '#libs/kernel/local-date.js';
import { localDateAt } from '#libs/kernel/time-zone.js';
import { timeZoneOf } from '#libs/rules/practice.js';
import type { Coverage, Patient, PlanOfCare, Provider } from '#libs/rules/session.js';
import type { DecidedClaim, NamedProvider, PacketFacts, SentClaim } from '../appeal-packet/facts.js';
import { longDate } from '../appeal-packet/wording.js';
import type { Adjudication, ClaimState, Submission } from '../claim/state.js';
import { submissionOf } from '../claim/state.js';
import { appealBody } from '../denial-case/appeal-levels.js';
import { type DenialState, type OpenedCase, stillDeniedCents } from '../denial-case/state.js';
import { type AppealSurroundings, payerOfCase } from './appeal-facts.js';

/** What a person asks for. */
export interface PacketRequest {
  readonly level: string;
  readonly statement?: string;
}

/** Present where it says something. */
const told = <Value>(name: string, value: Value | undefined | '') =>
  value === undefined || value === '' ? {} : { [name]: value };

const nameOf = ({ firstName, lastName }: { readonly firstName?: string; readonly lastName?: string }) =>
  [firstName, lastName].filter(Boolean).join(' ');

function named(provider: Partial<Provider> | undefined): NamedProvider | undefined {
  return provider?.npi === undefined ? undefined : { name: nameOf(provider) || provider.npi, npi: provider.npi };
}

function planSentence(plan: Partial<PlanOfCare> | undefined): string | undefined {
  if (plan?.firstTreatmentOn === undefined) return undefined;
  const certified = plan.certifiedOn ?? plan.certifications?.find(({ signedOn }) => signedOn)?.signedOn;
  const since = `Treated under a plan of care since ${longDate(plan.firstTreatmentOn)}`;
  return certified === undefined ? `${since}.` : `${since}, certified on ${longDate(certified)}.`;
}

/** The lines that the case is about: those that were denied, or all where the claim was denied as a whole. */
function atIssue({ lines }: OpenedCase): (line: number | null) => boolean {
  const numbers = lines.map(({ line }) => line);
  return numbers.includes(undefined) ? () => true : (line) => line !== null && numbers.includes(line);
}

function sentClaim(claim: ClaimState, submission: Submission, opened: OpenedCase, timeZone: string): SentClaim {
  const { content, lines, frequency, submittedAt } = submission;
  const isAtIssue = atIssue(opened);
  return {
    patientControlNumber: submission.patientControlNumber ?? claim.claimId,
    frequency,
    ...told('submittedOn', submittedAt === undefined ? undefined : localDateAt(new Date(submittedAt), timeZone)),
    placeOfService: claim.placeOfService,
    diagnoses: content.diagnoses,
    ...told('renderingProvider', named(content.renderingProvider as Partial<Provider>)),
    ...told('referringProvider', named(content.referringProvider as Partial<Provider> | undefined)),
    ...told('authorizationNumber', content.authorizationNumber),
    ...told('planOfCare', planSentence(content.planOfCare as Partial<PlanOfCare> | undefined)),
    chargeCents: lines.reduce((sum, line) => sum + line.chargeCents, 0),
    lines: lines.map(({ line, serviceDate = claim.dateOfService, code, modifiers, units, ...rest }) => ({
      ...{ line, serviceDate, code, modifiers, units, atIssue: isAtIssue(line) },
      ...{ diagnosisPointers: rest.diagnosisPointers, chargeCents: rest.chargeCents },
    })),
  };
}

function decidedClaim(adjudication: Adjudication, sent: SentClaim, opened: OpenedCase): DecidedClaim {
  const isAtIssue = atIssue(opened);
  const dateOf = (line: number | null): LocalDate =>
    sent.lines.find((one) => one.line === line)?.serviceDate ?? opened.dateOfService;
  const { payerControlNumber, paymentDate, paidCents, adjustments, remarks } = adjudication;
  return {
    ...{ payerControlNumber, paymentDate, paidCents, adjustments, remarks },
    lines: adjudication.lines.map(({ line, code, modifiers, chargeCents, allowedCents, ...rest }) => ({
      ...{ line, serviceDate: dateOf(line), code, modifiers, chargeCents, allowedCents, atIssue: isAtIssue(line) },
      ...{ paidCents: rest.paidCents, adjustments: rest.adjustments, remarks: rest.remarks },
    })),
  };
}

/** The newest decision that denied the case's lines. */
function decisionOf(claim: ClaimState, { remittanceId, lines }: OpenedCase, { repeats }: DenialState) {
  const ids = [remittanceId, ...repeats.map((repeat) => repeat.slice(0, repeat.lastIndexOf('#')))];
  const found = claim.adjudications.findLast((one) => ids.includes(one.remittanceId) && !one.reversed);
  return found && lines.length > 0 ? found : claim.adjudications.findLast((one) => one.remittanceId === remittanceId);
}

function patientOf({ content }: Submission, payerId: string): PacketFacts['patient'] {
  const patient = content.patient as Partial<Patient>;
  const coverages = content.coverages as unknown as readonly Coverage[];
  const rank = content.billedRank ?? 1;
  const coverage = coverages.find((one) => one.payerId === payerId && one.rank === rank) ?? coverages[0];
  return {
    ...told('name', nameOf(patient)),
    ...told('birthDate', patient.birthDate),
    ...told('memberId', coverage?.memberId),
  };
}

/** What a packet tells of a case; null where the claim was never sent or the decision is not on file, as after it was undone. */
export function packetFacts(
  { level, statement }: PacketRequest,
  denial: DenialState,
  claim: ClaimState,
  { practice, data, now }: AppealSurroundings,
): PacketFacts | null {
  const { opened } = denial;
  const deadline = denial.deadlines.find(({ kind }) => kind === level);
  const adjudication = opened && decisionOf(claim, opened, denial);
  const submission = adjudication && submissionOf(claim, adjudication.submissionNumber);
  if (!opened || !deadline || !submission) return null;
  const payer = payerOfCase(denial, practice);
  const today = localDateAt(now, timeZoneOf(practice));
  const sent = sentClaim(claim, submission, opened, timeZoneOf(practice));
  const { line1, line2, city, state, zip } = practice.address;
  const { name: contactName, phone: contactPhone } = practice.submitter.contact;
  return {
    ...{ denialId: opened.denialId, level, preparedOn: today, ...appealBody(level, payer, today, data) },
    practice: {
      ...{ name: practice.name, npi: practice.npi, taxId: practice.taxId, contactName, contactPhone },
      address: [line1, ...(line2 ? [line2] : []), `${city}, ${state} ${zip}`],
    },
    payer: { payerId: payer.payerId, name: payer.name, kind: payer.kind },
    patient: patientOf(submission, opened.payerId),
    claim: sent,
    decision: decidedClaim(adjudication, sent, opened),
    category: denial.classification?.category ?? 'UNKNOWN',
    reason: opened.lines[0]?.reason ?? '',
    requestedCents: stillDeniedCents(denial),
    noticeDate: deadline.noticeDate,
    deadline: deadline.statutoryDate,
    earlierDecisions: denial.appeals.flatMap(({ level: before, decision }) =>
      decision ? [{ level: before, ...decision }] : [],
    ),
    ...told('statement', statement),
    attachments: denial.desk.attachments
      .filter(({ removed }) => !removed)
      .map(({ attachmentId, kind, contentType, fileId, sha256, servicesOn }) => ({
        ...{ attachmentId, kind, contentType, fileId, sha256 },
        ...(servicesOn ? { servicesOn } : {}),
      })),
  };
}
