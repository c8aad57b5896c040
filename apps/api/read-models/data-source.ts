import type { TypeOrmModuleOptions } from '@nestjs/typeorm';
import type { Configuration } from '#libs/configuration/environment.js';
import { connectionConfig } from '#libs/event-store/pool.js';
import { Claim } from './claim.js';
import { ClaimProblem } from './claim-problem.js';
import { Deadline, DeadlineNotification } from './deadline.js';
import { Denial } from './denial.js';
import { Interchange } from './interchange.js';
import { PaymentVariance, ProviderLedgerBalance, ProviderLedgerEntry } from './provider-ledger.js';
import { Remittance } from './remittance.js';
import { Session } from './session.js';
import { SilentClaim } from './silent-claim.js';
import { Submission } from './submission.js';
import { Threshold } from './threshold.js';
import { TimelineEntry } from './timeline-entry.js';
import { UnmatchedClaim } from './unmatched-claim.js';

export const readModels = [
  ...[ProviderLedgerEntry, ProviderLedgerBalance, PaymentVariance],
  ...[Deadline, DeadlineNotification],
  ...[Claim, ClaimProblem, Denial, Threshold, Session, Remittance, Interchange],
  ...[Submission, SilentClaim, TimelineEntry, UnmatchedClaim],
];

/** The API's connection: reads views, makes nothing. Values come out as everywhere in the house: DATE as text, bigint as a safe integer. */
export function readModelOptions(configuration: Configuration): TypeOrmModuleOptions {
  const { types, options, keepAlive } = connectionConfig(configuration.databaseUrl, {
    applicationName: 'claimstream-api',
  });
  return {
    type: 'postgres',
    url: configuration.databaseUrl,
    applicationName: 'claimstream-api',
    entities: readModels,
    synchronize: false,
    migrationsRun: false,
    retryAttempts: Number.MAX_SAFE_INTEGER,
    retryDelay: 1_000,
    extra: { types, options, keepAlive, max: 5 },
  };
}
