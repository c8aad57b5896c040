import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ChangeClassificationRows } from '#libs/commands/denial-path/change-classification-rows.js';
import { WhatIf } from '#libs/commands/denial-path/what-if.js';
import { WorkDenialCase } from '#libs/commands/denial-path/work-denial-case.js';
import { PracticeDirectory } from '#libs/commands/practice-directory.js';
import type { OwnClassificationRow } from '#libs/contracts/classification-row.js';
import { claimStream, practiceStream } from '#libs/contracts/streams.js';
import { eventually } from '#libs/testing/eventually.js';
import { type DenialHouse, openDenialHouse, PRACTICE } from './denial-house.js';
import { DeniedSessions } from './denied-sessions.js';

let house: DenialHouse;
let desk: DeniedSessions;
const claims: Record<string, string> = {};

/** A claim of that patient, denied for that reason. */
async function denied(patient: string, payerId: string, reason: string): Promise<void> {
  await desk.recorded(patient, payerId);
  claims[patient] = await desk.sent(patient, payerId);
  await desk.answered(claims[patient], payerId, { reason });
}

const classifications = async (patient: string) =>
  (await desk.denial(claims[patient] as string)).filter(({ type }) => type === 'DenialClassified');

beforeAll(async () => {
  house = await openDenialHouse();
  const acme = { kind: 'COMMERCIAL', unitMethod: 'CMS_TOTAL', percentOfMedicare: 100, therapyModifier: true } as const;
  desk = await DeniedSessions.at(house, [
    { payerId: 'ACME', name: 'Acme', ...acme },
    { payerId: 'OTHER', name: 'Other', ...acme },
  ]);
  house.at('2026-04-06T14:00:00Z');
  await denied('ann', 'ACME', '50');
  await denied('bob', 'OTHER', '50');
  await denied('cat', 'ACME', '50');
  await denied('dan', 'ACME', '204');
  const work = { type: 'WriteOffDenial', amountCents: 11_000, reason: 'courtesy', role: 'manager' } as const;
  const person = { ...house.context(), actor: 'user:ann' };
  await house.send(new WorkDenialCase(person, { denialId: `${claims.cat}-1`, work }));
}, 60_000);
afterAll(() => house?.close());

const rows: OwnClassificationRow[] = [
  { payerId: 'ACME', carc: '50', denial: true, category: 'documentation', actions: ['DOCS', 'APPEAL'] },
];
const change = (changed: readonly OwnClassificationRow[], actor = 'user:ann') =>
  house.send(new ChangeClassificationRows({ ...house.context(), actor }, { rows: changed }));
const ask = (asked: readonly OwnClassificationRow[], since = '2025-04-06T00:00:00Z') =>
  house.get(WhatIf).show(PRACTICE, asked, new Date(since));

describe('other rows of classification', () => {
  it('are shown before they take effect: every case that they change, open or not, and the sums', async () => {
    const head = await house.store.headPosition();
    const { changes, totals } = await ask(rows);
    expect(changes.map(({ denialId }) => denialId).sort()).toEqual([`${claims.ann}-1`, `${claims.cat}-1`].sort());
    expect(changes[0]).toMatchObject({
      ...{ payerId: 'ACME', group: 'CO', reason: '50', deniedCents: 11_000 },
      before: { denial: true, category: 'medical-necessity', action: 'APPEAL', handler: null },
      after: { denial: true, category: 'documentation', action: 'DOCS', handler: null },
    });
    expect(totals).toEqual({
      ...{ cases: 4, deniedCents: 44_000, changed: 2, changedCents: 22_000 },
      moves: [
        {
          ...{ from: 'medical-necessity APPEAL by-hand', to: 'documentation DOCS by-hand' },
          ...{ cases: 2, deniedCents: 22_000 },
        },
      ],
    });
    expect(await house.store.headPosition()).toBe(head);
  });

  it('are shown for the time that is asked about alone', async () => {
    expect((await ask(rows, '2026-04-06T14:00:01Z')).totals).toMatchObject({ cases: 0, changed: 0 });
  });

  it('show what would be no denial any more', async () => {
    const [change] = (await ask([{ ...(rows[0] as OwnClassificationRow), denial: false, actions: ['POST'] }])).changes;
    expect(change?.after.denial).toBe(false);
  });

  it('are put in force by a person alone, and only where they are sound', async () => {
    expect(await change(rows, 'policy:any')).toMatchObject({ refusal: { code: 'classification.person-missing' } });
    expect(await change([{ ...(rows[0] as OwnClassificationRow), handler: 'luck' }])).toMatchObject({
      refusal: { code: 'classification.row', field: 'rows[0].handler' },
    });
    expect(await house.types(practiceStream(PRACTICE))).not.toContain('ClassificationRowsChanged');
  });

  it('classify open cases anew, and those alone of which they change something', async () => {
    expect(await change(rows)).toMatchObject({ status: 'done' });
    expect(await change(rows)).toMatchObject({ status: 'nothing-to-do' });
    await house.settle();
    const changed = (await house.events(practiceStream(PRACTICE))).at(-1);
    expect(changed).toMatchObject({ data: { revision: 1, effectiveOn: '2026-04-06', changedBy: 'user:ann' } });
    const [, anew] = await classifications('ann');
    expect(anew?.data).toMatchObject({ category: 'documentation', action: 'DOCS', alternatives: ['APPEAL'] });
    for (const patient of ['bob', 'cat', 'dan']) expect(await classifications(patient)).toHaveLength(1);
  });

  it('leave a case open that they call no denial, and open none for one that comes', async () => {
    await change([{ ...(rows[0] as OwnClassificationRow), denial: false, category: 'contractual', actions: ['POST'] }]);
    await house.settle();
    expect(await classifications('ann')).toHaveLength(2);
    // What was read of a practice may be used for a moment.
    const practices = house.get(PracticeDirectory);
    await eventually(
      'the rows to be seen',
      async () => (await practices.state(PRACTICE)).classification.revision === 2,
    );
    await denied('eve', 'ACME', '50');
    const [opened] = await desk.denial(claims.eve as string);
    // What was not paid is followed all the same, as less than was expected.
    expect(opened?.data).toMatchObject({ caseKind: 'underpayment' });
    expect(await house.types(claimStream(PRACTICE, claims.eve as string))).not.toContain('ClaimDenied');
  });

  it('are taken back like any others', async () => {
    await change([]);
    await house.settle();
    expect((await classifications('ann')).at(-1)?.data).toMatchObject({ category: 'medical-necessity' });
  });
});

it('is the same house when every policy answers every event again', async () => {
  const head = await house.store.headPosition();
  await house.settle('again');
  expect(await house.store.headPosition()).toBe(head);
});
