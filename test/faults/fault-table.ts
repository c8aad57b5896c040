import { table } from '#apps/cli/output/table.js';
import type { Inflicted, Skipped } from './inflict.js';

const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;

/** One line a fault: how often, what was lost and what doubled in all, and how long it took until all was made good. */
export function faultTable(inflicted: readonly Inflicted[], skipped: readonly Skipped[]): string {
  const names = [...new Set(inflicted.map(({ fault }) => fault))].sort();
  const rows = names.map((name) => {
    const ones = inflicted.filter(({ fault }) => fault === name);
    const sum = (count: (one: Inflicted) => readonly string[]) =>
      ones.reduce((total, one) => total + count(one).length, 0);
    const times = ones.map(({ madeGoodMs }) => madeGoodMs).sort((a, b) => a - b);
    return [
      name,
      ones.length,
      sum(({ lost }) => lost),
      sum(({ doubled }) => doubled),
      sum(({ differing }) => differing),
      seconds(times[Math.floor(times.length / 2)] ?? 0),
      seconds(times.at(-1) ?? 0),
    ];
  });
  const headings = ['fault', 'times', 'lost', 'doubled', 'rows that differ', 'recovered after', 'at most'];
  return [table(headings, rows), ...skipped.map(({ fault, why }) => `skipped: ${fault}: ${why}`)].join('\n');
}

/** What went wrong, one line each; empty where nothing did. */
export function wrongs(inflicted: readonly Inflicted[]): readonly string[] {
  return inflicted.flatMap(({ fault, lost, doubled, differing }) => [
    ...lost.map((what) => `${fault}: lost ${what}`),
    ...doubled.map((what) => `${fault}: doubled ${what}`),
    ...differing.map((what) => `${fault}: differs ${what}`),
  ]);
}
