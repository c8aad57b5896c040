import type { Finding } from '../finding.js';

/** Findings of a day, kept by session. */
export class DayFindings {
  private readonly bySession: Finding[][];

  constructor(sessions: number) {
    this.bySession = Array.from({ length: sessions }, () => []);
  }

  /** Adds a finding unless the session has the very same already (two lines of one procedure say the same thing). */
  add(session: number, finding: Finding): void {
    const known = this.of(session).some(
      (one) => one.rule === finding.rule && one.procedure === finding.procedure && one.message === finding.message,
    );
    if (!known) this.of(session).push(finding);
  }

  of(session: number): Finding[] {
    return this.bySession[session] as Finding[];
  }
}
