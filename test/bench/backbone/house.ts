import { openCommands } from '#apps/cli/servers/open-commands.js';
import { readEnvironment } from '#libs/configuration/environment.js';
import { GeneratedPractice, generatedProfile } from '#libs/demo/generated-practice.js';
import { type EhrMessage, samplePractice } from '#libs/demo/sample-practice.js';
import { BusinessClock } from '#libs/event-store/business-clock.js';
import { EventStore } from '#libs/event-store/event-store.js';
import { addDays } from '#libs/kernel/local-date.js';
import { instantOf } from '#libs/kernel/time-zone.js';
import type { PracticeProfile } from '#libs/rules/practice.js';
import { TestHouse } from '#test/scenarios/support/house-process.js';

const APPS = ['intake', 'relay', 'projector', 'worker'] as const;
const STARTS_WITHIN = { timeoutMs: 120_000, everyMs: 100 };
const GENERATED = { seed: 11, patients: 600, weeks: 26, firstDay: '2026-01-05' } as const;
const SESSION = 'ehr.session.recorded.v1';

/** A house with one process of each app that a session passes on its way into the claim view, and a practice of six hundred patients. */
export class BenchHouse {
  private constructor(
    readonly house: TestHouse,
    readonly intakeUrl: string,
  ) {}

  static async start(): Promise<BenchHouse> {
    const house = await TestHouse.make();
    try {
      const { pool } = house.database;
      const store = new EventStore(pool);
      await new BusinessClock(pool).advanceTo(instantOf(addDays(practice.lastDay, 1), 9, 0, samplePractice.timeZone));
      const commands = await openCommands({ pool, store, mode: 'demo' }, readEnvironment(house.environment()));
      await commands.configurePractice(generatedProfile(samplePractice as unknown as PracticeProfile, GENERATED));
      const processes = APPS.map((app) => house.startApp(app));
      const [intakeUrl] = await Promise.all(processes.map((app) => app.url(STARTS_WITHIN)));
      return new BenchHouse(house, intakeUrl as string);
    } catch (error) {
      await house.demolish();
      throw error;
    }
  }

  async demolish(): Promise<void> {
    await this.house.demolish();
  }
}

const practice = new GeneratedPractice(GENERATED);
export const PRACTICE_ID = practice.practiceId;

/** The practice's sessions in the order of their days: at most one of a patient's day, so that each makes a claim of its own or is held. */
export function sessionsInOrder(count: number): readonly EhrMessage[] {
  const sessions: EhrMessage[] = [];
  for (let day = practice.firstDay; day <= practice.lastSessionDay && sessions.length < count; day = addDays(day, 1)) {
    const days = practice
      .messages(day)
      .filter(({ type, data }) => type === SESSION && String(data.sessionId).endsWith('A'));
    sessions.push(...days);
  }
  if (sessions.length < count) throw new RangeError('the practice has too few sessions');
  return sessions.slice(0, count);
}
