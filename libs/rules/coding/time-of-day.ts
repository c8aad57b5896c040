export const MINUTES_OF_A_DAY = 24 * 60;

/** Minutes from midnight to `HH:MM`. */
export function sinceMidnight(time: string): number {
  return 60 * Number(time.slice(0, 2)) + Number(time.slice(3));
}
