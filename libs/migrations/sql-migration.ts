import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { migrationNames } from './all.js';

const readSql = (name: string) => readFileSync(join(import.meta.dirname, 'sql', `${name}.sql`), 'utf8');

/** TypeORM orders migrations by the last 13 digits of their names, meant as a timestamp: ours is made of the file's number. */
function orderedName(name: string): string {
  const [number, ...words] = name.split('-');
  return `${words.join('-')}-${1_700_000_000_000 + Number(number)}`;
}

/** A TypeORM migration that runs one SQL file. */
export function sqlMigration(name: string): new () => MigrationInterface {
  return class implements MigrationInterface {
    readonly name = orderedName(name);

    async up(runner: QueryRunner): Promise<void> {
      await runner.query(readSql(name));
    }

    async down(): Promise<void> {
      throw new Error(`migration ${name} does not go back; write the next one`);
    }
  };
}

/** Changes whenever any migration does: names the template database of the tests. */
export function migrationsHash(): string {
  const hash = createHash('sha256');
  for (const name of migrationNames) hash.update(`${name}\n${readSql(name)}\n`);
  return hash.digest('hex').slice(0, 12);
}
