import { isLocalDate, type LocalDate } from '#libs/kernel/local-date.js';

const MONTHS = 'january february march april may june july august september october november december'.split(' ');

const padded = (number: number | string) => String(number).padStart(2, '0');

function day(year: string, month: number | string, dayOfMonth: number | string): LocalDate | undefined {
  const date = `${year}-${padded(month)}-${padded(dayOfMonth)}`;
  return isLocalDate(date) ? date : undefined;
}

/** `2025 … January Release` begins on January 1, `July Release` on July 1. */
export function releaseStart(title: string): LocalDate | undefined {
  const found = /\b(20\d{2})\b.*?\b([A-Z][a-z]+) Release/.exec(title);
  const month = MONTHS.indexOf(found?.[2]?.toLowerCase() ?? '') + 1;
  return found && month > 0 ? day(found[1] as string, month, 1) : undefined;
}

/** A day that a title states: `effective July 1, 2026`, `07/01/2026`, `07-01-2026`. */
function statedDay(title: string): LocalDate | undefined {
  const numbers = /\b(\d{1,2})[/-](\d{1,2})[/-](20\d{2})\b/.exec(title);
  if (numbers) return day(numbers[3] as string, numbers[1] as string, numbers[2] as string);
  const words = /\b([A-Z][a-z]+) (\d{1,2}), (20\d{2})\b/.exec(title);
  const month = MONTHS.indexOf(words?.[1]?.toLowerCase() ?? '') + 1;
  return words && month > 0 ? day(words[3] as string, month, words[2] as string) : undefined;
}

/** NCCI numbers its editions: 31.0 is the first quarter of 2025, 31.1 the second. */
const EDITION_0 = 1994;

function ofFileName(name: string): LocalDate | undefined {
  const quarter = /(20\d{2})[-_ ]?q([1-4])/i.exec(name);
  if (quarter) return day(quarter[1] as string, Number(quarter[2]) * 3 - 2, 1);
  const edition = /v(\d{2})([0-3])r\d/i.exec(name);
  if (edition) return day(String(EDITION_0 + Number(edition[1])), Number(edition[2]) * 3 + 1, 1);
  return statedDay(name.replaceAll('_', ' '));
}

/** The first day of a catalogue's edition: as its title says, else as CMS named the file (`…-v311r0-…`, `…_Eff_07-01-2026`, `…_2026q3`). */
export function editionStart(name: string, title: string): LocalDate | undefined {
  return statedDay(title) ?? ofFileName(name);
}
