import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { createPool } from '#libs/event-store/pool.js';
import type { TestDatabase } from '#libs/testing/database.js';

const SCRIPT = readFileSync(join(import.meta.dirname, '../../../libs/migrations/roles.sql'), 'utf8');

export const APPS = ['relay', 'projector', 'intake', 'worker', 'api'] as const;
export type Role = (typeof APPS)[number] | 'analyst';

export interface RoleLogin {
  readonly name: string;
  readonly url: string;
  readonly pool: pg.Pool;
}

/** Logins of a test's own in the roles that operators are given. */
export class RoleLogins {
  private readonly made: RoleLogin[] = [];

  private constructor(private readonly database: TestDatabase) {}

  /** Makes the roles, as an operator does after each migration. */
  static async on(database: TestDatabase): Promise<RoleLogins> {
    await database.pool.query(SCRIPT);
    return new RoleLogins(database);
  }

  async login(role: Role): Promise<RoleLogin> {
    const name = `test_${role}_${randomBytes(5).toString('hex')}`;
    await this.database.pool.query(`create role ${name} login password 'of-the-test' in role claimstream_${role}`);
    const url = new URL(this.database.url);
    url.username = name;
    url.password = 'of-the-test';
    const login = { name, url: url.href, pool: createPool(url.href, { applicationName: 'test', max: 5 }) };
    this.made.push(login);
    return login;
  }

  /** Before the database is dropped: the logins are the server's. */
  async close(): Promise<void> {
    for (const { name, pool } of this.made) {
      await pool.end();
      await this.database.pool.query(`drop role ${name}`);
    }
  }
}
