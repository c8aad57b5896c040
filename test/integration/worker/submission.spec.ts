import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { CommandSender } from '#apps/worker/command-sender.js';
import { DueWorkJobs } from '#apps/worker/due-work-handlers.js';
import { ClaimBatches } from '#apps/worker/submission/claim-batches.js';
import { ClaimSender } from '#apps/worker/submission/claim-sender.js';
import { ConfigurePractice } from '#libs/commands/claim-path/configure-practice.js';
import { RecordAuthorization } from '#libs/commands/claim-path/record-authorization.js';
import { RecordSession } from '#libs/commands/claim-path/record-session.js';
import { parsePatientControlNumber } from '#libs/contracts/streams.js';
import { sampleMessages, samplePractice } from '#libs/demo/sample-practice.js';
import { EventStore } from '#libs/event-store/event-store.js';
import type { OpenDueWork } from '#libs/jobs/due-work-table.js';
import type { PracticeProfile } from '#libs/rules/practice.js';
import type { Session } from '#libs/rules/session.js';
import { readClaims } from '#libs/x12/read/claim-837p-reader.js';
import { writeImplementationAcknowledgement } from '#libs/x12/write/acknowledgement-999.js';
import { CLAIM_VERSION } from '#libs/x12/write/claim-837p.js';
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
    const died = dieAt('sent');
    await expect(sender.send(work)).rejects.toThrow('died');
    died.mockRestore();
    const [file] = await house.filesIn('outbox');
    // As if it had not come to be.
    await rename(join(house.folders.outbox, file as string), join(house.root, 'lost'));
    await rename(join(house.folders.sent, file as string), join(house.root, 'lost too'));
    expect(await house.due()).toHaveLength(1);
    await sender.send(work);
    expect(await house.filesIn('outbox')).toEqual([file]);
    const types = await house.types();
    expect(types.filter((type) => type === 'ClaimSubmitted')).toHaveLength(1);
    expect(await house.due()).toEqual([]);
  });
});

/** A worker that ends just before it sends the command of that part. */
function dieAt(part: string, after = 0) {
  const commands = house.app.get(CommandSender);
  const send = commands.send.bind(commands);
  let left = after;
  return jest.spyOn(commands, 'send').mockImplementation((sending, command) => {
    if (!sending.part.startsWith(part)) return send(sending, command);
    left -= 1;
    return left < 0 ? Promise.reject(new Error('died')) : send(sending, command);
  });
}

