import type { Finding } from '../finding.js';
import type { CatalogueCode } from '../reference/code-catalogue.js';
import { finding } from '../rule-catalogue.js';
import { minutesOf, type Procedure, type TimeBlock } from '../session.js';
import { MINUTES_OF_A_DAY, sinceMidnight } from './time-of-day.js';

const NEEDS_MINUTES = /^(timed15|cognitive|caregiver|hourly|rtm-management)/;

/** Why a procedure cannot be coded at all, if so: its record contradicts its code. */
export function contradiction(procedure: Procedure, entry: CatalogueCode, place: number): Finding | undefined {
  const at = { procedure: place };
  const { code } = procedure;
  const timed = procedure.minutes !== undefined || procedure.assistantMinutes !== undefined;
  if (NEEDS_MINUTES.test(entry.behaviour) && !timed)
    return finding('time.minutes-missing', `${code} is billed by time and has no minutes`, at);
  if (minutesOf(procedure) > MINUTES_OF_A_DAY)
    return finding('time.impossible', `${code} has ${minutesOf(procedure)} minutes; a day has ${MINUTES_OF_A_DAY}`, at);
  const backwards = procedure.timeBlocks?.find((block) => block.end <= block.start);
  if (backwards)
    return finding(
      'time.block-invalid',
      `${code}: the block ${backwards.start}–${backwards.end} ends before it starts`,
      at,
    );
  if (entry.evaluation && (procedure.assistantMinutes ?? 0) > 0)
    return finding(
      'evaluation.assistant',
      `${code} is an evaluation and has ${procedure.assistantMinutes} minutes of an assistant; evaluations are the therapist's`,
      at,
    );
  if (entry.group && procedure.groupSize !== undefined && procedure.groupSize < 2)
    return finding('group.too-small', `${code} needs at least 2 patients and has ${procedure.groupSize}`, at);
  if (entry.oneOnOne && (procedure.groupSize ?? 1) > 1)
    return finding('group.one-on-one', `${code} is one-on-one and has a group of ${procedure.groupSize}`, {
      ...at,
      fix: 'bill group therapy (97150), or correct the group size',
    });
  return undefined;
}

/** What is odd about a procedure but does not keep it from being coded. */
export function* oddities(procedure: Procedure, entry: CatalogueCode, place: number): Generator<Finding> {
  const at = { procedure: place };
  if (entry.group && procedure.groupSize === undefined)
    yield finding('group.size-missing', `${procedure.code} does not say how many patients were in the group`, at);
  if (entry.behaviour === 'unlisted' && !procedure.description?.trim())
    yield finding('code.description-missing', `${procedure.code} is unlisted: the claim must say what was done`, at);
  if (entry.behaviour === 'untimed' && (procedure.count ?? 1) > 1)
    yield finding('units.one-per-day', `${procedure.code} is billed once a day, not ${procedure.count} times`, at);
  const blocks = (procedure.timeBlocks ?? []).reduce((sum, block) => sum + minutesBetween(block), 0);
  if (blocks > 0 && minutesOf(procedure) > blocks)
    yield finding(
      'time.blocks-disagree',
      `${procedure.code} has ${minutesOf(procedure)} minutes, and its time blocks only ${blocks}`,
      { ...at, fix: 'correct the minutes or the blocks' },
    );
  const stated = procedure.evaluation?.performanceDeficits;
  if (stated !== undefined && entry.deficits && (stated < entry.deficits.from || stated > entry.deficits.to))
    yield finding(
      'evaluation.level',
      `${procedure.code} stands for ${inWords(entry.deficits)} performance deficits; ${stated} are stated`,
      at,
    );
}

/** Minutes of a block that ends after it starts. */
function minutesBetween({ start, end }: TimeBlock): number {
  return sinceMidnight(end) - sinceMidnight(start);
}

function inWords({ from, to }: NonNullable<CatalogueCode['deficits']>): string {
  return to === Number.POSITIVE_INFINITY ? `${from} or more` : `${from} to ${to}`;
}
