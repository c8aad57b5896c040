import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CommandExecutor } from '#libs/commands/command-executor.js';
import { WorkDenialCase } from '#libs/commands/denial-path/work-denial-case.js';
import { StreamRepository } from '#libs/commands/stream-repository.js';
import { denialStream } from '#libs/contracts/streams.js';
import { clocksOfDenial } from '#libs/domain/denial-case/appeal-levels.js';
import { denialDecider } from '#libs/domain/denial-case/decider.js';
import type { OpenDenialCase } from '#libs/domain/denial-case/open-case.js';
import { builtInDeadlineRules } from '#libs/domain/denial-case/reference/built-in.js';
import { open } from '#libs/domain/denial-case/testing/case-fixtures.js';
import { addDays } from '#libs/kernel/local-date.js';
import { payerProfile } from '#libs/rules/payer-profile.js';
import { alarmPlanOf } from '#libs/rules/practice.js';
import { builtInReference } from '#libs/rules/reference/built-in.js';
import { PRACTICE, WorkerHouse } from './worker-house.js';

const CASES = 50;
const DAYS = 400;
const FIRST = '2026-03-03';
const ALARMS = [30, 14, 7, 3, 1, 0];

const payer = payerProfile(undefined, 'MEDICARE-B');
if (!payer) throw new Error('no Medicare');

const denialIdOf = (n: number) => `CASE${String(n).padStart(9, '0')}-1`;

/** A denied claim of the first month, with its redetermination and its reopening to watch. */
function caseOf(n: number): OpenDenialCase {
  if (!payer) throw new Error('no Medicare');
  const noticeDate = addDays(FIRST, n % 30);
  const dates = { notice: noticeDate, service: addDays(noticeDate, -20) };
  const data = { rules: builtInDeadlineRules(), minimums: builtInReference() };
  const clocks = clocksOfDenial({ payerKind: 'MEDICARE_B', reason: '119', unprocessable: false }, payer, dates, data);
  const ids = { denialId: denialIdOf(n), claimId: denialIdOf(n).slice(0, -2) };
  return open({
    opened: { ...open().opened, ...ids, noticeDate, dateOfService: dates.service },
    clocks,
    start: { alarms: alarmPlanOf({ timeZone: 'America/New_York' }), now: new Date('2026-03-02T22:00:00Z') },
  });
}

describe('a year of deadlines on the demo clock', () => {
  let house: WorkerHouse;
  beforeAll(async () => {
    house = await WorkerHouse.open();
    const executor = house.app.get(CommandExecutor);
    for (let n = 0; n < CASES; n += 1) {
      const decided = denialDecider.decide(caseOf(n), denialDecider.initial);
      if (!decided.ok) throw new Error(decided.refusal.message);
      const stream = denialStream(PRACTICE, denialIdOf(n));
      const context = { practiceId: PRACTICE, commandId: stream, correlationId: stream, causationId: null };
      await executor.execute({ ...context, actor: 'user:test', occurredAt: await house.clock.current() }, async () => ({
        ok: true,
        value: { appends: [{ stream, version: 0, events: decided.value }] },
      }));
    }
    // Every third case is appealed in its first days.
    await house.clock.advanceTo(new Date(`${addDays(FIRST, 31)}T15:00:00Z`));
    for (let n = 0; n < CASES; n += 3) {
      const filedOn = addDays(FIRST, n % 30);
      const work = { type: 'FileAppeal', level: 'redetermination', filedOn } as const;
      const outcome = await house.send((context) => new WorkDenialCase(context, { denialId: denialIdOf(n), work }));
      expect(outcome.status).toBe('done');
    }
  }, 120_000);
  afterAll(() => house?.close());

  it('rings every alarm once, on its day and in its order, and misses what nobody worked, and only that', async () => {
    const started = performance.now();
    for (let day = 32; day <= DAYS; day += 1) {
      await house.clock.advanceTo(new Date(`${addDays(FIRST, day)}T23:00:00Z`));
      await house.doDueWork();
    }
    const seconds = (performance.now() - started) / 1000;
    process.stderr.write(`${DAYS} days of ${CASES} cases passed in ${seconds.toFixed(1)} s\n`);

    const streams = house.app.get(StreamRepository);
    for (let n = 0; n < CASES; n += 1) {
      const events = await streams.events(denialStream(PRACTICE, denialIdOf(n)));
      const rung = (kind: string) =>
        events.flatMap((event) =>
          event.type === 'AppealDeadlineApproaching' && event.data.kind === kind ? [event.data.daysBefore] : [],
        );
      const missed = events.flatMap((event) => (event.type === 'AppealDeadlineMissed' ? [event.data.kind] : []));
      const appealed = n % 3 === 0;
      expect({ n, rung: rung('redetermination'), reopening: rung('reopening'), missed }).toEqual({
        n,
        rung: appealed ? [] : ALARMS,
        reopening: ALARMS,
        missed: appealed ? [] : ['redetermination', 'reopening'],
      });
      for (const event of events.filter(({ type }) => type === 'AppealDeadlineApproaching')) {
        const due = addDays(String(event.data.workBy), -Number(event.data.daysBefore));
        expect(event.stored.occurredAt.slice(0, 10)).toBe(due);
      }
    }
  }, 300_000);

  it('leaves nothing due', async () => {
    expect(await house.due()).toEqual([]);
    const { rows } = await house.database.pool.query(`select kind from work.due_work where state = 'open'`);
    expect(rows).toEqual([]);
  });
});