describe('sending all claims of a payer that are ready', () => {
  const PATIENTS = ['P1', 'P2', 'P3'];

  /** One claim each of three patients, released; the payer takes two in a batch. */
  async function threeReleased(): Promise<readonly OpenDueWork[]> {
    const sample = samplePractice as unknown as PracticeProfile;
    const profile = { ...sample, payers: sample.payers.map((payer) => ({ ...payer, claimsPerBatch: 2 })) };
    await house.send((context) => new ConfigurePractice(context, { profile }));
    for (const patientId of PATIENTS) {
      const one = { ...session, sessionId: `S-${patientId}`, patient: { ...session.patient, patientId } };
      await house.send((context) => new RecordSession(context, { source: 'test', session: one }));
    }
    await house.settle();
    await house.clock.advanceTo(new Date('2026-03-03T01:05:00.000Z'));
    const { 'claim-release': release } = house.app.get(DueWorkJobs).handlers();
    for (const work of await house.due()) await release(work);
    await house.settle();
    const submissions = await house.due();
    expect(submissions.map(({ kind }) => kind)).toEqual(PATIENTS.map(() => 'claim-submit'));
    return submissions;
  }

  const outbox = async () => {
    const [name, ...others] = await house.filesIn('outbox');
    expect(others).toEqual([]);
    const read = readClaims([await readFile(join(house.folders.outbox, name as string))]);
    if (!read.ok) throw new Error(read.refusal.message);
    return read.value.transactions.map(({ control, batchReference, claims }) => ({
      control,
      batchReference,
      claims: claims.map(({ claim }) => parsePatientControlNumber(claim.patientControlNumber)?.claimId),
    }));
  };

  const claimIds = (works: readonly OpenDueWork[]) => works.map(({ detail }) => detail.claimId);

  it('puts them into one file, in batches as the payer takes them', async () => {
    const works = await threeReleased();
    const sender = house.app.get(ClaimSender);
    await Promise.all(works.map((work) => sender.send(work)));
    const [first, second, third] = claimIds(works);
    const file = await outbox();
    expect(file).toEqual([
      { control: '0001', batchReference: '000000001', claims: [expect.any(String), expect.any(String)] },
      { control: '0002', batchReference: '000000001-2', claims: [expect.any(String)] },
    ]);
    expect(file.flatMap(({ claims }) => claims).sort()).toEqual([first, second, third].sort());
    const types = await house.types();
    expect(types.filter((type) => type === 'InterchangeSent')).toHaveLength(1);
    await house.settle();
    expect(await house.due()).toEqual([]);
  });

  it('waits while claims of the same close of day are still being released', async () => {
    const [work] = await threeReleased();
    const batches = house.app.get(ClaimBatches);
    const releasing = jest.spyOn(batches, 'areReleasing').mockResolvedValueOnce(true);
    const sender = house.app.get(ClaimSender);
    expect(await sender.send(work as OpenDueWork)).toEqual({ waitMs: expect.any(Number) });
    expect(await house.types()).not.toContain('InterchangePlanned');
    releasing.mockRestore();
    expect(await sender.send(work as OpenDueWork)).toBeUndefined();
    expect((await outbox()).flatMap(({ claims }) => claims)).toHaveLength(3);
  });

  it.each([
    ['before it fixed any of them in it', 'submit', 0],
    ['when it had fixed one of them in it', 'submit', 1],
    ['before it recorded that the file is out', 'sent', 0],
  ])('sends each once where a worker died %s', async (_when, part, after) => {
    const works = await threeReleased();
    const sender = house.app.get(ClaimSender);
    const died = dieAt(part, after);
    await expect(sender.send(works[0] as OpenDueWork)).rejects.toThrow('died');
    died.mockRestore();
    await house.settle();
    for (const work of await house.due()) await sender.send(work);
    const sent = (await outbox()).flatMap(({ claims }) => claims);
    expect(sent.sort()).toEqual(claimIds(works).sort());
    const types = await house.types();
    expect(types.filter((type) => type === 'ClaimSubmitted')).toHaveLength(3);
    expect(types.filter((type) => type === 'InterchangeSent')).toHaveLength(1);
    await house.settle();
    expect(await house.due()).toEqual([]);
  });

  /** A 999 that takes the first batch and refuses the second. */
  const refusal = () =>
    [
      ...writeImplementationAcknowledgement({
        envelope: {
          sender: { id: 'PAYER01' },
          receiver: { id: 'HARBOROT' },
          controlNumbers: { interchange: 31, group: 31, transaction: '0001' },
          time: { date: '2026-03-03', time: '06:00' },
          usage: 'T',
        },
        group: { functionalId: 'HC', control: '1', version: CLAIM_VERSION },
        transactions: [
          { set: '837', control: '0001', version: CLAIM_VERSION, code: 'A', faults: [] },
          { set: '837', control: '0002', version: CLAIM_VERSION, code: 'R', faults: [] },
        ],
      }),
    ].join('');

  it('counts only the claims of the batch as rejected that a 999 refuses', async () => {
    const works = await threeReleased();
    await house.app.get(ClaimSender).send(works[0] as OpenDueWork);
    const [taken, refused] = await outbox();
    await writeFile(join(house.folders.inbox, '999.x12'), refusal());
    expect(await house.importer.importAll()).toBe(1);
    const events = await house.app.get(EventStore).readAll({ after: 0, limit: 1000 });
    const claimsOf = (type: string) => events.filter((event) => event.type === type).map(({ data }) => data.claimId);
    expect(claimsOf('ClaimAcknowledged').sort()).toEqual(taken?.claims.sort());
    expect(claimsOf('ClaimRejected')).toEqual(refused?.claims);
  });

  it('keeps an answer that is faster than the record of the file, and takes it once that is there', async () => {
    const works = await threeReleased();
    const sender = house.app.get(ClaimSender);
    const died = dieAt('sent');
    await expect(sender.send(works[0] as OpenDueWork)).rejects.toThrow('died');
    died.mockRestore();
    await writeFile(join(house.folders.inbox, '999.x12'), refusal());
    expect(await house.importer.importAll()).toBe(0);
    expect(await house.filesIn('inbox')).toEqual(['999.x12']);
    await sender.send(works[0] as OpenDueWork);
    expect(await house.importer.importAll()).toBe(1);
    expect(await house.types()).toContain('ClaimRejected');
  });

  it('is answered claim by claim where a payer takes both batches', async () => {
    await threeReleased();
    await house.doDueWork();
    await house.exchange();
    await house.clock.advanceTo(new Date('2026-03-04T15:00:00.000Z'));
    await house.exchange();
    const events = await house.app.get(EventStore).readAll({ after: 0, limit: 1000 });
    const accepted = events.filter(({ type, data }) => type === 'ClaimAcknowledged' && data.kind === '277CA');
    expect(accepted).toHaveLength(3);
    expect(await house.filesIn('sent')).toEqual([]);
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
