import { sessionIdOf, sessionStream } from '#libs/contracts/streams.js';
import { parkedStreams, resumeParked } from '#libs/projections/runner/parked-streams.js';
import { eventually } from '#libs/testing/eventually.js';
import type { Blow, Fault } from './fault.js';

const PARKED_WITHIN = { timeoutMs: 60_000 };

interface Poison {
  /** Who is to stumble. */
  readonly consumer: string;
  /** The table that refuses what comes of one stream, and what of it. */
  readonly table: string;
  readonly condition: string;
}

/** The view's row of one session cannot be written. */
export const viewPoisoned = poisoned('a stream poisoned for a view, parked, resumed', {
  consumer: 'session',
  table: 'views.session',
  condition: 'true',
});

/** The command that a policy gives about one session throws. */
export const policyPoisoned = poisoned('a stream poisoned for a policy, parked, resumed', {
  consumer: 'policy:code-day',
  table: 'store.events',
  condition: `new.type in ('SessionCoded', 'SessionHeld')`,
});

/** One stream of the day makes its consumer throw: it is put aside, the others go on, and it goes on when a person has found the fault and resumes it. */
function poisoned(name: string, { consumer, table, condition }: Poison): Fault {
  return {
    name,
    when: 'at dawn',
    async inflict(blow) {
      const { pool } = blow.house;
      const stream = aSessionOf(blow);
      await pool.query(`
        create function public.poison() returns trigger language plpgsql as $$
        begin
          raise exception 'poisoned';
        end $$;
        create trigger poison before insert or update on ${table}
          for each row when (new.stream = '${stream}' and ${condition}) execute function public.poison()`);
      const isParked = async () => (await parkedStreams(pool, consumer)).some((parked) => parked.stream === stream);
      await eventually(`${consumer} to park ${stream}`, isParked, PARKED_WITHIN);
      await pool.query(`drop trigger poison on ${table}; drop function public.poison()`);
      if (!(await resumeParked(pool, consumer, stream))) throw new Error(`${stream} was not parked any more`);
    },
  };
}

/** The only one of its patient's day: the day is coded as a whole, and a second session would stumble with it. */
function aSessionOf({ messages, random, practiceId }: Blow): string {
  const all = messages.filter(({ type }) => type === 'ehr.session.recorded.v1');
  const sessions = all.filter(({ patientId }) => all.filter((other) => other.patientId === patientId).length === 1);
  return sessionStream(practiceId, sessionIdOf(practiceId, String(random.pick(sessions).data.sessionId)));
}
