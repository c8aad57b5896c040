import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Session } from '#libs/rules/session.js';
import { procedures } from '#libs/rules/testing/sample.js';
import { CorrectionDesk } from '../support/correction-desk.js';
import { DenialDesk } from '../support/denial-desk.js';
import { claimsIn, decision } from '../support/payer-letters.js';

/* CARC 97 and 236: the payer counts 97140 as part of 97530. Modifier 59 says that it had time of its own: only with evidence. */

const PAYER = 'BLUE-HARBOR';
const [therapy, manual] = procedures('97530 30, 97140 15') as [Session['procedures'][0], Session['procedures'][0]];
const inBlocks = [
  { ...therapy, timeBlocks: [{ start: '10:00', end: '10:30' }] },
  { ...manual, timeBlocks: [{ start: '10:30', end: '10:45' }] },
];
const overlapping = [
  { ...therapy, timeBlocks: [{ start: '10:00', end: '10:30' }] },
  { ...manual, timeBlocks: [{ start: '10:20', end: '10:35' }] },
];

let desk: DenialDesk;
let corrections: CorrectionDesk;
beforeAll(async () => {
  desk = await DenialDesk.open();
  corrections = new CorrectionDesk(desk);
}, 60_000);
afterAll(() => desk?.close());

async function denied(patient: string, reason: string, changes: Partial<Session> = {}) {
  const claim = await desk.claimOf(patient, PAYER, '97530 30, 97140 15', changes);
  await desk.remit(PAYER, '2026-03-16', [decision(claim.sent, ['CO-45 36.00', `CO-${reason} all`])]);
  return { ...claim, denialId: `${claim.claimId}-1` };
}

describe.each(['97', '236'])('a denial for CARC %s', (reason) => {
  it('is not marked with 59 where the record shows no time of its own: a person decides', async () => {
    const { claimId, denialId } = await denied(`none-${reason}`, reason);
    expect((await desk.case(denialId)).classification).toMatchObject({ category: 'bundling', action: 'WO' });
    expect(await corrections.tries(denialId)).toEqual(['distinct-time SKIPPED distinct-time.no-evidence']);
    await corrections.amend(`none-${reason}`, { procedures: overlapping });
    await corrections.lookAgain(denialId);
    expect(await corrections.tries(denialId)).toHaveLength(1);
    expect((await desk.claim(claimId)).submissions).toHaveLength(1);
  });

  it('goes out with 59 on that line alone once the record shows it, and is paid', async () => {
    const { claimId, denialId, sent } = await denied(`blocks-${reason}`, reason);
    await corrections.amend(`blocks-${reason}`, { procedures: inBlocks });
    await corrections.lookAgain(denialId);
    expect(await corrections.proposed(denialId)).toEqual(['2 modifiers:  -> 59']);
    await corrections.approve(denialId);
    const again = await desk.newestSent(claimId, PAYER);
    expect(again).toMatchObject({ frequency: '7', payerControlNumber: `ICN${claimId}S1` });
    expect(again.lines).toEqual([sent.lines[0], { ...sent.lines[1], modifiers: ['59'] }]);
    await desk.remit(PAYER, '2026-03-30', [decision(again, ['CO-45 36.00', 'CO-45 16.00'])]);
    expect((await desk.caseEvents(denialId)).at(-1)).toMatchObject({ data: { recoveredCents: 3_400 } });
    expect((await desk.claim(claimId)).balance).toBe('closed');
  });
});

it('is proposed at once where the therapist had attested it in the record', async () => {
  const work = [therapy, { ...manual, attestations: ['distinct-time' as const] }];
  const { denialId } = await denied('attested', '97', { procedures: work });
  expect((await desk.case(denialId)).classification).toMatchObject({ action: 'REPL', alternatives: ['WO'] });
  expect(await corrections.tries(denialId)).toEqual(['distinct-time PROPOSED replacement']);
  expect((await claimsIn(desk.folders(PAYER).outbox)).filter(({ frequency }) => frequency === '7')).toHaveLength(2);
});
