import { migrate } from '#libs/migrations/migrate.js';
import { printJson } from '../output/print.js';
import { serverConfiguration } from '../servers/server-environment.js';
import { tellable } from '../servers/tellable-error.js';

/** `migrate`: brings the database up to date and marks a new store as demo or production, for ever. Several at once do it once. */
export async function migrateStore(): Promise<boolean> {
  const { databaseUrl, mode } = serverConfiguration(['DATABASE_URL', 'CLAIMSTREAM_MODE']);
  try {
    await migrate({ databaseUrl, mode });
  } catch (error) {
    throw tellable(error);
  }
  await printJson({ migrated: true, mode });
  return false;
}
