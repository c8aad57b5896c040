import { alarmPlanOf, type PracticeProfile } from '#libs/rules/practice.js';
import { type ClaimState, serviceDatesOf } from '../claim/state.js';
import type { SetTimelyFilingDeadline } from '../claim/timely-filing.js';
import { clockOf } from '../denial-case/appeal-levels.js';
import { alarmInstants, missedInstant } from '../denial-case/case-clock.js';
import type { DeadlineData } from '../denial-case/deadlines.js';
import { payerOf } from './denial-to-open.js';

/** The clock of a rejected claim, from its earliest day of service; null where the payer has none. */
export function timelyFilingClock(
  claim: ClaimState,
  { practice, data, now }: { practice: PracticeProfile; data: DeadlineData; now: Date },
): SetTimelyFilingDeadline | null {
  const payer = payerOf(practice, claim.payerId, claim.payerKind);
  const dateOfService = serviceDatesOf(claim)[0] ?? claim.dateOfService;
  const clock = clockOf('timely-filing', payer, { notice: dateOfService, service: dateOfService }, data);
  if (!clock) return null;
  const alarms = alarmPlanOf(practice);
  const { statutoryDate, workBy, acceptedUntil = statutoryDate, rule, source } = clock;
  return {
    type: 'SetTimelyFilingDeadline',
    deadline: {
      ...{ dateOfService, statutoryDate, workBy, acceptedUntil, rule, source },
      alarms: alarmInstants(workBy, { alarms, now }),
      missedAt: missedInstant(acceptedUntil, alarms.timeZone),
    },
  };
}
