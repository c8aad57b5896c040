import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CommandBus } from '@nestjs/cqrs';
import pg from 'pg';
import { RecordSession } from '#libs/commands/claim-path/record-session.js';
import { StreamRepository } from '#libs/commands/stream-repository.js';
import { denialStream } from '#libs/contracts/streams.js';
import { BillingDesk } from '#libs/demo/desk/billing-desk.js';
import { sampleMessages, samplePractice } from '#libs/demo/sample-practice.js';
import { denialDecider } from '#libs/domain/denial-case/decider.js';
import type { DenialState } from '#libs/domain/denial-case/state.js';
import { EventStore } from '#libs/event-store/event-store.js';
import { appealFolders } from '#libs/exchange/appeal-files.js';
import { instantOf } from '#libs/kernel/time-zone.js';
import { views } from '#libs/projections/all.js';
import { Sweep } from '#libs/projections/runner/sweep.js';
import { ViewConsumer } from '#libs/projections/runner/view-consumer.js';
import type { Session } from '#libs/rules/session.js';
import { PAYER, PRACTICE, WorkerHouse } from './worker-house.js';

let house: WorkerHouse;
let desk: BillingDesk;
beforeEach(async () => {
  house = await WorkerHouse.open();
  const bus = house.app.get(CommandBus);
  desk = new BillingDesk({
    ...{ pool: house.app.get(pg.Pool), streams: house.app.get(StreamRepository), practiceId: PRACTICE },
    ...{ timeZone: samplePractice.timeZone, exchangeDir: house.root },
    execute: (command) => bus.execute(command),
  });
});
afterEach(() => house.close());

/** Of the sample's patient whose first claims leave without an authorization. */
const unauthorized = sampleMessages('2026-03-02').find(
  ({ type, data }) =>
    type === 'ehr.session.recorded.v1' &&
    !('authorization' in data) &&
    (data.coverages as { payerId: string }[])[0]?.payerId === PAYER,
)?.data as unknown as Session;

async function liveUntil(day: string, hour = 12): Promise<void> {
  await house.clock.advanceTo(instantOf(day, hour, 5, samplePractice.timeZone));
  await house.doDueWork();
  await house.exchange();
}

/** The people at their desk at noon, with the worklist as it is. */
async function work(day: string): Promise<void> {
  await liveUntil(day);
  const store = house.app.get(EventStore);
  for (const view of views.filter(({ name }) => name === 'denial' || name === 'claim')) {
    const sweep = new Sweep(house.database.pool, store, new ViewConsumer(house.database.pool, store, view));
    while (!(await sweep.run(new AbortController().signal)).complete);
  }
  await desk.work(await house.clock.current());
  await house.exchange();
}

async function theCase(): Promise<DenialState> {
  const events = await house.app.get(EventStore).readAll({ after: 0, limit: 1000 });
  const stream = events.find(({ type }) => type === 'DenialCaseOpened')?.stream as string;
  const denialId = stream.slice(stream.indexOf('denial-') + 'denial-'.length);
  return (await house.app.get(StreamRepository).load(denialStream(PRACTICE, denialId), denialDecider)).state;
}

async function denied(): Promise<DenialState> {
  await house.send((context) => new RecordSession(context, { source: 'test', session: unauthorized }));
  await house.doDueWork();
  await liveUntil('2026-03-02', 20);
  await liveUntil('2026-03-03');
  await liveUntil('2026-03-12');
  return theCase();
}

const decisions = () => appealFolders(house.folders).inbox;
async function drop(name: string, content: unknown): Promise<void> {
  await mkdir(decisions(), { recursive: true });
  await writeFile(join(decisions(), name), JSON.stringify(content));
}

describe('an appeal of a denied claim', () => {
  it('is filed by people once its letter is ready, decided by the payer, and paid; each once', async () => {
    expect(await denied()).toMatchObject({ status: 'open', classification: { category: 'authorization' } });
    await work('2026-03-13');
    expect((await theCase()).appeals).toEqual([]);
    await work('2026-03-19');
    await work('2026-03-20');
    expect((await theCase()).appeals).toMatchObject([{ level: 'payer-appeal', filedOn: '2026-03-19', decision: null }]);
    await work('2026-04-11');
    expect((await theCase()).appeals).toMatchObject([{ decision: null }]);
    await work('2026-04-12');
    const { opened, appeals } = await theCase();
    expect(appeals).toMatchObject([
      { decision: { outcome: 'overturned', decidedOn: '2026-04-12', amountCents: opened?.deniedCents } },
    ]);
    expect((await readdir(decisions())).filter((name) => name.endsWith('.json'))).toEqual([]);
    await work('2026-04-19');
    expect(await theCase()).toMatchObject({ status: 'resolved', resolution: { how: 'paid-after-appeal' } });
    expect((await house.types()).filter((type) => type === 'AppealFiled' || type === 'AppealDecided')).toEqual([
      'AppealFiled',
      'AppealDecided',
    ]);
  }, 60_000);

  it('is told by nobody of what was never filed: such a decision is put aside with the reason', async () => {
    const { opened } = await denied();
    const { denialId = '' } = opened ?? {};
    await drop('late.json', {
      denialId,
      level: 'payer-appeal',
      decidedOn: '2026-03-12',
      outcome: 'upheld',
      amountCents: 0,
    });
    await house.importer.importAll();
    expect((await theCase()).appeals).toEqual([]);
    const { refused } = appealFolders(house.folders);
    expect((await readdir(refused)).sort()).toEqual(['late.json', 'late.json.reason.txt']);
    expect(await readFile(join(refused, 'late.json.reason.txt'), 'utf8')).toContain(
      'No appeal of that level was filed',
    );
  }, 60_000);

  it('is not decided by a file that is no decision', async () => {
    await drop('poem.json', { roses: 'red' });
    await house.importer.importAll();
    const { refused } = appealFolders(house.folders);
    expect(await readFile(join(refused, 'poem.json.reason.txt'), 'utf8')).toContain('no decision about an appeal');
  });
});
