import { addDays, dayOfWeek, type LocalDate, yearOf } from '#libs/kernel/local-date.js';
import { formatCents } from '#libs/kernel/money.js';
import { accept, type Result } from '#libs/kernel/result.js';
import { countDeadline, type DeadlineData, type DeadlineQuestion } from './deadlines.js';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

const named = (date: LocalDate) => `${date}, a ${WEEKDAYS[dayOfWeek(date) - 1]}`;
const counted = (count: number, unit: string) => `${count} ${unit}${count === 1 ? '' : 's'}`;

/** How a deadline is counted, a sentence for each step, from the day that the clock starts to the day to work by. */
export function explainDeadline(question: DeadlineQuestion, data: DeadlineData): Result<readonly string[]> {
  const found = countDeadline(question, data);
  if (!found.ok) return found;
  const { deadline, start, days, years, receiptDays, minimumCents } = found.value;
  const { statutoryDate, workBy, acceptedUntil, rule, source } = deadline;
  const received = addDays(start, receiptDays);
  const window = days === undefined ? counted(years, 'calendar year') : counted(days, 'calendar day');
  return accept([
    `Rule: ${rule} (${source}).`,
    `The clock starts with the ${deadline.service === undefined ? 'notice' : 'service'} of ${named(start)}.`,
    ...(receiptDays > 0
      ? [`Receipt is presumed ${counted(receiptDays, 'calendar day')} after it, on ${named(received)}.`]
      : []),
    `${window} from ${received} end on ${named(statutoryDate)}: the statutory date, which is not moved off a weekend or holiday.`,
    ...(acceptedUntil === undefined || acceptedUntil === statutoryDate
      ? []
      : [`That is no business day: the payer still accepts what it receives on ${named(acceptedUntil)}.`]),
    workBy === statutoryDate
      ? `It is a business day, so the work is to be done by ${workBy}.`
      : `The last business day on or before it, without weekends and federal holidays, is ${named(workBy)}: the work is to be done by then.`,
    ...aboutMinimum(question, statutoryDate, minimumCents),
  ]);
}

function aboutMinimum(
  { amountCents }: DeadlineQuestion,
  statutoryDate: LocalDate,
  minimumCents: number | null | undefined,
) {
  if (minimumCents === undefined) return [];
  const year = yearOf(statutoryDate);
  if (minimumCents === null) return [`The least amount in controversy for an appeal filed in ${year} is not loaded.`];
  const least = `An appeal filed in ${year} needs an amount in controversy of ${formatCents(minimumCents)}`;
  if (amountCents === undefined) return [`${least}; cases may be added up.`];
  const missing = minimumCents - amountCents;
  return [
    missing <= 0
      ? `${least}: ${formatCents(amountCents)} reaches it.`
      : `${least}: ${formatCents(amountCents)} lacks ${formatCents(missing)}; cases may be added up.`,
  ];
}
