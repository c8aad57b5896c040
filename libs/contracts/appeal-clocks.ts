/** The clock within which an appeal of a level keeps the payer from taking an overpayment meanwhile: `recoupment-stop-{level}`. */
export const recoupmentStopOf = (level: string) => `recoupment-stop-${level}`;

/** Whether an appeal of that level meets the clock: its own, or the one within which it also stops a recoupment. */
export function meetsClock(level: string, kind: string): boolean {
  return kind === level || kind === recoupmentStopOf(level);
}
