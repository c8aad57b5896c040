import fc from 'fast-check';
import { addDays, type LocalDate } from '#libs/kernel/local-date.js';
import type { Responsibility } from '../claim-party.js';

/* Scraps of claims for property tests: such as an 837P carries without loss. */

const CAPITALS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const DIGITS = [...'0123456789'];

/** Text of so many of the characters given. */
const textOf = (characters: readonly string[], minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...characters), minLength, maxLength });
const after = (first: fc.Arbitrary<string>, rest: fc.Arbitrary<string>) =>
  fc.tuple(first, rest).map((parts) => parts.join(''));

export const word = after(textOf(CAPITALS, 1, 1), textOf([...CAPITALS, ...'abcxyz', "'", '.', '-'], 0, 11));
/** A name of up to 25 characters that survives cleaning. */
export const name = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' ').slice(0, 25).trim());
/** An identifier of two to so many characters. */
export const identifier = (longest: number) =>
  after(textOf([...CAPITALS, ...DIGITS], 1, 1), textOf([...CAPITALS, ...DIGITS, '-'], 1, longest - 1));
/** So many digits, the first not 0. */
export const digits = (count: number) => after(textOf(DIGITS.slice(1), 1, 1), textOf(DIGITS, count - 1, count - 1));
export const date: fc.Arbitrary<LocalDate> = fc
  .integer({ min: 0, max: 3_000 })
  .map((days) => addDays('2020-01-01', days));

/** Without the keys whose value is undefined: the reader leaves them out. */
export function defined<Type extends object>(record: Type): Type {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as Type;
}

/** A value or nothing. */
export function option<Type>(arbitrary: fc.Arbitrary<Type>): fc.Arbitrary<Type | undefined> {
  return fc.option(arbitrary, { nil: undefined });
}

export const address = fc
  .record({
    line1: name.map((street) => `1 ${street}`),
    line2: option(name),
    city: name.map((city) => `New ${city}`),
    state: fc.constantFrom('NV', 'OH', 'CA'),
    zip: fc.oneof(digits(5), digits(9)),
  })
  .map(defined);

export const personName = fc.record({
  lastName: name,
  firstName: name,
  middleName: option(word),
  suffix: option(fc.constant('JR')),
});

/** A coverage; Medicare that is not first says why. */
export const terms = (responsibility: Responsibility) =>
  fc.oneof(
    fc.record({
      responsibility: fc.constant(responsibility),
      claimFilingIndicator: fc.constantFrom('16', 'CI', 'MC'),
      groupNumber: option(identifier(20)),
    }),
    fc.record({
      responsibility: fc.constant(responsibility),
      claimFilingIndicator: fc.constant('MB'),
      mspType: responsibility === 'P' ? fc.constant(undefined) : fc.constantFrom('12', '13', '43'),
    }),
  );
