/** A file that came in, as those who post what it holds need to know it. */
export interface Arrival {
  readonly practiceId: string;
  readonly payerId: string;
  /** Where the file is kept, encrypted. */
  readonly fileId: string;
  readonly interchangeId: string;
  /** The arrival itself: the same after a crash, another for a later copy. Makes the ids of all commands. */
  readonly cause: string;
  /** By the business clock. */
  readonly receivedAt: Date;
}
