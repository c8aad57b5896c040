import type { UnitMethod } from '../practice.js';
import { minutesOver, unitsOf, wholeUnits } from './unit-count.js';

/** The minutes of one code on a day; `preferred` is the clinician's choice in a tie. */
export interface TimedCode {
  readonly code: string;
  readonly minutes: number;
  readonly preferred: boolean;
}

export interface Allotment {
  /** Units by place in the input. */
  readonly units: readonly number[];
  /** Places that got a unit for minutes left over, in the order in which they got it. */
  readonly extras: readonly number[];
  /** Places that had as many minutes left over as the last one served, and got nothing. */
  readonly tiedOut: readonly number[];
}

/** Most minutes over, then the clinician's choice, then the longer service, then the lower code. */
function byClaimToExtra(codes: readonly TimedCode[]) {
  return (a: number, b: number): number => {
    const [one, other] = [codes[a] as TimedCode, codes[b] as TimedCode];
    return (
      minutesOver(other.minutes) - minutesOver(one.minutes) ||
      Number(other.preferred) - Number(one.preferred) ||
      other.minutes - one.minutes ||
      (one.code < other.code ? -1 : one.code > other.code ? 1 : a - b)
    );
  };
}

/**
 * Deals `total` units out: every code first gets its whole 15 minutes, and what is left goes, one unit each, to the codes with the most
 * minutes over. Never two left-over units to one code.
 */
export function dealUnits(codes: readonly TimedCode[], total: number): Allotment {
  const units = codes.map((code) => wholeUnits(code.minutes));
  const left = total - units.reduce((sum, count) => sum + count, 0);
  const ranked = codes
    .map((_, place) => place)
    .filter((place) => minutesOver((codes[place] as TimedCode).minutes) > 0)
    .sort(byClaimToExtra(codes));
  const extras = ranked.slice(0, Math.max(0, left));
  for (const place of extras) units[place] = (units[place] as number) + 1;
  const last = extras.at(-1);
  const over = last === undefined ? -1 : minutesOver((codes[last] as TimedCode).minutes);
  const tiedOut = ranked
    .slice(extras.length)
    .filter((place) => minutesOver((codes[place] as TimedCode).minutes) === over);
  return { units, extras, tiedOut };
}

/** Units of a day's timed codes in one discipline: by the day's total (CMS) or by each code alone (AMA). */
export function allotUnits(codes: readonly TimedCode[], method: UnitMethod): Allotment {
  if (method === 'AMA_PER_CODE') return { units: codes.map((code) => unitsOf(code.minutes)), extras: [], tiedOut: [] };
  return dealUnits(codes, unitsOf(codes.reduce((sum, code) => sum + code.minutes, 0)));
}
