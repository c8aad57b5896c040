import type { Correction } from './correction.js';

export type Severity = 'error' | 'warning' | 'info';

/**
 * What a rule has to say about a session. `procedure` is the 1-based place in the session's `procedures`; the message carries the figures,
 * never a patient's name; an error holds the session. `fix` says what to do, `correction` is that as data where a machine can do it.
 */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly procedure?: number;
  readonly message: string;
  readonly fix?: string;
  readonly correction?: Correction;
  readonly source: string;
}

/** True where a finding holds the session. */
export function holds(findings: Iterable<Finding>): boolean {
  for (const finding of findings) if (finding.severity === 'error') return true;
  return false;
}
