import { describe, expect, it } from '@jest/globals';
import { migrationNames } from './all.js';
import { unsafeStatements } from './migration-safety.js';
import { readMigration } from './sql-migration.js';

describe('a migration', () => {
  it.each(migrationNames)('%s can run while the version before works', (name) => {
    expect(unsafeStatements(readMigration(name))).toEqual([]);
  });
});

describe('refused in a migration', () => {
  it.each([
    ['alter table views.claim drop column holds;', 'no running version reads it'],
    ['drop view views.worklist;', 'no running version reads it'],
    ['alter table views.claim rename column holds to stops;', 'beside the old one'],
    ['ALTER TABLE views.claim\n  ALTER COLUMN submissions TYPE bigint;', 'new type beside the old'],
    ['alter table views.claim alter payer_kind set not null;', 'still write nulls'],
    ['alter table views.claim add column closed boolean not null;', 'give it a default'],
    ['create index by_type on store.events (type);', 'CONCURRENTLY'],
    ['create unique index by_type on only store.events using btree (type);', 'CONCURRENTLY'],
    [`alter table store.events add constraint c check (type <> '');`, 'NOT VALID'],
    ['alter table store.events add column seen timestamptz default clock_timestamp();', 'rewrites the table'],
    ['truncate store.handled_commands;', 'for ever'],
    ['lock table store.events in exclusive mode;', 'for ever'],
  ])('%s', (sql, cure) => {
    expect(unsafeStatements(sql)).toEqual([expect.stringContaining(cure)]);
  });
});

describe('let through in a migration', () => {
  it.each([
    ['alter table views.claim add column closed boolean not null default false;'],
    ['alter table views.claim add column note_count integer;'],
    ['-- outside a transaction\ncreate index concurrently by_type on store.events (type);'],
    [`alter table store.events add constraint c check (type <> '') not valid;`],
    ['alter table store.events validate constraint c;'],
    ['create index claim_by_payer on views.claim (practice, payer_id);'],
    ['-- contract: unread since 0006\nalter table views.threshold drop column kx_threshold_reached_on;'],
    ['create table work.new (a text);\nalter table work.new alter column a set not null;'],
    ['create function work.f() returns void language sql as $$ delete from work.new; drop table work.new; $$;'],
    ['-- drop table store.events;\nselect 1;'],
  ])('%s', (sql) => {
    expect(unsafeStatements(sql)).toEqual([]);
  });

  it('not even by a contract where the lock would be long', () => {
    const sql = '-- contract: unread since 0006\nalter table store.events alter column actor set not null;';
    expect(unsafeStatements(sql)).toEqual([expect.stringContaining('validate CHECK')]);
  });
});
