import type { EventStore } from '#libs/event-store/event-store.js';
import { happen, PRACTICE } from '../projections/stories.js';

/** A practice that bills BLUE, a commercial payer. */
export async function practiceOfBlue(store: EventStore): Promise<void> {
  const payers = [{ payerId: 'BLUE', name: 'Blue', kind: 'COMMERCIAL' }];
  const profile = { practiceId: PRACTICE, payers, charges: {} };
  const data = { practiceId: PRACTICE, timeZone: 'America/New_York', payers, profile };
  await happen(store, `${PRACTICE}/practice-${PRACTICE}`, { type: 'PracticeConfigured', data });
}

/** Case `{claimId}-1`: 60.00 that BLUE denied as a duplicate now, with a correction that waits for a person. */
export async function proposedDuplicate(store: EventStore, claimId: string): Promise<void> {
  const ids = { denialId: `${claimId}-1`, claimId, patientId: 'P1', payerId: 'BLUE' };
  const lines = [{ line: 1, group: 'CO', reason: '18', remarks: [], deniedCents: 6_000 }];
  const opened = {
    ...{ payerKind: 'COMMERCIAL', remittanceId: 'R1', payerControlNumber: 'ICN1', submissionNumber: 1 },
    ...{ dateOfService: '2026-03-02', noticeDate: '2026-03-12', lines, deniedCents: 6_000 },
  };
  const classified = {
    ...{ category: 'duplicate', action: 'REPL', alternatives: ['POST'], correctable: true, responsible: 'biller' },
    ...{ handler: 'duplicate', dateOfService: '2026-03-02' },
  };
  const correction = { handler: 'duplicate', attempt: 1, route: 'no-action', changes: [] };
  const now = new Date().toISOString();
  for (const event of [
    { type: 'DenialCaseOpened', data: { ...ids, ...opened } },
    { type: 'DenialClassified', data: { ...ids, ...classified } },
    { type: 'ResubmissionProposed', data: { ...ids, ...correction } },
  ])
    await happen(store, `${PRACTICE}/denial-${claimId}-1`, event, now);
}
