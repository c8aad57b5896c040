import { yearOf } from '#libs/kernel/local-date.js';
import { type LedgerBalances, openLedger } from '#libs/rules/pricing/ledger.js';
import type { Session } from '#libs/rules/session.js';

/** The ledgers of a run: one per practice, patient and calendar year of the date of service, each opened with the same balances. */
export class Ledgers {
  private readonly balances = new Map<string, LedgerBalances>();

  constructor(
    private readonly accruedCents: number,
    private readonly deductibleLeftCents: number,
  ) {}

  of(session: Session): LedgerBalances {
    return this.balances.get(keyOf(session)) ?? openLedger(this.accruedCents, this.deductibleLeftCents);
  }

  set(session: Session, balances: LedgerBalances): void {
    this.balances.set(keyOf(session), balances);
  }
}

function keyOf(session: Session): string {
  return JSON.stringify([session.practiceId, session.patient.patientId, yearOf(session.dateOfService)]);
}
