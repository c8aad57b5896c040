import { formatCents } from '#libs/kernel/money.js';
import type { AppealArgument, DecidedLine, EarlierDecision, PacketAttachment, PacketFacts, SentLine } from './facts.js';
import type { LetterValues } from './letter.js';
import { longDate, plainKind } from './wording.js';

function reasonsOf({ decision }: PacketFacts): readonly string[] {
  const atIssue = decision.lines.filter((line) => line.atIssue);
  const codes = [...decision.adjustments, ...atIssue.flatMap(({ adjustments }) => adjustments)];
  const remarks = [...decision.remarks, ...atIssue.flatMap((line) => line.remarks)];
  const reasons = [...new Set(codes.map(({ group, reason }) => `${group} ${reason}`))];
  const remarked = [...new Set(remarks)];
  return remarked.length === 0 ? reasons : [...reasons, `remarks ${remarked.join(' ')}`];
}

const codeOf = ({ code, modifiers }: SentLine | DecidedLine) => [code, ...modifiers].join(' ');

function lineAtIssue(line: SentLine): string {
  const units = line.units === 1 ? '1 unit' : `${line.units} units`;
  return `Line ${line.line}: ${codeOf(line)}, ${units}, on ${longDate(line.serviceDate)}, charged ${formatCents(line.chargeCents)}`;
}

const OUTCOMES = {
  upheld: 'the denial was upheld',
  partly: 'partly in our favor',
  overturned: 'in our favor',
} as const;

const earlier = ({ level, decidedOn, outcome }: EarlierDecision) =>
  `${plainKind(level)} of ${longDate(decidedOn)}: ${OUTCOMES[outcome]}`;

function enclosure({ kind, servicesOn }: PacketAttachment): string {
  return servicesOn ? `${plainKind(kind)} of ${servicesOn.map(longDate).join(', ')}` : plainKind(kind);
}

/** What stands for each placeholder of a letter. */
export function letterValues(facts: PacketFacts, argument: AppealArgument): LetterValues {
  const { practice, payer, patient, claim, decision } = facts;
  const issue = claim.lines.filter(({ atIssue }) => atIssue);
  return {
    letterDate: longDate(facts.preparedOn),
    practiceName: practice.name,
    practiceAddress: practice.address,
    practiceNpi: practice.npi,
    practiceTaxId: practice.taxId,
    contactName: practice.contactName,
    contactPhone: practice.contactPhone,
    payerName: payer.name,
    levelName: facts.levelName,
    reviewBody: facts.reviewBody,
    patientName: patient.name ?? '',
    patientBirthDate: patient.birthDate === undefined ? '' : longDate(patient.birthDate),
    memberId: patient.memberId ?? '',
    patientControlNumber: claim.patientControlNumber,
    payerControlNumber: decision.payerControlNumber,
    datesOfService: [...new Set(issue.map(({ serviceDate }) => serviceDate))].sort().map(longDate),
    noticeDate: longDate(facts.noticeDate),
    deadline: longDate(facts.deadline),
    chargedAmount: formatCents(claim.chargeCents),
    paidAmount: formatCents(decision.paidCents),
    requestedAmount: formatCents(facts.requestedCents),
    denialReasons: reasonsOf(facts),
    linesAtIssue: issue.map(lineAtIssue),
    diagnoses: claim.diagnoses,
    renderingProvider: claim.renderingProvider
      ? `${claim.renderingProvider.name} (NPI ${claim.renderingProvider.npi})`
      : '',
    authorizationNumber: claim.authorizationNumber ?? '',
    planOfCare: claim.planOfCare ?? '',
    earlierDecisions: facts.earlierDecisions.map(earlier),
    ruleName: argument.name,
    rule: argument.text,
    statement: facts.statement ?? '',
    enclosures: facts.attachments.map(enclosure),
  };
}
