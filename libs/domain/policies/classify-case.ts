import { UNPROCESSABLE } from '#libs/contracts/remark-codes.js';
import { type ClaimState, submissionOf } from '../claim/state.js';
import type { ClassificationRules, DenialFact } from '../denial-case/classification-rules.js';
import { type Classification, classifyDenial } from '../denial-case/classify.js';
import type { OpenedCase } from '../denial-case/state.js';
import type { LedgerState } from '../patient-ledger/state.js';
import { usableAuthorization } from './corrections/usable-authorization.js';

/** What a case is classified by, beside itself. */
export interface ClassificationSurroundings {
  readonly claim: ClaimState;
  readonly ledger: LedgerState;
  readonly rules: ClassificationRules;
  /** What a handler has found beside that. */
  readonly found?: DenialFact;
}

type CaseToClassify = Pick<OpenedCase, 'payerId' | 'payerKind' | 'submissionNumber' | 'noticeDate' | 'lines'>;

/** The charge lines that a case is about, as they were sent. */
function deniedCharges({ lines, submissionNumber }: CaseToClassify, claim: ClaimState) {
  const numbers = lines.map((line) => line.line);
  const sent = submissionOf(claim, submissionNumber)?.lines ?? claim.lines;
  return numbers.includes(undefined) ? sent : sent.filter((line) => numbers.includes(line.line));
}

/** Modifiers that every denied line carries: GA on one line says nothing about the others. The code, where all have the same. */
function common(charges: ReturnType<typeof deniedCharges>): { modifiers: readonly string[]; code?: string } {
  const [first, ...rest] = charges;
  const modifiers = (first?.modifiers ?? []).filter((one) => rest.every((line) => line.modifiers.includes(one)));
  const isOneCode = rest.every(({ code }) => code === first?.code);
  return { modifiers, ...(first && isOneCode ? { code: first.code } : {}) };
}

/** MA130 on any of the case's lines: none of them was processed. */
export function isUnprocessed({ lines }: Pick<OpenedCase, 'lines'>): boolean {
  return lines.some(({ remarks }) => remarks.includes(UNPROCESSABLE));
}

/** What the rules make of a case, by what is on file now. */
export function classifyCase(
  opened: CaseToClassify,
  { claim, ledger, rules, found }: ClassificationSurroundings,
): Classification {
  const { payerKind, payerId, noticeDate, lines } = opened;
  const remarks = [...new Set(lines.flatMap((line) => line.remarks))];
  const { group = '', reason = '' } = lines[0] ?? {};
  const facts = new Set<DenialFact>(usableAuthorization(claim, ledger) ? ['authorization-on-file'] : []);
  if (found) facts.add(found);
  const charges = common(deniedCharges(opened, claim));
  return classifyDenial(
    { group, reason, remarks, ...charges, unprocessable: isUnprocessed(opened) },
    { payerKind, payerId, on: noticeDate, rules, facts },
  );
}

/** Whether the rules call it a denial at all: such a case would not be opened under rules that do not. */
export function opensCase(opened: CaseToClassify, { claim, rules }: ClassificationSurroundings): boolean {
  const { payerKind, payerId, noticeDate, lines } = opened;
  const { code } = common(deniedCharges(opened, claim));
  return lines.some(
    ({ reason, remarks, group }) => rules.row({ reason, remarks, group, payerKind, payerId, code }, noticeDate).denial,
  );
}
