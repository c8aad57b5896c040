import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DecideCorrection } from '#libs/commands/denial-path/decide-correction.js';
import type { CorrectionMode } from '#libs/rules/practice.js';
import { procedures } from '#libs/rules/testing/sample.js';
import { CorrectionDesk, payersWith } from '../support/correction-desk.js';
import { DenialDesk } from '../support/denial-desk.js';
import { decision } from '../support/payer-letters.js';

/* A payer's switch: whether a handler does nothing, asks a person, or sends by itself. */

const PAYER = 'BLUE-HARBOR';
let desk: DenialDesk;
let corrections: CorrectionDesk;
beforeAll(async () => {
  desk = await DenialDesk.open();
  corrections = new CorrectionDesk(desk);
}, 60_000);
afterAll(() => desk?.close());

const switched = (mode: CorrectionMode) =>
  corrections.configure({ payers: payersWith(PAYER, { autoCorrection: { 'distinct-time': mode } }) });

/** A line counted as part of another, with time of its own on the record. */
async function bundled(patient: string) {
  const [therapy, manual] = procedures('97530 30, 97140 15');
  const work = [therapy, { ...manual, attestations: ['distinct-time'] }] as ReturnType<typeof procedures>;
  const { claimId, sent } = await desk.claimOf(patient, PAYER, '97530 30, 97140 15', { procedures: work });
  await desk.remit(PAYER, '2026-03-16', [decision(sent, ['CO-45 36.00', 'CO-97 all'])]);
  return { claimId, denialId: `${claimId}-1`, sent };
}

describe('switched off', () => {
  it('the handler does nothing, and a dry run shows what it would do without an event', async () => {
    await switched('off');
    const { denialId } = await bundled('ann');
    expect(await corrections.tries(denialId)).toEqual([]);
    const head = await corrections.head();
    expect(await corrections.dryRun(denialId)).toEqual({
      ...{ denialId, handler: 'distinct-time', mode: 'off', outcome: 'CORRECTED', reason: 'distinct-time-shown' },
      ...{ route: 'replacement', frequency: '7', changes: ['2 modifiers:  -> 59'] },
    });
    await corrections.lookAgain(denialId);
    expect(await corrections.head()).toBe(head);
  });
});

describe('switched to ask', () => {
  it('the correction waits for a person, and never leaves once it was declined', async () => {
    await switched('propose');
    const { claimId, denialId } = await bundled('bob');
    expect(await corrections.tries(denialId)).toEqual(['distinct-time PROPOSED replacement']);
    expect((await desk.claim(claimId)).submissions).toHaveLength(1);
    const declined = { denialId, attempt: 1, decision: 'decline', reason: 'the note does not say so' } as const;
    await desk.done((context) => new DecideCorrection(context, declined));
    await corrections.lookAgain(denialId);
    expect(await corrections.tries(denialId)).toEqual(['distinct-time DECLINED replacement']);
    expect((await desk.claim(claimId)).submissions).toHaveLength(1);
    expect(await desk.case(denialId)).toMatchObject({ status: 'open' });
  });

  it('what was approved is exactly what was shown: a record that changed since is not sent in that person’s name', async () => {
    const { claimId, denialId, sent } = await bundled('cat');
    await corrections.amend('cat', { procedures: procedures('97530 30, 97140 15') });
    await corrections.approve(denialId);
    expect(await corrections.tries(denialId)).toEqual(['distinct-time SKIPPED distinct-time.no-evidence']);
    expect(await desk.newestSent(claimId, PAYER)).toEqual(sent);
  });
});

describe('switched to send', () => {
  it('the correction leaves by itself, once', async () => {
    await switched('send');
    const { claimId, denialId } = await bundled('dan');
    expect(await corrections.tries(denialId)).toEqual(['distinct-time SUCCESS distinct-time-shown']);
    await corrections.lookAgain(denialId);
    expect(await desk.newestSent(claimId, PAYER)).toMatchObject({
      ...{ patientControlNumber: `${claimId}S2`, frequency: '7', lines: [{}, { modifiers: ['59'] }] },
    });
    expect(await corrections.dryRun(denialId)).toMatchObject({ mode: 'send', outcome: 'SKIPPED' });
  });
});
