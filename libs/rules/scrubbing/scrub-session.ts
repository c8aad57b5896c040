import type { Finding } from '../finding.js';
import { type EditContext, severityAt } from './edit.js';
import { EDITS } from './edit-catalogue.js';

/** Runs the whole catalogue over one coded session. Errors hold it; nothing is changed. */
export function scrubSession(context: EditContext): Finding[] {
  const findings: Finding[] = [];
  for (const edit of EDITS) {
    const severity = severityAt(edit, context.payer.kind);
    if (!severity) continue;
    for (const problem of edit.check(context))
      findings.push({
        rule: edit.id,
        severity: problem.severity ?? severity,
        ...(problem.procedure !== undefined && { procedure: problem.procedure }),
        message: problem.message,
        ...(problem.fix !== undefined && { fix: problem.fix }),
        source: edit.source,
      });
  }
  return findings;
}
