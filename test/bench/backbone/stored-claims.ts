import assert from 'node:assert/strict';
import type { Pool } from '#libs/event-store/pool.js';
import { type ClaimEvent, ClaimStory } from '#libs/projections/testing/claim-story.js';

/** Stands for the claim's id in the events that all are made of; as long as a real one. */
const CLAIM_ID = 'CLAIMSTANDSIN';
export const PRACTICE = 'bench';
/** Claims that are begun together; the next ones begin when these have been sent, as on the days of a practice. */
const BEGUN_TOGETHER = 1_000;
const SEALED_BYTES = 512;

/** A claim from draft to a denial and its payment: each step's events happen on another day. */
function steps(): readonly (readonly ClaimEvent[])[] {
  const story = new ClaimStory(CLAIM_ID);
  const patientPays = { group: 'PR', reason: '1', amountCents: 1_000 } as const;
  const denial = { line: 2, code: '97140', deniedCents: 5_000, reasons: [{ group: 'CO', reason: '197' }] };
  const first = story.adjudicated('R1', '2026-03-12', { 1: { paid: 10_000, adjustments: [patientPays] } });
  const second = story.adjudicated('R2', '2026-04-12', { 2: { paid: 5_000, adjustments: [] } });
  return [
    [story.drafted(), story.held()],
    [story.released(), story.submitted(1, '2026-03-03T01:00:00.000Z')],
    [story.acknowledged('999'), story.acknowledged('277CA')],
    [first, story.denied('R1', [denial] as never)],
    [second, story.paid('R2', { paidCents: 15_000, patientCents: 1_000, settledDenials: [] })],
  ];
}

export const EVENTS_A_CLAIM = 10;

/** The events of claim number `n`, in order: what is stored of it. */
export function eventsOfClaim(n: number): readonly ClaimEvent[] {
  return JSON.parse(JSON.stringify(steps().flat()).replaceAll(CLAIM_ID, claimId(n)));
}

export const claimId = (n: number) => `C${String(n).padStart(12, '0')}`;
export const claimOf = (n: number) => `${PRACTICE}/claim-${claimId(n)}`;

/**
 * Fills an empty store with claims as if they had been appended: their streams interwoven as days weave them, positions without a gap, a handled
 * command for each event. Appending a million one by one would take longer than all that is measured.
 */
export async function storeClaims(pool: Pool, claims: number): Promise<void> {
  const template = steps().flatMap((events, step) =>
    events.map(({ type, data }) => ({ step, type, data: JSON.stringify(data) })),
  );
  assert.equal(template.length, EVENTS_A_CLAIM);
  const numbered = template.map((event, index) => ({ ...event, version: index + 1 }));
  await pool.query(
    `with template as materialized (
       select * from json_to_recordset($1) as t(version integer, step integer, type text, data text)
     ), placed as materialized (
       select n, 'C' || lpad(n::text, 12, '0') as claim, version,
         1 + row_number() over (order by (n - 1) / ${BEGUN_TOGETHER} + step, n, version) as position
       from generate_series(1, $2::integer) as n cross join template
       order by position
     )
     insert into store.events (position, event_id, practice, stream, version, type, schema_version, data, sealed, key_id, occurred_at,
       recorded_at, correlation_id, causation_id, command_id, actor)
     select position, gen_random_uuid(), '${PRACTICE}', '${PRACTICE}/claim-' || claim, version, type, 1,
       replace(data, '${CLAIM_ID}', claim)::jsonb,
       case when version = 1 then decode(repeat(md5(claim), ${SEALED_BYTES / 16}), 'hex') end,
       case when version = 1 then '${PRACTICE}/key' end,
       timestamptz '2026-03-02 15:00:00Z' + position * interval '1 second', clock_timestamp(), 'correlation-' || claim, null,
       'command-' || position, 'policy:bench'
     from placed join template using (version)
     order by position`,
    [JSON.stringify(numbered), claims],
  );
  await pool.query(`select setval('store.events_position', (select max(position) from store.events), true)`);
  await pool.query(
    `insert into store.handled_commands (practice, command_id, outcome) select practice, command_id, '{"status": "done"}' from store.events`,
  );
  await pool.query('vacuum analyze store.events, store.handled_commands');
  await pool.query('checkpoint');
}
