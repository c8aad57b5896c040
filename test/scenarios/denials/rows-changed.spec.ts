import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ChangeClassificationRows } from '#libs/commands/denial-path/change-classification-rows.js';
import { monthsBefore, WhatIf } from '#libs/commands/denial-path/what-if.js';
import type { OwnClassificationRow } from '#libs/contracts/classification-row.js';
import { PRACTICE } from '../../integration/worker/worker-house.js';
import { CorrectionDesk } from '../support/correction-desk.js';
import { DenialDesk } from '../support/denial-desk.js';
import { decision } from '../support/payer-letters.js';

/* Blue Harbor wants records for what it calls not necessary, where the table says appeal: what would that change? */

const rows: OwnClassificationRow[] = [
  { payerId: 'BLUE-HARBOR', carc: '50', denial: true, category: 'documentation', actions: ['DOCS', 'PT', 'APPEAL'] },
];

let desk: DenialDesk;
let corrections: CorrectionDesk;
const cases: Record<string, string> = {};
beforeAll(async () => {
  desk = await DenialDesk.open();
  corrections = new CorrectionDesk(desk);
  await denied('ann', 'BLUE-HARBOR');
  await denied('bob', 'SUMMIT');
  await denied('cat', 'BLUE-HARBOR');
  await desk.work(cases.cat as string, {
    ...{ type: 'WriteOffDenial', amountCents: 11_000, reason: 'courtesy', role: 'manager' },
  });
}, 60_000);
afterAll(() => desk?.close());

async function denied(patient: string, payerId: string): Promise<void> {
  const { claimId, sent } = await desk.claimOf(patient, payerId, '97110 30');
  await desk.remit(payerId, '2026-03-16', [decision(sent, ['CO-50 all'])]);
  cases[patient] = `${claimId}-1`;
}

const classified = async (patient: string) =>
  (await desk.caseEvents(cases[patient] as string))
    .filter(({ type }) => type === 'DenialClassified')
    .map(({ data }) => data.action);

describe('a changed row', () => {
  it('shows first what it would have made of the last twelve months, and changes nothing', async () => {
    const head = await corrections.head();
    const since = monthsBefore(await desk.house.clock.current(), 12);
    const { changes, totals } = await desk.house.app.get(WhatIf).show(PRACTICE, rows, since);
    expect(changes.map(({ denialId }) => denialId).sort()).toEqual([cases.ann, cases.cat].sort());
    expect(changes[0]).toMatchObject({
      ...{ deniedCents: 11_000, before: { category: 'medical-necessity', action: 'APPEAL' } },
      after: { category: 'documentation', action: 'DOCS' },
    });
    expect(totals).toMatchObject({ cases: 3, deniedCents: 33_000, changed: 2, changedCents: 22_000 });
    expect(await corrections.head()).toBe(head);
    expect(await classified('ann')).toEqual(['APPEAL']);
  });

  it('classifies open cases anew when it takes effect, and leaves closed ones and other payers alone', async () => {
    await desk.done((context) => new ChangeClassificationRows(context, { rows }));
    expect(await classified('ann')).toEqual(['APPEAL', 'DOCS']);
    expect(await classified('bob')).toEqual(['APPEAL']);
    expect(await classified('cat')).toEqual(['APPEAL']);
  });

  it('classifies what is denied from now on', async () => {
    await denied('dan', 'BLUE-HARBOR');
    expect(await classified('dan')).toEqual(['DOCS']);
  });

  it('never lays on the patient what the payer laid on the provider, whatever it names', async () => {
    expect((await desk.case(cases.dan as string)).classification?.alternatives).not.toContain('PT');
    expect(await desk.refusal(cases.dan as string, { type: 'ResolveDenial', how: 'patient' })).toBe(
      'denial.patient-not-liable',
    );
  });
});
