import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { type MigrationName, migrationNames } from './all.js';

/** A file of one statement that Postgres refuses inside a transaction says so in a line of its own: an index built CONCURRENTLY. */
const OUTSIDE_A_TRANSACTION = /^-- outside a transaction\b/m;

/** Says that a contraction is meant, and since which migration nobody reads what goes: `-- contract: unread since 0012`. */
export const CONTRACT = /^-- contract: unread since (\d{4})\b/m;

/** The text of a migration's file. */
export const readMigration = (name: MigrationName) =>
  readFileSync(join(import.meta.dirname, 'sql', `${name}.sql`), 'utf8');

/** TypeORM orders migrations by the last 13 digits of their names, meant as a timestamp: ours is made of the file's number. */
export function orderedName(name: string): string {
  const [number, ...words] = name.split('-');
  return `${words.join('-')}-${1_700_000_000_000 + Number(number)}`;
}

/** A TypeORM migration that runs one SQL file. */
export function sqlMigration(name: string, sql: string): new () => MigrationInterface {
  return class implements MigrationInterface {
    readonly name = orderedName(name);
    readonly transaction = !OUTSIDE_A_TRANSACTION.test(sql);

    async up(runner: QueryRunner): Promise<void> {
      // Outside a transaction a statement that waits holds nobody up, so it may wait.
      if (!this.transaction) await runner.query('set lock_timeout = 0');
      await runner.query(sql);
      const unreadSince = CONTRACT.exec(sql)?.[1];
      // Older programs read it at their start; beside a released migration there is always the table.
      if (unreadSince !== undefined)
        await runner.query('insert into store.contractions (migration, unread_since) values ($1, $2)', [
          name,
          unreadSince,
        ]);
      if (!this.transaction) await runner.query('reset lock_timeout');
    }

    async down(): Promise<void> {
      throw new Error(`migration ${name} does not go back; write the next one`);
    }
  };
}

/** Changes whenever any migration does: names the template database of the tests. */
export function migrationsHash(): string {
  const hash = createHash('sha256');
  for (const name of migrationNames) hash.update(`${name}\n${readMigration(name)}\n`);
  return hash.digest('hex').slice(0, 12);
}
