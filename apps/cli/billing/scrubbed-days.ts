import type { PricedSession } from '#libs/rules/coded-session.js';
import { scrubDay } from '#libs/rules/scrubbing/scrub-day.js';
import { VisitHistory } from '#libs/rules/scrubbing/visit-history.js';
import type { Session } from '#libs/rules/session.js';
import type { BillingOptions } from '../options.js';
import { type BilledDay, type Billing, codedDays } from './coded-days.js';
import { Ledgers } from './ledgers.js';
import { withReviewSample } from './review-sample.js';
import { today } from './today.js';

/** A day as it would be billed: coded, priced and scrubbed. */
export interface ScrubbedDay extends BilledDay {
  readonly results: readonly PricedSession[];
}

/** Reads, codes, prices and scrubs a file day by day, with the ledgers and visits of the file itself. */
export async function* scrubbedDays(
  file: string,
  billing: Billing,
  options: BillingOptions,
): AsyncGenerator<ScrubbedDay> {
  const { practice, reference } = billing;
  const asOf = options.asOf ?? today(practice);
  const ledgers = new Ledgers(options.accrued, options.deductibleLeft);
  const visits = new VisitHistory();
  for await (const billed of codedDays(file, billing)) {
    const { sessions, day } = billed;
    const first = sessions[0] as Session;
    const { sessions: results, balances } = scrubDay({
      sessions,
      day,
      ...(practice && { practice }),
      reference,
      ...(options.locality !== undefined && { locality: options.locality }),
      balances: ledgers.of(first),
      asOf,
      visits,
    });
    ledgers.set(first, balances);
    yield { ...billed, results: withReviewSample(sessions, results, practice) };
  }
}
