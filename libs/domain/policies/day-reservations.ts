import type { LocalDate } from '#libs/kernel/local-date.js';
import { ratio, roundHalfUp, times } from '#libs/kernel/ratio.js';
import type { PayerProfile } from '#libs/rules/payer-profile.js';
import { type LedgerBalances, poolOf } from '#libs/rules/pricing/ledger.js';
import type { AmountName, Reference } from '#libs/rules/reference/reference.js';
import type { Discipline } from '#libs/rules/session.js';
import type { Reservation } from '../patient-ledger/day-coding.js';
import {
  accruedCents,
  type DayRecord,
  deductibleLeftCents,
  type LedgerState,
  ownLinesOf,
  POOLS,
} from '../patient-ledger/state.js';
import type { ThresholdsByPool } from '../patient-ledger/thresholds.js';
import type { DayClaim } from './day-claims.js';

/** Where the patient's year stands before a day: what the day itself reserved, when it was coded last, is left out. */
export function balancesBefore(ledger: LedgerState, payerId: string, day: DayRecord | undefined): LedgerBalances {
  const report = ledger.reports[payerId];
  const own = day && ownLinesOf(day);
  return {
    accruedCents: { OT: accruedCents(ledger, 'OT', own), PT_SLP: accruedCents(ledger, 'PT_SLP', own) },
    deductibleLeftCents: deductibleLeftCents(ledger, payerId, own),
    ...(report && {
      payerReportedCents: {
        ...(report.otUsedCents !== undefined && { OT: report.otUsedCents }),
        ...(report.ptSlpUsedCents !== undefined && { PT_SLP: report.ptSlpUsedCents }),
      },
    }),
  };
}

/** What the day's claims reserve: allowed amounts of therapy codes at Medicare Part B; a held claim reserves nothing. */
export function reservationsOf(claims: readonly DayClaim[], payer: PayerProfile, reference: Reference): Reservation[] {
  if (payer.kind !== 'MEDICARE_B') return [];
  return claims.flatMap(({ coded }) => {
    if (coded.holds.length > 0) return [];
    const pool = poolOf(coded.discipline as Discipline);
    const lines = coded.lines
      .filter(({ code, allowedCents }) => allowedCents && reference.codes.get(code)?.therapy !== 'none')
      .map(({ line, code, serviceDate, allowedCents = 0, deductibleCents = 0 }) => ({
        line,
        ...(serviceDate !== undefined && { serviceDate }),
        code,
        pool,
        amountCents: allowedCents,
        deductibleCents,
      }));
    return lines.length > 0 ? [{ claimId: coded.claimId, lines }] : [];
  });
}

/** The thresholds of a date of service, where they are loaded. */
export function thresholdsOn(on: LocalDate, reference: Reference): ThresholdsByPool {
  const inCents = (name: AmountName) => {
    const dollars = reference.amount(name, on);
    return dollars && roundHalfUp(times(dollars, ratio(100)));
  };
  return Object.fromEntries(
    POOLS.map((pool) => [
      pool,
      { kxCents: inCents(`kx-threshold.${pool}`), medicalReviewCents: inCents(`medical-review-threshold.${pool}`) },
    ]),
  );
}
