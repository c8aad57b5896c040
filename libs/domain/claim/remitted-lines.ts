import type { RemittanceLine } from '#libs/contracts/events/remittance-events.js';
import type { AdjudicatedLine, ChargeLine } from '#libs/contracts/events/shapes.js';
import { type Cents, sumCents } from '#libs/kernel/money.js';

/** Paid less because an assistant furnished the service. */
const ASSISTANT_REMARK = 'N851';

function amountOf(line: RemittanceLine, group: string, reasons: readonly string[]): Cents {
  return sumCents(
    line.adjustments.filter((one) => one.group === group && reasons.includes(one.reason)).map((one) => one.amountCents),
  );
}

/** The assistant's cut is a CO-45 amount of its own beside the contractual one, which comes first (convention of this project). */
function assistantCut(line: RemittanceLine): Cents {
  if (!line.remarks.includes(ASSISTANT_REMARK)) return 0;
  const amounts = line.adjustments.filter((one) => one.group === 'CO' && one.reason === '45');
  return amounts.length > 1 ? (amounts.at(-1)?.amountCents ?? 0) : 0;
}

/** What the payer allowed: as it says (AMT*B6), else paid, patient's share, sequestration and the assistant's cut together (convention of this project). */
export function allowedCents(line: RemittanceLine): Cents {
  return (
    line.allowedCents ??
    line.paidCents + amountOf(line, 'PR', ['1', '2', '3']) + amountOf(line, 'CO', ['253']) + assistantCut(line)
  );
}

/** The payer's line as the claim keeps it. */
export function adjudicatedLine(line: RemittanceLine, charged: ChargeLine | null): AdjudicatedLine {
  return {
    line: charged?.line ?? null,
    code: line.code,
    modifiers: line.modifiers,
    ...(line.units === undefined ? {} : { units: line.units }),
    chargeCents: line.chargeCents,
    paidCents: line.paidCents,
    allowedCents: allowedCents(line),
    adjustments: line.adjustments,
    remarks: line.remarks,
  };
}

/** A line taken back: every amount negated. */
export function negated(line: AdjudicatedLine): AdjudicatedLine {
  const minus = (amount: Cents) => (amount === 0 ? 0 : -amount);
  return {
    ...line,
    chargeCents: minus(line.chargeCents),
    paidCents: minus(line.paidCents),
    allowedCents: minus(line.allowedCents),
    adjustments: line.adjustments.map((one) => ({ ...one, amountCents: minus(one.amountCents) })),
  };
}
