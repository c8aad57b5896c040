import { practiceStream } from '#libs/contracts/streams.js';
import { generatedPracticeId } from '#libs/demo/generated-member.js';
import { GeneratedPractice, generatedProfile } from '#libs/demo/generated-practice.js';
import { missingRates } from '#libs/demo/missing-rates.js';
import { samplePractice } from '#libs/demo/sample-practice.js';
import { addDays, dayOfWeek, type LocalDate } from '#libs/kernel/local-date.js';
import { sameJson } from '#libs/kernel/same-json.js';
import { localDateAt } from '#libs/kernel/time-zone.js';
import type { PracticeProfile } from '#libs/rules/practice.js';
import { builtInReference } from '#libs/rules/reference/built-in.js';
import { InputError } from '../input/input-error.js';
import type { Commands } from './open-commands.js';

export interface SimulationNumbers {
  readonly patients: number;
  readonly weeks: number;
  readonly seed: number;
}

export interface Simulation {
  readonly practice: GeneratedPractice;
  /** The day on which the practice was made known: the feed lives through what is left of it and all that follow. */
  readonly knownOn: LocalDate;
  readonly timeZone: string;
}

/**
 * The practice of these numbers, made known to the store where it is new; it begins on the Monday after that day. Throws {@link InputError} where the
 * seed's practice is there with other numbers, or lies in years without rates: then nothing has been recorded.
 */
export async function openSimulation(commands: Commands, numbers: SimulationNumbers): Promise<Simulation> {
  const like = samplePractice as unknown as PracticeProfile;
  const profile = generatedProfile(like, numbers);
  const timeZone = samplePractice.timeZone;
  const known = await commands.practices.find(profile.practiceId);
  if (known && !sameJson(known, profile))
    throw new InputError(`--seed: ${profile.practiceId} is there already, with other numbers; take another seed`);
  const knownOn = known
    ? await dayKnown(commands, numbers, timeZone)
    : localDateAt(await commands.clock.current(), timeZone);
  const practice = new GeneratedPractice({ ...numbers, firstDay: mondayAfter(knownOn) });
  const missing = missingRates(builtInReference(), practice.firstDay, practice.lastSessionDay);
  if (missing)
    throw new InputError(
      `the simulation would need rates for ${missing.day}, which ${missing.table} does not have; take fewer --weeks or a store whose clock is earlier`,
    );
  if (!known) await commands.configurePractice(profile);
  return { practice, knownOn, timeZone };
}

/** A simulation that was cut off goes on in the weeks that it began with. */
async function dayKnown(commands: Commands, { seed }: SimulationNumbers, timeZone: string): Promise<LocalDate> {
  const [first] = await commands.streams.events(practiceStream(generatedPracticeId(seed)));
  if (!first) throw new Error('a practice that is known has no event');
  return localDateAt(new Date(first.stored.occurredAt), timeZone);
}

const mondayAfter = (day: LocalDate): LocalDate => addDays(day, 8 - dayOfWeek(day));
