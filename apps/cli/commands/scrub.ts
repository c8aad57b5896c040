import type { PricedSession } from '#libs/rules/coded-session.js';
import { inInputOrder, openBilling, type SetAside } from '../billing/coded-days.js';
import { scrubbedDays } from '../billing/scrubbed-days.js';
import type { BillingOptions } from '../options.js';
import { printJson, printText } from '../output/print.js';
import { sessionTable } from '../output/session-table.js';

/** A result without its lines: `scrub` is about findings alone. */
function findingsOnly(result: PricedSession | SetAside) {
  if (!('payerId' in result)) {
    const { lines, ...rest } = result;
    return rest;
  }
  const { sessionId, revision, payerId, held, findings } = result;
  return { sessionId, revision, payerId, held, findings };
}

/** `scrub SESSIONS`: the whole edit catalogue. Gives true where something is held. */
export async function scrub(file: string, options: BillingOptions): Promise<boolean> {
  const billing = await openBilling(options);
  let held = false;
  for await (const { entries, results } of scrubbedDays(file, billing, options))
    for (const result of inInputOrder(entries, results)) {
      held ||= result.held;
      await (options.table ? printText(sessionTable(findingsOnly(result))) : printJson(findingsOnly(result)));
    }
  return held;
}
