import type { PriorDecisionRecord } from '#libs/contracts/events/shapes.js';
import type { DecidedLine, PriorDecision } from './prior-decisions.js';
import type { LineToSend } from './professional-claim.js';

/** The charge line that a decided one is about. */
export type TiedLine = LineToSend & { readonly line: number };

/** What a payer decided, as a claim's events have it: every adjustment of every line stays. Lines were tied when the answer was posted. */
export function recordedDecision(record: PriorDecisionRecord, lines: readonly TiedLine[]): PriorDecision {
  const { paidCents, adjustments, payerControlNumber, remarks, paymentDate: paidOn } = record;
  const decided = record.lines.map((line): DecidedLine => {
    const { code, modifiers, chargeCents, adjustments: own, paidCents: paid } = line;
    const tied = lines.find((one) => one.line === line.line);
    return {
      ...{ code, modifiers, chargeCents, adjustments: own, paidCents: paid, units: line.units ?? tied?.units ?? 1 },
      ...(tied && { control: tied.lineControlNumber }),
    };
  });
  return { claim: { paidCents, adjustments, payerControlNumber, remarks, crossedOver: false, lines: decided }, paidOn };
}
