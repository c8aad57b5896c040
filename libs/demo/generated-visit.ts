import type { SeededRandom } from './seeded-random.js';

/** A procedure as a session carries it. */
export interface GeneratedProcedure {
  readonly code: string;
  readonly minutes: number;
  readonly assistantMinutes?: number;
  readonly evaluation?: { readonly performanceDeficits: number };
  readonly attestations?: readonly string[];
}

const EVALUATIONS: readonly (readonly [number, GeneratedProcedure])[] = [
  [40, { code: '97165', minutes: 30, evaluation: { performanceDeficits: 2 } }],
  [45, { code: '97166', minutes: 45, evaluation: { performanceDeficits: 4 } }],
  [15, { code: '97167', minutes: 60, evaluation: { performanceDeficits: 6 } }],
];

/** What goes together in a visit, by share. */
const TREATMENTS: readonly (readonly [number, readonly string[]])[] = [
  [25, ['97110', '97140']],
  [20, ['97112', '97110']],
  [20, ['97530', '97110']],
  [10, ['97530']],
  [10, ['97535', '97110']],
  [7, ['97112', '97530']],
  // Counts as one service unless done at distinct times.
  [8, ['97530', '97140']],
];

/** The first visit: the evaluation, and often some exercise after it. */
export function evaluationVisit(random: SeededRandom): readonly GeneratedProcedure[] {
  const evaluation = random.share(EVALUATIONS);
  return random.chance(50) ? [evaluation, { code: '97110', minutes: random.whole(10, 20) }] : [evaluation];
}

/** A further visit. With an assistant the first procedure's minutes are shared in half of the visits. */
export function treatmentVisit(random: SeededRandom, assisted: boolean): readonly GeneratedProcedure[] {
  const codes = random.share(TREATMENTS);
  const distinct = codes.includes('97530') && codes.includes('97140') && random.chance(70);
  const shared = assisted && random.chance(50);
  return codes.map((code, index) => {
    const minutes = random.whole(10, codes.length === 1 ? 45 : 30);
    const byAssistant = shared && index === 0 ? random.whole(3, minutes - 3) : 0;
    return {
      code,
      minutes: minutes - byAssistant,
      ...(byAssistant > 0 ? { assistantMinutes: byAssistant } : {}),
      ...(distinct ? { attestations: ['distinct-time'] } : {}),
    };
  });
}
