/** Units of 15 minutes that a number of minutes makes: none below 8, then one more at each further midpoint (23, 38, 53 …). */
export function unitsOf(minutes: number): number {
  return minutes < 8 ? 0 : Math.floor((minutes + 7) / 15);
}

/** Minutes that make whole units by themselves. */
export function wholeUnits(minutes: number): number {
  return Math.floor(minutes / 15);
}

/** Minutes left over after whole units. */
export function minutesOver(minutes: number): number {
  return minutes % 15;
}
