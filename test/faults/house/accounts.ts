import { sessionIdOf, sessionStream } from '#libs/contracts/streams.js';
import type { Pool } from '#libs/event-store/pool.js';
import { filesFromPayers, filesToPayers } from './exchanged-files.js';
import type { FaultHouse } from './fault-house.js';
import type { Load } from './load.js';

/** What is missing, and what is there more often than once; each named so that a person can look for it. */
export interface Account {
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
}

/**
 * Counts what went into a house against what became of it, straight from the events, the table of due work and the files that payers hold: nothing that
 * the product itself derives is asked.
 */
export async function takeAccount(house: FaultHouse, load: Load): Promise<Account> {
  const { pool, exchangeDir } = house;
  const sent = (await filesToPayers(exchangeDir)).flatMap(({ segments }) => valuesOf(segments, 'CLM', 1));
  const answers = (await filesFromPayers(exchangeDir)).map(({ sha256 }) => sha256);
  const { practiceId } = load.practice;
  const accepted = [...load.accepted].map((id) => sessionStream(practiceId, sessionIdOf(practiceId, id)));
  const submitted = await texts(
    pool,
    `select data ->> 'patientControlNumber' from store.events where type = 'ClaimSubmitted'`,
  );
  const parts = [
    onceEach('session', accepted, await texts(pool, `select stream from store.events where type = 'SessionRecorded'`)),
    onceEach('837P', submitted, sent),
    onceEach('submission', await texts(pool, RELEASED), submitted),
    onceEach('interchange sent', submitted, await texts(pool, SENT)),
    onceEach(
      'answer',
      answers,
      await texts(pool, `select data ->> 'sha256' from store.events where type = 'InterchangeReceived'`),
    ),
    onceEach('remittance', await texts(pool, RECEIVED), await texts(pool, POSTED)),
    { lost: (await texts(pool, OVERDUE)).map(named('due work')), doubled: [] },
    { lost: (await texts(pool, PARKED)).map(named('parked')), doubled: [] },
    { lost: [], doubled: (await texts(pool, REFUSED)).slice(copies(answers)).map(named('answer taken again')) },
  ];
  return { lost: parts.flatMap(({ lost }) => lost), doubled: parts.flatMap(({ doubled }) => doubled) };
}

/** A claim that is to be sent, by the number that its file must carry. */
const RELEASED = `select (data ->> 'claimId') || 'S' || (data ->> 'submissionNumber') from store.events where type = 'ClaimReleased'`;

/** The files that are recorded as sent, by the numbers of the claims that they carry. */
const SENT = `
  select (claim ->> 'claimId') || 'S' || (claim ->> 'submissionNumber')
  from store.events, jsonb_array_elements(data -> 'claims') as claim where type = 'InterchangeSent'`;

const RECEIVED = `select distinct stream from store.events where type = 'RemittanceReceived'`;
const POSTED = `select stream from store.events where type in ('RemittancePosted', 'RemittanceRejected')`;

/** What ought to have been done by now, on the practice's clock. */
const OVERDUE = `
  select d.kind || ' ' || d.intent from work.due_work as d, store.business_clock as c
  where d.state = 'open' and d.due_at <= clock_timestamp() + c.offset_ms * interval '1 millisecond'
    and not (d.kind = 'claim-submit' and exists (
      select from work.sent_claims as s where s.practice = d.practice and s.claim_id = d.detail ->> 'claimId'
        and s.submission_number = (d.detail ->> 'submissionNumber')::integer))`;

const PARKED = `select consumer || ' ' || stream from work.parked_streams`;

/** Refused as come before: right for each copy that a payer sent; one more was this house taking one file for two. */
const REFUSED = `select stream from store.events where type = 'InterchangeDuplicateRefused'`;

/** Compares two lists that must hold the same, each once. */
export function onceEach(what: string, expected: readonly string[], actual: readonly string[]): Account {
  const wanted = new Set(expected);
  const seen = new Set<string>();
  const doubled: string[] = [];
  for (const one of actual) {
    if (seen.has(one) || !wanted.has(one)) doubled.push(one);
    seen.add(one);
  }
  const lost = [...wanted].filter((one) => !seen.has(one));
  return { lost: lost.map(named(what)), doubled: doubled.map(named(what)) };
}

const copies = (answers: readonly string[]) => answers.length - new Set(answers).size;

const named = (what: string) => (name: string) => `${what} ${name}`;

function valuesOf(segments: readonly (readonly string[])[], name: string, element: number): readonly string[] {
  return segments.filter(([first]) => first === name).map((segment) => segment[element] ?? '');
}

async function texts(pool: Pool, query: string): Promise<readonly string[]> {
  const { rows } = await pool.query<[string]>({ text: query, rowMode: 'array' });
  return rows.map(([text]) => text);
}
