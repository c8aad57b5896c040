/**
 * Every migration of the database, in order: `sql/{name}.sql`. Forward only: a file that has been released is never changed again,
 * and version N−1 of the program must be able to run beside it (expand first, contract a release later).
 */
export const migrationNames = [
  '0001-store',
  '0002-vault',
  '0003-work',
  '0004-views',
  '0005-due-work',
  '0006-threshold-by-pool',
  '0007-facts-and-timeline',
  '0008-access',
  '0009-append-fast',
  '0010-submission-chain',
  '0011-deadlines',
  '0012-denial-desk',
  '0013-provider-ledger',
  '0014-payer-pace',
  '0015-remittance-posting',
  '0016-corrections',
  '0017-appeal-packets',
  '0018-practice-and-versions',
] as const;

export type MigrationName = (typeof migrationNames)[number];
