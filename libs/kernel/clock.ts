/** The business clock: what time it is for the practice. On a demo store it can be moved; the shell passes its readings in. */
export interface Clock {
  now(): Date;
}

/** A clock that stands still until it is told otherwise; for tests. */
export class FixedClock implements Clock {
  constructor(private instant: Date) {}

  now(): Date {
    return this.instant;
  }

  set(instant: Date): void {
    this.instant = instant;
  }
}
