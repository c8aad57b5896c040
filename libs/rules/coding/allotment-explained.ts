import type { UnitMethod } from '../practice.js';
import { listed } from '../words.js';
import type { Allotment, TimedCode } from './allotment.js';
import { minutesOver, unitsOf, wholeUnits } from './unit-count.js';

const ORDINALS = ['', 'first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];

function ordinal(number: number): string {
  return ORDINALS[number] ?? `${number}.`;
}

export function unitsInWords(units: number): string {
  return units === 0 ? 'no unit' : units === 1 ? '1 unit' : `${units} units`;
}

function share(code: TimedCode): string {
  const whole = wholeUnits(code.minutes);
  const over = minutesOver(code.minutes);
  if (whole === 0) return `${code.code} has ${code.minutes}`;
  return `${code.code} has ${code.minutes} (${unitsInWords(whole)}${over ? ` and ${over} over` : ''})`;
}

/** The allotment in a sentence that a biller understands, with its figures. */
export function explainAllotment(codes: readonly TimedCode[], allotment: Allotment, method: UnitMethod): string {
  if (method === 'AMA_PER_CODE') {
    const each = codes.map(
      (code, place) => `${code.code} has ${code.minutes} minutes: ${unitsInWords(allotment.units[place] as number)}`,
    );
    return `each code counts alone; ${each.join('; ')}`;
  }
  const minutes = codes.reduce((sum, code) => sum + code.minutes, 0);
  const total = unitsOf(minutes);
  const start = `${minutes} timed minutes make ${unitsInWords(total)}; ${codes.map(share).join(', ')}`;
  if (allotment.extras.length === 0) return start;
  const first = total - allotment.extras.length + 1;
  const places = allotment.extras.map((_, index) => ordinal(first + index));
  const takers = allotment.extras.map((place) => (codes[place] as TimedCode).code);
  return places.length === 1
    ? `${start}: the ${places[0]} unit goes to ${takers[0]}`
    : `${start}: the ${listed(places)} units go to ${listed(takers)}`;
}
