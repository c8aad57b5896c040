import type { Problem } from '../problem.js';
import { placeOf, type Segment } from '../segment.js';

/** More problems than this in one transaction are counted, not kept, so that a broken file of any size stays readable in little memory. */
const MOST_KEPT = 1_000;

/** The problems of one transaction, and whether its money can be trusted. */
export class ProblemList {
  private readonly kept: Problem[] = [];
  private dropped = 0;
  private trusted = true;

  /** False once an amount could not be read or a balance failed. */
  get balanced(): boolean {
    return this.trusted;
  }

  /** A fault that leaves the money as it is. */
  note(problem: Problem): void {
    if (this.kept.length < MOST_KEPT) this.kept.push(problem);
    else this.dropped += 1;
  }

  /** A fault after which the transaction's money cannot be trusted. */
  distrust(problem: Problem): void {
    this.trusted = false;
    this.note(problem);
  }

  /** After a fault that has been noted elsewhere. */
  markUntrusted(): void {
    this.trusted = false;
  }

  noteAt(segment: Segment, message: string): void {
    this.note({ ...placeOf(segment), message });
  }

  distrustAt(segment: Segment, message: string): void {
    this.distrust({ ...placeOf(segment), message });
  }

  list(): Problem[] {
    const last = this.kept.at(-1);
    if (this.dropped === 0 || last === undefined) return this.kept;
    return [...this.kept, { ...last, message: `and ${this.dropped} problems more` }];
  }
}
