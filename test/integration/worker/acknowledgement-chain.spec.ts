import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { RecordSession } from '#libs/commands/claim-path/record-session.js';
import { ChaseClaim } from '#libs/commands/claim-path/silent-claims.js';
import { StreamRepository } from '#libs/commands/stream-repository.js';
import { claimStream, parsePatientControlNumber } from '#libs/contracts/streams.js';
import { sampleMessages } from '#libs/demo/sample-practice.js';
import { claimDecider } from '#libs/domain/claim/decider.js';
import { newestSubmission } from '#libs/domain/claim/state.js';
import type { Session } from '#libs/rules/session.js';
import { claimAnswer, implementationAnswer, type SentFile, sentFile, ta1 } from './payer-answers.js';
import { PAYER, PRACTICE, WorkerHouse } from './worker-house.js';

let house: WorkerHouse;
beforeEach(async () => {
  house = await WorkerHouse.open();
});
afterEach(() => house.close());

const [message] = sampleMessages('2026-03-02').filter(
  ({ type, data }) =>
    type === 'ehr.session.recorded.v1' && (data.coverages as { payerId: string }[])[0]?.payerId === PAYER,
);
const session = message?.data as unknown as Session;
const at = (instant: string) => house.clock.advanceTo(new Date(instant));

/** The newest file that left. */
async function newestFile(): Promise<SentFile> {
  const name = [...(await house.filesIn('outbox'))].sort().at(-1) as string;
  return sentFile(await readFile(join(house.folders.outbox, name), 'utf8'));
}

/** Sends the sample's claim on 2 March after the close of day. */
async function sendClaim(): Promise<SentFile & { readonly clm01: string; readonly claimId: string }> {
  await house.send((context) => new RecordSession(context, { source: 'test', session }));
  await house.settle();
  await at('2026-03-03T01:05:00.000Z');
  await house.doDueWork();
  const file = await newestFile();
  const clm01 = file.claims[0]?.clm01 as string;
  return { ...file, clm01, claimId: parsePatientControlNumber(clm01)?.claimId as string };
}

let files = 0;
async function answered(text: string): Promise<void> {
  files += 1;
  await writeFile(join(house.folders.inbox, `answer-${files}.x12`), text);
  await house.importer.importAll();
  await house.doDueWork();
}

async function claim(claimId: string) {
  return (await house.app.get(StreamRepository).load(claimStream(PRACTICE, claimId), claimDecider)).state;
}
const stands = async (claimId: string) => newestSubmission(await claim(claimId))?.state;
const silences = async () => (await house.types()).filter((type) => type === 'ClaimSilent').length;

describe('the answers to a claim that was sent', () => {
  it('move it from its envelope to the payer, who alone accepts it', async () => {
    const sent = await sendClaim();
    await answered(ta1(sent, 'A', '000'));
    expect(await stands(sent.claimId)).toBe('interchange-accepted');
    await answered(implementationAnswer(sent));
    expect(await stands(sent.claimId)).toBe('syntax-accepted');
    await answered(claimAnswer('AY', sent.clm01, 'A1:20'));
    expect(await claim(sent.claimId)).toMatchObject({ submission: 'sent' });
    expect(await stands(sent.claimId)).toBe('clearinghouse-accepted');
    await answered(claimAnswer('PR', sent.clm01, 'A2:20', 'PAYERNO1'));
    expect((await claim(sent.claimId)).submission).toBe('accepted');
    expect(newestSubmission(await claim(sent.claimId))).toMatchObject({
      state: 'payer-accepted',
      acceptedOn: '2026-03-05',
      acknowledgedNumber: 'PAYERNO1',
    });
  });

  it('may refuse at the payer what the clearinghouse took; corrected, it goes out as a first claim again', async () => {
    const sent = await sendClaim();
    await answered(claimAnswer('AY', sent.clm01, 'A1:20'));
    await answered(claimAnswer('PR', sent.clm01, 'A3:21'));
    expect((await claim(sent.claimId)).submission).toBe('rejected');
    const amended = { ...session, revision: 2, diagnoses: [...session.diagnoses].reverse() };
    await house.send((context) => new RecordSession(context, { source: 'test', session: amended }));
    await house.settle();
    await at('2026-03-04T01:05:00.000Z');
    await house.doDueWork();
    const again = await newestFile();
    expect(again.claims[0]?.clm01).toBe(`${sent.claimId}S2`);
    expect(again.control).not.toBe(sent.control);
    expect(newestSubmission(await claim(sent.claimId))).toMatchObject({ frequency: '1', state: 'submitted' });
    expect(newestSubmission(await claim(sent.claimId))).not.toHaveProperty('payerControlNumber');
    expect(await house.types()).not.toContain('ClaimDenied');
  });

  it('send an interchange that never arrived again under a new number, by itself and once', async () => {
    const sent = await sendClaim();
    await answered(ta1(sent, 'R', '025'));
    const again = await newestFile();
    expect(again.claims.map(({ clm01 }) => clm01)).toEqual([`${sent.claimId}S2`]);
    expect(again.control).not.toBe(sent.control);
    await answered(ta1(again, 'R', '025'));
    expect(await claim(sent.claimId)).toMatchObject({ submission: 'rejected', submissions: [{}, {}] });
  });

  it('leave an interchange to a person whose sender is not known to the payer', async () => {
    const sent = await sendClaim();
    await answered(ta1(sent, 'R', '006'));
    expect(await claim(sent.claimId)).toMatchObject({ submission: 'rejected', submissions: [{}] });
  });
});

describe('a payer that stays silent', () => {
  it('is found out day by day, and left alone by what it has answered', async () => {
    const sent = await sendClaim();
    await at('2026-03-05T04:59:00.000Z');
    await house.doDueWork();
    expect(await silences()).toBe(0);
    await at('2026-03-05T05:01:00.000Z');
    await house.doDueWork();
    expect(await silences()).toBe(1);
    expect(newestSubmission(await claim(sent.claimId))?.silences).toEqual([{ awaited: '999', chasedUntil: null }]);
    await answered(implementationAnswer(sent));
    expect(newestSubmission(await claim(sent.claimId))?.silences).toEqual([]);
    await answered(claimAnswer('PR', sent.clm01, 'A2:20'));
    await at('2026-03-20T12:00:00.000Z');
    await house.doDueWork();
    expect(await silences()).toBe(1);
    await at('2026-04-18T12:00:00.000Z');
    await house.doDueWork();
    expect(await silences()).toBe(2);
  });

  it('is looked at again on the day that a person names', async () => {
    const { claimId } = await sendClaim();
    await at('2026-03-05T12:00:00.000Z');
    await house.doDueWork();
    const chased = { claimId, submissionNumber: 1, awaited: '999' as const, nextOn: '2026-03-09', note: 'asked' };
    expect(await house.send((context) => new ChaseClaim(context, chased))).toMatchObject({ status: 'done' });
    await at('2026-03-09T03:59:00.000Z');
    await house.doDueWork();
    expect(await silences()).toBe(1);
    await at('2026-03-09T04:01:00.000Z');
    await house.doDueWork();
    expect(await silences()).toBe(2);
  });
});
