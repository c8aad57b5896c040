import { codedDays, inInputOrder, openBilling } from '../billing/coded-days.js';
import type { BillingOptions } from '../options.js';
import { printJson, printText } from '../output/print.js';
import { sessionTable } from '../output/session-table.js';

/** `code SESSIONS`: coded lines and findings. Gives true where something is held. */
export async function code(file: string, options: BillingOptions): Promise<boolean> {
  const billing = await openBilling(options);
  let held = false;
  for await (const { entries, day } of codedDays(file, billing))
    for (const result of inInputOrder(entries, day.sessions)) {
      held ||= result.held;
      await (options.table ? printText(sessionTable(result)) : printJson(result));
    }
  return held;
}
