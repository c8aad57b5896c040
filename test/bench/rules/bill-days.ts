import { Ledgers } from '#apps/cli/billing/ledgers.js';
import type { PricedSession } from '#libs/rules/coded-session.js';
import { type CodedDay, codeDay } from '#libs/rules/coding/code-day.js';
import type { PracticeProfile } from '#libs/rules/practice.js';
import type { LedgerBalances } from '#libs/rules/pricing/ledger.js';
import { type PricedDay, priceDay } from '#libs/rules/pricing/price-day.js';
import type { Reference } from '#libs/rules/reference/reference.js';
import { scrubDay } from '#libs/rules/scrubbing/scrub-day.js';
import { VisitHistory } from '#libs/rules/scrubbing/visit-history.js';
import type { Session } from '#libs/rules/session.js';

/** Days with what they are billed by. */
export interface DaysToBill {
  readonly days: readonly (readonly Session[])[];
  readonly practice: PracticeProfile;
  readonly reference: Reference;
}

/** "Today" of edits about elapsed time: soon after the last session. */
const AS_OF = '2026-09-30';

/** Codes day by day. */
export function* codedDays({ days, practice, reference }: DaysToBill): Generator<CodedDay> {
  for (const sessions of days) yield codeDay({ sessions, practice, reference });
}

type Bill = (sessions: readonly Session[], day: CodedDay, balances: LedgerBalances) => PricedDay;

function* withLedgers(days: DaysToBill['days'], coded: Iterable<CodedDay>, bill: Bill) {
  const ledgers = new Ledgers(0, 0);
  let place = 0;
  for (const day of coded) {
    const sessions = days[place] as readonly Session[];
    const first = sessions[0] as Session;
    const { sessions: results, balances } = bill(sessions, day, ledgers.of(first));
    ledgers.set(first, balances);
    place += 1;
    yield results;
  }
}

/** Prices coded days, each against what the patient's year stood at before it. */
export function pricedDays(input: DaysToBill, coded: Iterable<CodedDay>): Generator<readonly PricedSession[]> {
  const { days, practice, reference } = input;
  return withLedgers(days, coded, (sessions, day, balances) =>
    priceDay({ sessions, day, practice, reference, balances }),
  );
}

/** Prices and scrubs coded days, as `claimstream scrub` does. */
export function scrubbedDays(input: DaysToBill, coded: Iterable<CodedDay>): Generator<readonly PricedSession[]> {
  const { days, practice, reference } = input;
  const visits = new VisitHistory();
  return withLedgers(days, coded, (sessions, day, balances) =>
    scrubDay({ sessions, day, practice, reference, balances, asOf: AS_OF, visits }),
  );
}
