/**
 * The classes of this project's advisory locks, all in the two-number form `(class, number)`. The one-number form belongs to the
 * low-water marks alone: a shared lock of that form counts as a writer and holds every reader back. `streams` stands in SQL too.
 */
export const LOCK_CLASS = {
  streams: 5101,
  migrations: 5102,
  templateDatabase: 5103,
  relayLeader: 5104,
  rebuilds: 5105,
} as const;
