import type { ChargeLine, ClaimContent } from '#libs/contracts/events/shapes.js';
import type { Session } from '#libs/rules/session.js';
import { serviceDatesOf } from '../../claim/state.js';
import { wholeClaim } from '../../patient-ledger/claim-parts.js';
import { dayKey, type LedgerState } from '../../patient-ledger/state.js';
import { recordDay } from '../code-day.js';
import { isMonitored } from '../monitored-day.js';
import { type CorrectionFacts, recordsOf } from './facts.js';

/** What the records of now make of the claim. */
export interface RecodedClaim {
  readonly lines: readonly ChargeLine[];
  readonly content: ClaimContent;
  /** Rules of severity error: such a claim would be held. */
  readonly errors: readonly string[];
}

/**
 * Codes, scrubs and prices the claim's days anew from the sessions as they are recorded now, as if the claim had not gone out. Undefined where
 * no session of it is left, or where its days have remote monitoring: that spans days beyond the claim. `amended` may change a record first.
 */
export function recodedClaim(
  facts: CorrectionFacts,
  amended: (session: Session) => Session = (session) => session,
): RecodedClaim | undefined {
  const { claim, practice, reference, now } = facts;
  const records = recordsOf(facts).map((state) => ({ ...state, session: amended(state.session) }));
  if (
    isMonitored(
      records.map(({ session }) => session),
      reference,
    )
  )
    return undefined;
  let ledger: LedgerState = facts.ledger;
  for (const dateOfService of serviceDatesOf(claim)) {
    const day = { patientId: claim.patientId, payerId: claim.payerId, dateOfService };
    const coded = recordDay({
      ...{ practice, reference, day, ledger },
      sessions: records,
      underWay: false,
      unsent: new Set(),
      codedAt: now,
      monthBilled: false,
    });
    ledger = { ...ledger, days: { ...ledger.days, [dayKey(day)]: coded.ledger.day } };
  }
  const whole = wholeClaim(ledger, claim.claimId);
  if (!whole?.content) return undefined;
  return { lines: whole.coded.lines, content: whole.content, errors: errorsOf(whole.coded.holds) };
}

function errorsOf(holds: readonly { readonly rule: string }[]): readonly string[] {
  return [...new Set(holds.map(({ rule }) => rule))].sort();
}

/** The same services under the same numbers: they may differ in modifiers, pointers and charges alone. */
export function sameServices(a: readonly ChargeLine[], b: readonly ChargeLine[]): boolean {
  const services = (lines: readonly ChargeLine[]) =>
    lines.map(({ line, code, units, serviceDate }) => [line, code, units, serviceDate ?? ''].join('|')).join(' ');
  return services(a) === services(b);
}
