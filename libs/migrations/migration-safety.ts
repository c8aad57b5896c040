import { CONTRACT } from './sql-migration.js';

/** Tables that grow with every event: a lock on one of them that lasts as long as a look at its rows stops the house. */
const LARGE = ['store.events', 'store.handled_commands'];

interface Rule {
  readonly pattern: RegExp;
  readonly cure: string;
}

/** What the version before, which still runs beside the migration, would stumble over. */
const CONTRACTIONS: readonly Rule[] = [
  {
    pattern: /\bdrop (table|view|column|function|schema|sequence)\b/,
    cure: 'leave it until no running version reads it',
  },
  { pattern: /\brename (to|column)\b/, cure: 'add the new name beside the old one' },
  { pattern: /\balter (column )?\S+ (set data )?type\b/, cure: 'add a column of the new type beside the old one' },
  { pattern: /\bset not null\b/, cure: 'the version before may still write nulls' },
  {
    pattern: /\badd (column )?(if not exists )?(?!constraint\b)\S+ (?!.*\bdefault\b).*\bnot null\b/,
    cure: 'give it a default: the version before does not know the column',
  },
];

/** What reads or rewrites every row of a large table while it holds everybody else up. */
const LONG_LOCKS: readonly Rule[] = [
  {
    pattern: /\bcreate (unique )?index (?!concurrently\b)/,
    cure: 'CREATE INDEX CONCURRENTLY, in a file of its own that says "-- outside a transaction"',
  },
  {
    pattern: /\badd constraint (?!.*\b(not valid|using index)\b)/,
    cure: 'add it NOT VALID, and VALIDATE it in the next migration',
  },
  { pattern: /\bset not null\b/, cure: 'validate CHECK (column IS NOT NULL) instead' },
  { pattern: /\balter (column )?\S+ (set data )?type\b/, cure: 'add a column beside it' },
  {
    pattern: /\badd (column )?.*\bdefault (nextval|random|gen_random_uuid|clock_timestamp|uuid)/,
    cure: 'a default that differs by row rewrites the table',
  },
  { pattern: /^(update|delete|truncate|cluster|vacuum full|lock)\b/, cure: 'events stand for ever' },
];

/**
 * What is wrong with a migration that runs while the version before works: statements that this version cannot live with, and such as hold
 * a large table for long. Each finding names the statement and the cure. Tables that the file itself makes may be treated in any way.
 */
export function unsafeStatements(sql: string): readonly string[] {
  const statements = statementsOf(sql);
  const own = new Set(statements.map((each) => /^create table (?:if not exists )?(\S+)/.exec(each)?.[1] ?? 'none'));
  const contracts = CONTRACT.test(sql);
  return statements
    .filter((statement) => !own.has(tableOf(statement) ?? ''))
    .flatMap((statement) => {
      const large = LARGE.includes(tableOf(statement) ?? '');
      const rules = [...(contracts ? [] : CONTRACTIONS), ...(large ? LONG_LOCKS : [])];
      return rules
        .filter(({ pattern }) => pattern.test(statement))
        .map(({ cure }) => `${statement.slice(0, 80)}: ${cure}`);
    });
}

/** Statements in lower case with single blanks; without comments, and without the bodies of functions, which run later. */
function statementsOf(sql: string): readonly string[] {
  return sql
    .replace(/--.*$/gm, '')
    .replace(/\$\$.*?\$\$/gs, '$$$$')
    .toLowerCase()
    .split(';')
    .map((statement) => statement.replace(/\s+/g, ' ').trim())
    .filter((statement) => statement !== '');
}

function tableOf(statement: string): string | undefined {
  return (
    /^(?:alter table (?:if exists )?(?:only )?|update |delete from |truncate (?:table )?|lock (?:table )?|cluster )(\S+)/.exec(
      statement,
    )?.[1] ?? /^create (?:unique )?index .*?\bon (?:only )?([^\s(]+)/.exec(statement)?.[1]
  );
}
