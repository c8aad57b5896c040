/** One of several that do the same or comparable work. */
export interface Contestant<Result = unknown> {
  /** Makes a round ready; not timed. */
  prepare?(): unknown;
  run(): Result | Promise<Result>;
  /** Throws (`node:assert`) where the result is not the right one; not timed. */
  check(result: Result): unknown;
}

/** How long a run took: on the wall, and of processors' time, whichever of them did it. Processor time is blind to what else runs. */
export interface Taken {
  readonly seconds: number;
  readonly processorSeconds: number;
}

interface RaceOptions {
  /** Rounds that count; an odd number has a median of its own. */
  readonly rounds: number;
  /** Rounds before them that do not: code is compiled while it runs. */
  readonly warmUp?: number;
}

async function once<Result>({ prepare, run, check }: Contestant<Result>): Promise<Taken> {
  await prepare?.();
  const before = process.cpuUsage();
  const started = performance.now();
  const result = await run();
  const seconds = (performance.now() - started) / 1e3;
  const { user, system } = process.cpuUsage(before);
  await check(result);
  return { seconds, processorSeconds: (user + system) / 1e6 };
}

function median(figures: readonly number[]): number {
  return figures.toSorted((a, b) => a - b)[figures.length >> 1] as number;
}

// biome-ignore lint/suspicious/noExplicitAny: each contestant has a result of its own, which only it sees.
type Contestants = Readonly<Record<string, Contestant<any> | undefined>>;

/** Of each contestant what it took; of one that may not be there, maybe. */
export type Times<Of extends Contestants> = {
  readonly [Name in keyof Of]: undefined extends Of[Name] ? Taken | undefined : Taken;
};

/** Times contestants in turns, round by round, so that a slow minute of the machine hits all of them; gives the medians. */
export async function race<Of extends Contestants>(
  { rounds, warmUp = 1 }: RaceOptions,
  contestants: Of,
): Promise<Times<Of>> {
  const present = Object.entries(contestants).flatMap(([name, contestant]) =>
    contestant ? [{ name, contestant }] : [],
  );
  const taken = new Map<string, Taken[]>(present.map(({ name }) => [name, []]));
  for (let round = -warmUp; round < rounds; round += 1)
    for (const { name, contestant } of present) {
      const one = await once(contestant);
      if (round >= 0) taken.get(name)?.push(one);
    }
  const medians = [...taken].map(([name, all]) => {
    const seconds = median(all.map((one) => one.seconds));
    return [name, { seconds, processorSeconds: median(all.map((one) => one.processorSeconds)) }];
  });
  return Object.fromEntries(medians) as Times<Of>;
}
