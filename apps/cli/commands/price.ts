import { priceDay } from '#libs/rules/pricing/price-day.js';
import type { Session } from '#libs/rules/session.js';
import { codedDays, inInputOrder, openBilling } from '../billing/coded-days.js';
import { Ledgers } from '../billing/ledgers.js';
import type { BillingOptions } from '../options.js';
import { printJson, printText } from '../output/print.js';
import { sessionTable } from '../output/session-table.js';

/** `price SESSIONS`: coded lines with what the payer is expected to pay. Gives true where something is held. */
export async function price(file: string, options: BillingOptions): Promise<boolean> {
  const { practice, reference } = await openBilling(options);
  const ledgers = new Ledgers(options.accrued, options.deductibleLeft);
  let held = false;
  for await (const { entries, sessions, day } of codedDays(file, { practice, reference })) {
    const first = sessions[0] as Session;
    const priced = priceDay({
      sessions,
      day,
      ...(practice && { practice }),
      reference,
      ...(options.locality !== undefined && { locality: options.locality }),
      balances: ledgers.of(first),
    });
    ledgers.set(first, priced.balances);
    for (const result of inInputOrder(entries, priced.sessions)) {
      held ||= result.held;
      await (options.table ? printText(sessionTable(result)) : printJson(result));
    }
  }
  return held;
}
