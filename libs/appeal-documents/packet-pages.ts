import type { DecidedLine, PacketContent } from '#libs/domain/appeal-packet/facts.js';
import { longDate, plainKind } from '#libs/domain/appeal-packet/wording.js';
import { centsToDecimal } from '#libs/kernel/money.js';
import type { Column, PageWriter } from './page-writer.js';

const money = (heading: string): Column => ({ heading, share: 1.1, right: true });
const text = (heading: string, share: number): Column => ({ heading, share });

const amount = (cents: number) => {
  const [whole = '0', fraction = ''] = centsToDecimal(cents).split('.');
  return `${whole}.${fraction.padEnd(2, '0')}`;
};
const mark = (atIssue: boolean) => (atIssue ? 'yes' : '');
const codeOf = ({ code, modifiers }: { readonly code: string; readonly modifiers: readonly string[] }) =>
  [code, ...modifiers].join(' ');

function adjustmentsOf({ adjustments }: Pick<DecidedLine, 'adjustments'>): string {
  return adjustments.map(({ group, reason, amountCents }) => `${group} ${reason} ${amount(amountCents)}`).join(', ');
}

/** The letter as it stands. */
export function writeLetterPages(writer: PageWriter, { letter }: PacketContent): void {
  for (const { style, text: line } of letter) {
    if (line === '') writer.gap();
    else if (style === 'heading') writer.text(line, { bold: true, size: 11.5 });
    else if (style === 'item') writer.text(`•  ${line}`, { indent: 12 });
    else writer.text(line);
  }
}

const DECISION_COLUMNS = [
  ...[text('Line', 0.6), text('Date', 1.4), text('Code', 1.6), money('Charged'), money('Allowed'), money('Paid')],
  ...[text('Adjustments', 3), text('Remarks', 1.3), text('At issue', 0.9)],
];

/** What the payer decided, line by line as its remittance said. */
export function writeDecisionPages(writer: PageWriter, { facts: { decision } }: PacketContent): void {
  writer.newPage();
  writer.text('The payer’s decision, line by line', { bold: true, size: 11.5 });
  writer.gap();
  writer.text(`Payer's control number ${decision.payerControlNumber}`);
  writer.text(`Decided on ${longDate(decision.paymentDate)}, paid ${amount(decision.paidCents)}`);
  if (decision.adjustments.length > 0) writer.text(`On the claim as a whole: ${adjustmentsOf(decision)}`);
  if (decision.remarks.length > 0) writer.text(`Remarks: ${decision.remarks.join(' ')}`);
  writer.gap();
  writer.table(
    DECISION_COLUMNS,
    decision.lines.map((line) => [
      ...[line.line === null ? '' : String(line.line), line.serviceDate, codeOf(line), amount(line.chargeCents)],
      ...[amount(line.allowedCents), amount(line.paidCents), adjustmentsOf(line), line.remarks.join(' ')],
      mark(line.atIssue),
    ]),
  );
}

const CLAIM_COLUMNS = [
  ...[text('Line', 0.7), text('Date', 1.5), text('Code and modifiers', 2.4), text('Units', 0.8)],
  ...[text('Diagnoses', 1.2), money('Charge'), text('At issue', 0.9)],
];

/** The claim as it was sent. */
export function writeClaimPages(writer: PageWriter, { facts }: PacketContent): void {
  const { claim, patient, practice, payer } = facts;
  const provider = (one: typeof claim.renderingProvider) => one && `${one.name}, NPI ${one.npi}`;
  const told: readonly (readonly [string, string | undefined])[] = [
    ['Our number', claim.patientControlNumber],
    ['Frequency', claim.frequency],
    ['Sent on', claim.submittedOn && longDate(claim.submittedOn)],
    ['Billed by', `${practice.name}, NPI ${practice.npi}, tax id ${practice.taxId}`],
    ['Payer', payer.name],
    ['Patient', patient.name],
    ['Born', patient.birthDate && longDate(patient.birthDate)],
    ['Member id', patient.memberId],
    ['Place of service', claim.placeOfService],
    ['Rendering provider', provider(claim.renderingProvider)],
    ['Referring provider', provider(claim.referringProvider)],
    ['Authorization', claim.authorizationNumber],
    ['Plan of care', claim.planOfCare],
    ['Diagnoses', claim.diagnoses.map((code, index) => `${index + 1}: ${code}`).join(', ')],
    ['Total charge', amount(claim.chargeCents)],
  ];
  writer.newPage();
  writer.text('The claim as it was sent', { bold: true, size: 11.5 });
  writer.gap();
  for (const [name, value] of told) if (value) writer.text(`${name}: ${value}`);
  writer.gap();
  writer.table(
    CLAIM_COLUMNS,
    claim.lines.map((line) => [
      ...[String(line.line), line.serviceDate, codeOf(line), String(line.units), line.diagnosisPointers.join(' ')],
      ...[amount(line.chargeCents), mark(line.atIssue)],
    ]),
  );
}

/** The page before an attachment. */
export function writeDivider(writer: PageWriter, number: number, kind: string, servicesOn?: readonly string[]): void {
  writer.newPage();
  writer.text(`Enclosure ${number}: ${plainKind(kind)}`, { bold: true, size: 14 });
  if (servicesOn) writer.text(`Of ${servicesOn.map(longDate).join(', ')}`);
}
