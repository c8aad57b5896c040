import { z } from 'zod';
import { shortId } from '#libs/kernel/ids.js';
import type { LocalDate } from '#libs/kernel/local-date.js';
import type { OtherPayer, ProfessionalClaim } from '#libs/x12/claim.js';
import type { RemittanceAdjustment } from '#libs/x12/remittance.js';
import { termsOf } from '../adjudication/condition.js';
import { type ClaimDecision, type LineDecision, totals } from '../adjudication/decision.js';
import type { Answer, Parties } from '../journal/entries.js';
import type { Scenario } from '../scenario/scenario.js';
import type { Crossover, DayReport } from '../tasks/reported.js';

/** The remark of a claim that was sent on. */
export const SENT_ON = 'MA18';

/** A claim on its way from one payer to the next, as one hands it to the other. */
export interface CrossedOverClaim {
  readonly parties: Parties;
  readonly claim: ProfessionalClaim;
}

const crossedOver = z.looseObject({ parties: z.looseObject({}), claim: z.looseObject({}) });

export function readCrossedOver(bytes: Uint8Array): CrossedOverClaim {
  return crossedOver.parse(JSON.parse(Buffer.from(bytes).toString())) as unknown as CrossedOverClaim;
}

/** Where a claim goes next; undefined where the payer sends it nowhere, or where the next one has been asked before. */
export function crossoverOf(claim: ProfessionalClaim, scenario: Scenario): Crossover | undefined {
  const next = nextPayer(claim);
  const to = termsOf(scenario, claim).crossesOverTo.find(({ payerId }) => payerId === next?.payer.id);
  return to && { payer: { name: to.name, id: to.payerId }, folder: to.folder };
}

function nextPayer({ otherPayers = [] }: ProfessionalClaim): OtherPayer | undefined {
  return otherPayers.find(({ decision, responsibility }) => decision === undefined && responsibility === 'S');
}

/** The claims of a day that are sent on, each as a file for the next payer. */
export function crossedOverFiles({ claims }: DayReport, parties: Parties, day: LocalDate, dueAt: Date): Answer[] {
  return claims.flatMap(({ taken, decision, crossover }) => {
    if (!crossover) return [];
    const claim = claimForNext(taken.claim, decision, taken.payerControlNumber, day);
    const handed: CrossedOverClaim = { parties, claim };
    const fileName = `crossed-over-${shortId(13, 'crossed-over', taken.payerControlNumber)}.json`;
    const box = { crossedOverTo: crossover.folder };
    return [{ fileName, dueAt: dueAt.toISOString(), text: JSON.stringify(handed), box }];
  });
}

/** The claim as the next payer would have got it from the practice: its own coverage, and beside it what the payer before decided. */
function claimForNext(
  claim: ProfessionalClaim,
  decision: ClaimDecision,
  payerControlNumber: string,
  adjudicatedOn: LocalDate,
): ProfessionalClaim {
  const next = nextPayer(claim) as OtherPayer;
  const { payer, subscriber, priorAuthorization: _own, payerControlNumber: _original, ...rest } = claim;
  const { memberId, lastName, firstName } = subscriber;
  const before: OtherPayer = {
    payer,
    responsibility: subscriber.responsibility,
    claimFilingIndicator: subscriber.claimFilingIndicator,
    relationship: '18',
    subscriber: { memberId, lastName, ...(firstName === undefined ? {} : { firstName }) },
    decision: { paidCents: totals(decision).paidCents, adjustments: [], payerControlNumber },
  };
  return {
    ...rest,
    payer: next.payer,
    frequency: '1',
    subscriber: {
      ...subscriber,
      ...next.subscriber,
      responsibility: next.responsibility,
      claimFilingIndicator: next.claimFilingIndicator,
    },
    otherPayers: [before],
    lines: claim.lines.map((line, index) => {
      const { paidCents, code, modifiers, units, adjustments } = decision.lines[index] as LineDecision;
      const told = adjustments.map((one): RemittanceAdjustment => ({ ...one }));
      return {
        ...line,
        adjudications: [{ payerId: payer.id, paidCents, code, modifiers, units, adjustments: told, adjudicatedOn }],
      };
    }),
  };
}
