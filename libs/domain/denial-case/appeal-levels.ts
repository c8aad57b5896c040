import type { PayerKind } from '#libs/contracts/events/shapes.js';
import { addDays, type LocalDate } from '#libs/kernel/local-date.js';
import type { CaseClock } from './case-clock.js';
import { NON_CONTRACT } from './deadline-rules.js';
import { type DeadlineData, type DeadlinePayer, deadline, isNonContract, minimumCentsOf } from './deadlines.js';

/** What follows a decision that leaves something denied. */
export type NextLevel =
  | { readonly how: 'filed'; readonly clock: CaseClock }
  | { readonly how: 'forwarded'; readonly level: string; readonly to: string };

interface Dates {
  readonly notice: LocalDate;
  readonly service: LocalDate;
}

/**
 * Which clocks a denial starts: both the appeal and the reopening at Medicare Part B; none to appeal what was never judged (a new claim must be in time
 * instead), and none of a late claim at Medicare Part B.
 */
export function clockKindsFor(denial: {
  readonly payerKind: PayerKind;
  readonly reason: string;
  readonly unprocessable: boolean;
}): readonly string[] {
  if (denial.unprocessable) return ['timely-filing'];
  if (denial.payerKind !== 'MEDICARE_B') return ['payer-appeal'];
  return denial.reason === '29' ? [] : ['redetermination', 'reopening'];
}

/** A payer's own level is named by its number from the second on: `payer-appeal-2`. */
const OWN_LEVEL = /^payer-appeal(?:-(\d+))?$/;

const numberOf = (level: string) => Number(OWN_LEVEL.exec(level)?.[1] ?? '1');

/** A clock of a kind at a payer; undefined where the payer has none. */
export function clockOf(
  kind: string,
  payer: DeadlinePayer,
  { notice, service }: Dates,
  data: DeadlineData,
): CaseClock | undefined {
  const own = OWN_LEVEL.exec(kind);
  const question = {
    kind: own ? 'payer-appeal' : kind,
    payer,
    ...(own?.[1] === undefined ? {} : { level: own[1] }),
    ...(kind === 'timely-filing' ? { service } : { notice }),
  };
  const counted = deadline(question, data);
  if (!counted.ok) return undefined;
  const { statutoryDate, workBy, acceptedUntil, rule, source } = counted.value;
  const minimumCents = minimumCentsOf(kind, statutoryDate, data.minimums);
  const levelName = own && !isNonContract(payer) ? payer.appealLevels?.[numberOf(kind) - 1]?.name : undefined;
  return {
    ...{ kind, noticeDate: notice, statutoryDate, workBy, rule, source },
    ...(acceptedUntil === undefined ? {} : { acceptedUntil }),
    ...(levelName === undefined ? {} : { levelName }),
    ...(isNonContract(payer) ? { nonContract: true as const } : {}),
    ...(minimumCents === undefined ? {} : { minimumCents }),
  };
}

/** All clocks that a denial starts. */
export function clocksOfDenial(
  denial: Parameters<typeof clockKindsFor>[0],
  payer: DeadlinePayer,
  dates: Dates,
  data: DeadlineData,
): readonly CaseClock[] {
  return clockKindsFor(denial).flatMap((kind) => clockOf(kind, payer, dates, data) ?? []);
}

function levelAt(level: string, payer: DeadlinePayer, on: LocalDate, { rules }: DeadlineData) {
  const name = OWN_LEVEL.test(level) ? 'payer-appeal' : level;
  return rules.appealLevel(name, payer.kind, isNonContract(payer) ? NON_CONTRACT : '', on);
}

/** What comes after a level, whose decision is the notice that the next clock runs from; null after the last. */
export function levelAfter(
  level: string,
  payer: DeadlinePayer,
  decidedOn: LocalDate,
  data: DeadlineData,
): NextLevel | null {
  const byContract = OWN_LEVEL.test(level) && !isNonContract(payer) ? numberOf(level) + 1 : 0;
  const next =
    byContract > 0
      ? { level: `payer-appeal-${byContract}`, how: 'filed' as const }
      : levelAt(level, payer, decidedOn, data)?.next;
  if (!next) return null;
  if (next.how === 'forwarded') {
    const to = levelAt(next.level, payer, decidedOn, data)?.decidedBy ?? next.level;
    return { how: 'forwarded', level: next.level, to };
  }
  const clock = clockOf(next.level, payer, { notice: decidedOn, service: decidedOn }, data);
  return clock ? { how: 'filed', clock } : null;
}

/** What a level is called and who decides it. */
export function appealBody(
  level: string,
  payer: DeadlinePayer & { readonly name: string },
  on: LocalDate,
  data: DeadlineData,
) {
  const number = OWN_LEVEL.test(level) ? numberOf(level) : 0;
  const byContract = number > 0 && !isNonContract(payer) ? payer.appealLevels?.[number - 1]?.name : undefined;
  const plain = OWN_LEVEL.test(level) ? 'appeal' : level;
  return {
    levelName: byContract ?? `Request: ${plain.replaceAll('-', ' ')}${number > 1 ? `, level ${number}` : ''}`,
    reviewBody: levelAt(level, payer, on, data)?.decidedBy ?? payer.name,
  };
}

/** By which day a level must have decided an appeal that it received on a day; undefined where no rule says. */
export function decisionDueOn(
  level: string,
  payer: DeadlinePayer,
  filedOn: LocalDate,
  data: DeadlineData,
): LocalDate | undefined {
  const days = levelAt(level, payer, filedOn, data)?.decisionDays;
  return days === undefined ? undefined : addDays(filedOn, days);
}
