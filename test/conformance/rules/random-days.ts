/**
 * Random days that a property of the rules is tried on: 3,000, or what `RULES_DAYS` says. Mutation testing runs the properties thousands of
 * times and asks for fewer.
 */
export const RANDOM_DAYS = Number(process.env.RULES_DAYS ?? 3000);

/** Random days for a property that fewer of them settle. */
export function atMost(days: number): number {
  return Math.min(days, RANDOM_DAYS);
}
