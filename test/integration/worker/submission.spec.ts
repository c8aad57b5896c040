import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DueWorkJobs } from '#apps/worker/due-work-handlers.js';
import { ClaimSender } from '#apps/worker/submission/claim-sender.js';
import { RecordAuthorization } from '#libs/commands/claim-path/record-authorization.js';
import { RecordSession } from '#libs/commands/claim-path/record-session.js';
import { sampleMessages } from '#libs/demo/sample-practice.js';
import type { OpenDueWork } from '#libs/jobs/due-work-table.js';
import type { Session } from '#libs/rules/session.js';
import { PAYER, WorkerHouse } from './worker-house.js';

let house: WorkerHouse;
beforeEach(async () => {
  house = await WorkerHouse.open();
});
afterEach(() => house.close());

/** The sample's commercial patient whose first claims leave without an authorization. */
const [message] = sampleMessages('2026-03-02').filter(
  ({ type, data }) =>
    type === 'ehr.session.recorded.v1' &&
    !('authorization' in data) &&
    (data.coverages as { payerId: string }[])[0]?.payerId === PAYER,
);
const session = message?.data as unknown as Session;

async function claimToSend(): Promise<OpenDueWork> {
  await house.send((context) => new RecordSession(context, { source: 'test', session }));
  await house.settle();
  await house.clock.advanceTo(new Date('2026-03-03T01:05:00.000Z'));
  const handlers = (await house.due()).map(({ kind }) => kind);
  expect(handlers).toEqual(['claim-release']);
  return release();
}

async function release(): Promise<OpenDueWork> {
  const [work] = await house.due();
  await house.app
    .get(DueWorkJobs)
    .handlers()
    ['claim-release'](work as OpenDueWork);
  await house.settle();
  const [submission] = await house.due();
  expect(submission).toMatchObject({ kind: 'claim-submit', revision: 1 });
  return submission as OpenDueWork;
}

describe('releasing a draft that an 837P could not carry', () => {
  it('holds it with the field at fault, and lets it go once the record is amended', async () => {
    // The scrubber looks at the first coverage; the writer names the later payers of the patient too.
    const later = { rank: 2, payerId: 'MEDICARE-B', memberId: 'A*1', relationship: 'self' as const, mspType: '12' };
    const bad: Session = { ...session, coverages: [...session.coverages, later] };
    await house.send((context) => new RecordSession(context, { source: 'test', session: bad }));
    await house.settle();
    await house.clock.advanceTo(new Date('2026-03-03T01:05:00.000Z'));
    const [work] = await house.due();
    await house.app
      .get(DueWorkJobs)
      .handlers()
      ['claim-release'](work as OpenDueWork);
    await house.settle();
    expect(await house.types()).toContain('ClaimHeld');
    expect(await house.types()).not.toContain('ClaimReleased');
    expect(await house.due()).toEqual([]);

    const amended = { ...session, revision: 2 };
    await house.send((context) => new RecordSession(context, { source: 'test', session: amended }));
    await house.settle();
    await house.clock.advanceTo(new Date('2026-03-04T01:05:00.000Z'));
    expect((await house.due()).map(({ kind }) => kind)).toEqual(['claim-release']);
    await release();
    expect(await house.types()).toContain('ClaimReleased');
  });
});

describe('sending a released claim', () => {
  it('writes one file, however often and by however many it is done', async () => {
    const work = await claimToSend();
    const sender = house.app.get(ClaimSender);
    await Promise.all([sender.send(work), sender.send(work), sender.send(work)]);
    const [file, ...others] = await house.filesIn('outbox');
    expect(others).toEqual([]);
    await rename(join(house.folders.outbox, file as string), join(house.root, 'taken'));
    await sender.send(work);
    expect(await house.filesIn('outbox')).toEqual([]);
    const types = await house.types();
    expect(types.filter((type) => type === 'ClaimSubmitted' || type === 'InterchangeSent')).toEqual([
      'ClaimSubmitted',
      'InterchangeSent',
    ]);
    await house.settle();
    expect(await house.due()).toEqual([]);
  });

  it('goes on where a worker died after it had fixed the control numbers and before it wrote the file', async () => {
    const work = await claimToSend();
    const sender = house.app.get(ClaimSender);
    await sender.send(work);
    const [file] = await house.filesIn('outbox');
    // As if the file and the record of it had not come to be.
    await rename(join(house.folders.outbox, file as string), join(house.root, 'lost'));
    await rename(join(house.folders.sent, file as string), join(house.root, 'lost too'));
    await house.database.pool.query('delete from work.sent_claims');
    expect(await house.due()).toHaveLength(1);
    await sender.send(work);
    expect(await house.filesIn('outbox')).toEqual([file]);
    const types = await house.types();
    expect(types.filter((type) => type === 'ClaimSubmitted')).toHaveLength(1);
    expect(await house.due()).toEqual([]);
  });
});

describe('a claim that needs an authorization', () => {
  it('is denied, resubmitted without anyone’s hand once the authorization is on file, and paid', async () => {
    await claimToSend();
    await house.doDueWork();
    await house.exchange();
    await house.clock.advanceTo(new Date('2026-03-13T15:00:00.000Z'));
    await house.exchange();
    expect(await house.types()).toContain('ClaimDenied');
    expect(await house.types()).not.toContain('ResubmissionScheduled');
    const ehrPatientId = session.patient.patientId;
    const authorization = { ehrPatientId, payerId: PAYER, number: 'AUTH1', from: '2026-03-01', to: '2026-08-31' };
    await house.send((context) => new RecordAuthorization(context, authorization));
    await house.doDueWork();
    await house.exchange();
    await house.clock.advanceTo(new Date('2026-03-26T15:00:00.000Z'));
    await house.exchange();
    const types = await house.types();
    expect(types.filter((type) => type === 'ClaimSubmitted')).toHaveLength(2);
    expect(types.slice(-1)).toEqual(['DenialResolved']);
    expect(await house.filesIn('inbox')).toEqual([]);
    expect(await house.filesIn('sent')).toEqual([]);
    await house.settle();
    expect(await house.table.page(new Date('2028-01-01T00:00:00.000Z'), 100)).toEqual([]);
  });

  it('rings each alarm of its deadline, and the day after the last one says that it was missed', async () => {
    await claimToSend();
    await house.doDueWork();
    await house.exchange();
    await house.clock.advanceTo(new Date('2026-03-13T15:00:00.000Z'));
    await house.exchange();
    await house.clock.advanceTo(new Date('2026-07-01T15:00:00.000Z'));
    await house.doDueWork();
    const types = await house.types();
    expect(types.filter((type) => type === 'AppealDeadlineApproaching')).toHaveLength(6);
    expect(types.at(-1)).toBe('AppealDeadlineMissed');
    expect(await house.due()).toEqual([]);
  });
});
