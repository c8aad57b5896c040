import type { GeneratedPracticeOptions } from '#libs/demo/generated-practice.js';
import { type BusinessColumns, businessColumns } from '#test/scenarios/support/business-columns.js';
import { withHouse } from './house/with-house.js';
import { untilMadeGood } from './made-good.js';

export interface UndisturbedOptions {
  /** Processes of each app. */
  readonly copies: number;
  readonly load: GeneratedPracticeOptions;
  readonly days: number;
  readonly say: (words: string) => void;
}

/** Lives through a load's first days on a house of its own that nobody disturbs; gives its views, and what is missing or doubled all the same. */
export async function liveUndisturbed({
  copies,
  load: numbers,
  days,
  say,
}: UndisturbedOptions): Promise<{ columns: BusinessColumns; wrong: readonly string[] }> {
  return withHouse({ copies, smallDisks: false, load: numbers }, async (house, load) => {
    const began = performance.now();
    for (let day = load.nextDay(); day && load.livedDays < days; day = load.nextDay()) await load.liveThrough(day);
    say(`${copies} of each lived through ${days} days in ${((performance.now() - began) / 1_000).toFixed(0)} s`);
    const { lost, doubled, differing } = await untilMadeGood(house, load);
    return { columns: await businessColumns(house.pool), wrong: [...lost, ...doubled, ...differing] };
  });
}
