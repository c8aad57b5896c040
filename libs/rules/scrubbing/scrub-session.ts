import type { Finding, Severity } from '../finding.js';
import type { PayerKind } from '../practice.js';
import { type Edit, type EditContext, type Problem, severityAt } from './edit.js';
import { EDITS } from './edit-catalogue.js';

interface GradedEdit {
  readonly edit: Edit;
  readonly severity: Severity;
}

function editsFor(kind: PayerKind): readonly GradedEdit[] {
  return EDITS.flatMap((edit) => {
    const severity = severityAt(edit, kind);
    return severity ? [{ edit, severity }] : [];
  });
}

/** The edits that each kind of payer is checked by; decided once. */
const EDITS_BY_KIND: Readonly<Record<PayerKind, readonly GradedEdit[]>> = {
  MEDICARE_B: editsFor('MEDICARE_B'),
  MEDICARE_ADVANTAGE: editsFor('MEDICARE_ADVANTAGE'),
  COMMERCIAL: editsFor('COMMERCIAL'),
  MEDICAID: editsFor('MEDICAID'),
};

function asFinding({ edit, severity }: GradedEdit, problem: Problem): Finding {
  const { procedure, fix, correction } = problem;
  return {
    rule: edit.id,
    severity: problem.severity ?? severity,
    ...(procedure !== undefined && { procedure }),
    message: problem.message,
    ...(fix !== undefined && { fix }),
    ...(correction !== undefined && { correction }),
    source: edit.source,
  };
}

/** Runs the whole catalogue over one coded session. Errors hold it; nothing is changed. */
export function scrubSession(context: EditContext): Finding[] {
  const findings: Finding[] = [];
  for (const graded of EDITS_BY_KIND[context.payer.kind])
    for (const problem of graded.edit.check(context)) findings.push(asFinding(graded, problem));
  return findings;
}
