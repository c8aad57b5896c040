import { addDays, type LocalDate } from '#libs/kernel/local-date.js';
import type { Answer, Parties } from '../journal/entries.js';
import type { Journal } from '../journal/journal.js';
import { chosen } from '../scenario/chance.js';
import type { Scenario } from '../scenario/scenario.js';
import type { DayReport } from '../tasks/reported.js';
import { crossedOverFiles } from './crossed-over.js';
import { fileTime, morningOf } from './envelope.js';
import { remittanceAnswer } from './remittance-answer.js';

/** Writes a day's remittance and whatever happens to it on its way: late, twice, or first in a form that does not balance. */
export function remittanceFiles(journal: Journal, report: DayReport, day: LocalDate, scenario: Scenario): void {
  const { timeZone, chances, seed } = scenario;
  const morning = (of: LocalDate) => morningOf(of, timeZone);
  const parties = journal.parties as Parties;
  const compact = day.replaceAll('-', '');
  const write = (fileName: string) =>
    remittanceAnswer(fileName, report, {
      parties,
      time: fileTime(morning(day), timeZone),
      carried: journal.carried,
      payment: `835-${compact}`,
    });
  const answer = (fileName: string, on: LocalDate, text: string): Answer => ({
    fileName,
    dueAt: morning(on).toISOString(),
    text,
  });
  const fileName = `835-${compact}.x12`;
  const { text, carried } = write(fileName);
  journal.record({ kind: 'carried', carried });
  const chance = chosen(chances.remittances, seed, `remittance ${parties.payerId}`, day);
  const later = addDays(day, chance?.days ?? 0);
  for (const file of answers()) journal.record({ kind: 'answer', answer: file });
  for (const file of crossedOverFiles(report, parties, day, morning(day)))
    journal.record({ kind: 'answer', answer: file });

  function answers(): readonly Answer[] {
    switch (chance?.what) {
      case 'late':
        return [answer(fileName, later, text)];
      case 'doubled':
        return [answer(fileName, day, text), answer(`835-${compact}-again.x12`, later, text)];
      case 'unbalanced': {
        const first = `835-${compact}-first.x12`;
        return [answer(first, day, unbalanced(write(first).text)), answer(fileName, later, text)];
      }
      default:
        return [answer(fileName, day, text)];
    }
  }
}

/** The same file with a payment of one claim that its lines do not add up to. */
function unbalanced(text: string): string {
  return text.replace(/(CLP\*[^*]*\*[^*]*\*[^*]*\*)(-?\d+)/, (_, before: string, dollars: string) => {
    return `${before}${Number(dollars) + 1}`;
  });
}
