import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { RecordAuthorization } from '#libs/commands/claim-path/record-authorization.js';
import { RecordSession } from '#libs/commands/claim-path/record-session.js';
import { sampleMessages } from '#libs/demo/sample-practice.js';
import type { Session } from '#libs/rules/session.js';
import { PAYER, WorkerHouse } from './worker-house.js';

/** The sample's commercial patient whose claims leave without an authorization; 2026-03-02 is a Monday. */
const [message] = sampleMessages('2026-03-02').filter(
  ({ type, data }) =>
    type === 'ehr.session.recorded.v1' &&
    !('authorization' in data) &&
    (data.coverages as { payerId: string }[])[0]?.payerId === PAYER,
);
const monday = message?.data as unknown as Session;
const wednesday: Session = {
  ...monday,
  sessionId: 'HB-2001-2026-03-04-A',
  dateOfService: '2026-03-04',
  diagnoses: ['M25.531', ...monday.diagnoses],
  procedures: [
    { code: '97530', minutes: 15, diagnosisPointers: [2] },
    { code: '97140', minutes: 15, diagnosisPointers: [1, 2] },
  ],
};

let house: WorkerHouse;
afterEach(() => house.close());

async function treat(session: Session): Promise<void> {
  await house.send((context) => new RecordSession(context, { source: 'test', session }));
  await house.settle();
}
const at = (instant: string) => house.clock.advanceTo(new Date(instant));
const authorize = (number: string, to: string) => {
  const covered = { ehrPatientId: monday.patient.patientId, payerId: PAYER, number, from: '2026-03-01', to };
  return house.send((context) => new RecordAuthorization(context, covered));
};

/** The segments of the one file that waits for the payer. */
async function fileInOutbox(): Promise<string[]> {
  const files = await house.filesIn('outbox');
  expect(files).toHaveLength(1);
  const text = await readFile(join(house.folders.outbox, files[0] as string), 'utf8');
  return text.split('~').map((segment) => segment.trim());
}

const startingWith = (segments: readonly string[], ...ids: readonly string[]) =>
  segments.filter((segment) => ids.some((id) => segment.startsWith(`${id}*`)));
/** Each line: its number, what is billed, its day and the diagnoses that it points to. */
const serviceLines = (segments: readonly string[]) => startingWith(segments, 'LX', 'SV1', 'DTP*472');

const LINES = [
  'LX*1',
  'SV1*HC:97166*180*UN*1***1',
  'DTP*472*D8*20260302',
  'LX*2',
  'SV1*HC:97110*110*UN*2***1',
  'DTP*472*D8*20260302',
  'LX*3',
  'SV1*HC:97530*60*UN*1***1',
  'DTP*472*D8*20260304',
  'LX*4',
  'SV1*HC:97140*50*UN*1***2:1',
  'DTP*472*D8*20260304',
];

/** From the claim on its way to the payer to the replacement that it pays. */
async function denyAndReplace(): Promise<void> {
  await house.doDueWork();
  const first = await fileInOutbox();
  expect(startingWith(first, 'CLM')).toEqual([expect.stringMatching(/^CLM\*\w+S1\*400\*\*\*11:B:1\*/)]);
  expect(startingWith(first, 'HI')).toEqual(['HI*ABK:S63501D*ABF:M25531']);
  expect(serviceLines(first)).toEqual(LINES);
  await house.exchange();
  await at('2026-03-23T15:00:00.000Z');
  await house.exchange();
  expect(await house.types()).toContain('ClaimDenied');

  await authorize('FIRSTDAY', '2026-03-03');
  await house.doDueWork();
  expect(await house.types()).not.toContain('ResubmissionScheduled');
  await authorize('BOTHDAYS', '2026-03-04');
  await house.doDueWork();
  const again = await fileInOutbox();
  expect(startingWith(again, 'CLM')).toEqual([expect.stringMatching(/^CLM\*\w+S2\*400\*\*\*11:B:7\*/)]);
  expect(startingWith(again, 'REF*F8', 'REF*G1')).toEqual(
    expect.arrayContaining([expect.stringMatching(/^REF\*F8\*\w+$/), 'REF*G1*BOTHDAYS']),
  );
  expect(startingWith(again, 'HI')).toEqual(startingWith(first, 'HI'));
  expect(serviceLines(again)).toEqual(LINES);
  expect(startingWith(again, 'REF*6R')).toEqual(startingWith(first, 'REF*6R'));

  await house.exchange();
  await at('2026-04-06T15:00:00.000Z');
  await house.exchange();
  expect((await house.types()).filter((type) => type === 'ClaimSubmitted')).toHaveLength(2);
  expect((await house.types()).at(-1)).toBe('DenialResolved');
}

describe('a claim of several days', () => {
  it('of a week leaves on Sunday in one file, and its replacement sends all days again', async () => {
    house = await WorkerHouse.open({ claimGrouping: 'week' });
    await treat(monday);
    await at('2026-03-04T22:00:00.000Z');
    await treat(wednesday);
    await at('2026-03-08T23:59:00.000Z');
    expect(await house.due()).toEqual([]);
    await at('2026-03-09T00:05:00.000Z');
    await denyAndReplace();
  });

  it('of a group leaves at the close of the day on which it was coded, and its replacement sends all days again', async () => {
    house = await WorkerHouse.open();
    await at('2026-03-04T22:00:00.000Z');
    await treat({ ...monday, claimGroup: 'wrist' });
    await treat({ ...wednesday, claimGroup: 'wrist' });
    await at('2026-03-05T01:05:00.000Z');
    await denyAndReplace();
  });
});
