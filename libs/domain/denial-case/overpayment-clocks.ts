import { recoupmentStopOf } from '#libs/contracts/appeal-clocks.js';
import { addDays, type LocalDate } from '#libs/kernel/local-date.js';
import type { PayerProfile } from '#libs/rules/payer-profile.js';
import { clockOf } from './appeal-levels.js';
import type { CaseClock } from './case-clock.js';
import { type DeadlineData, deadline } from './deadlines.js';

/** Levels of which an appeal that comes early enough keeps Medicare from taking the money meanwhile (42 CFR 405.379). */
const STOPPING_LEVELS = ['redetermination', 'reconsideration'] as const;

/** Until when an overpayment must go back: by law at Medicare, else by the payer's contract where the practice states it. */
export function returnClock(payer: PayerProfile, identifiedOn: LocalDate, data: DeadlineData): CaseClock | undefined {
  const lawful = clockOf('overpayment-return', payer, { notice: identifiedOn, service: identifiedOn }, data);
  const days = payer.overpaymentReturnDays;
  if (lawful || days === undefined) return lawful;
  const statutoryDate = addDays(identifiedOn, days);
  return {
    kind: 'overpayment-return',
    noticeDate: identifiedOn,
    statutoryDate,
    workBy: data.rules.calendar.onOrBefore(statutoryDate),
    rule: `Returned within ${days} days of its identification`,
    source: "the payer's contract",
  };
}

function stopClock(level: string, payer: PayerProfile, notice: LocalDate, data: DeadlineData): CaseClock[] {
  const counted = deadline({ kind: 'recoupment-stop', level, payer, notice }, data);
  if (!counted.ok) return [];
  const { statutoryDate, workBy, rule, source } = counted.value;
  return [{ kind: recoupmentStopOf(level), noticeDate: notice, statutoryDate, workBy, rule, source }];
}

/** All clocks that a demand letter starts: to rebut it, to appeal it, and to appeal in time to stop the recoupment. */
export function demandClocks(payer: PayerProfile, letterDate: LocalDate, data: DeadlineData): readonly CaseClock[] {
  const dates = { notice: letterDate, service: letterDate };
  return [
    ...['rebuttal', 'redetermination', 'payer-appeal'].flatMap((kind) => clockOf(kind, payer, dates, data) ?? []),
    ...STOPPING_LEVELS.flatMap((level) => stopClock(level, payer, letterDate, data)),
  ];
}
