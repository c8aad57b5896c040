import type pg from 'pg';
import { anyView, type ViewProjection } from '#libs/projections/runner/view-projection.js';

export interface Tally {
  readonly count: number;
  readonly total: number;
  readonly amounts: readonly number[];
}

export class PoisonedEvent extends Error {}

/** A view for tests over claim streams: counts and sums `amount`, one further row for each distinct amount. `poison.active` makes some events throw. */
export const poison = { active: false };

export const tallyView: ViewProjection<Tally> = {
  name: 'tally',
  foldVersion: 1,
  categories: ['claim'],
  table: 'views.tally',
  evolve: (state, event) => {
    const { count, total, amounts } = state ?? { count: 0, total: 0, amounts: [] };
    if (poison.active && event.data.poison === true) throw new PoisonedEvent('Sample');
    const amount = Number(event.data.amount);
    return {
      count: count + 1,
      total: total + amount,
      amounts: amounts.includes(amount) ? amounts : [...amounts, amount].slice(-3),
    };
  },
  columns: ({ count, total }) => ({ count, total }),
  rowTables: [
    {
      table: 'views.tally_amount',
      key: ['stream', 'amount'],
      rows: ({ amounts }) => amounts.map((amount) => ({ amount })),
    },
  ],
};

export const tally = anyView(tallyView);

/** Makes the view's tables as a migration would. */
export async function makeTallyTables(pool: pg.Pool): Promise<void> {
  await pool.query(`
    create table views.tally (
      practice text collate "C" not null, stream text collate "C" not null, version integer not null, state jsonb not null,
      count integer not null, total integer not null check (total < 1000000), primary key (practice, stream)
    );
    create table views.tally_amount (
      practice text collate "C" not null, stream text collate "C" not null, stream_version integer not null,
      amount integer not null, primary key (practice, stream, amount)
    );
    select work.make_switchable('views.tally'), work.make_switchable('views.tally_amount');
    create view views.tally_sum with (security_invoker = true) as select sum(count)::int as events, sum(total)::int as total from views.tally;
  `);
}
