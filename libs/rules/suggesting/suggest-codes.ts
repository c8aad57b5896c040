import type { LocalDate } from '#libs/kernel/local-date.js';
import { billedCode } from '../coding/code-validity.js';
import { unitsOf } from '../coding/unit-count.js';
import type { PayerProfile } from '../payer-profile.js';
import type { CatalogueCode } from '../reference/code-catalogue.js';
import type { Reference } from '../reference/reference.js';
import { CONFIDENCES, type Confidence, type KnownActivity, type Setting } from './activity-table.js';

/** What was documented of one activity. */
export interface DocumentedActivity {
  /** In the clinician's words, or by its slug. */
  readonly activity: string;
  readonly minutes?: number;
  /** Done with more than one patient (or caregiver) at once. */
  readonly group?: boolean;
  /** Absent: present. Without the patient only caregivers can have been trained. */
  readonly patientPresent?: boolean;
}

export interface ActivitiesToCode {
  readonly activities: readonly DocumentedActivity[];
  readonly dateOfService: LocalDate;
  readonly payer: PayerProfile;
  readonly reference: Reference;
  readonly known: readonly KnownActivity[];
}

export interface CandidateCode {
  readonly code: string;
  readonly label: string;
  readonly confidence: Confidence;
  readonly reason: string;
}

/** Codes that may describe an activity, the likeliest first; none where nobody knows it. */
export interface SuggestedCodes {
  readonly activity: string;
  readonly minutes?: number;
  readonly candidates: readonly CandidateCode[];
  /** What a person should know before choosing; in words. */
  readonly notes: readonly string[];
}

function settingOf({ group = false, patientPresent = true }: DocumentedActivity): Setting {
  if (!patientPresent) return group ? 'caregiver-group' : 'caregiver';
  return group ? 'group' : 'patient';
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
}

/** Words of the longest phrase of which every word begins one of the activity's; 0 where none does. */
function matchLength({ slug, phrases }: KnownActivity, text: string, words: readonly string[]): number {
  if (text.trim().toLowerCase() === slug) return Number.POSITIVE_INFINITY;
  if (phrases === null) return 1;
  const matching = phrases.filter((phrase) => phrase.every((begin) => words.some((word) => word.startsWith(begin))));
  return Math.max(0, ...matching.map((phrase) => phrase.length));
}

/** A code as it may be billed on the date to the payer, with what is to be said about that. */
interface Billable {
  readonly entries: readonly CatalogueCode[];
  readonly note?: string;
}

/** For a date before the code came, the ones that it replaced; none where the payer does not pay it separately. */
function billable(code: string, { dateOfService: on, payer, reference }: ActivitiesToCode): Billable {
  const { entry, finding } = billedCode(code, 1, on, payer, reference);
  if (entry) return { entries: [entry], ...(finding && { note: finding.message }) };
  const before = [...reference.codes.values()].filter(
    (one) => one.successors.includes(code) && one.from <= on && (one.to === undefined || on <= one.to),
  );
  if (before.length > 0) return { entries: before, note: `${code} was not valid yet on ${on}` };
  return { entries: [], ...(finding && { note: finding.message }) };
}

/** Rows of the table that describe the activity, the closest first. */
function describing(activity: DocumentedActivity, known: readonly KnownActivity[]): KnownActivity[] {
  const setting = settingOf(activity);
  const words = wordsOf(activity.activity);
  return known
    .filter((row) => row.setting === setting)
    .map((row) => ({ row, length: matchLength(row, activity.activity, words) }))
    .filter(({ length }) => length > 0)
    .sort((a, b) => b.length - a.length || certainty(a.row) - certainty(b.row))
    .map(({ row }) => row);
}

function certainty({ confidence }: KnownActivity): number {
  return CONFIDENCES.indexOf(confidence);
}

function minutesNote({ minutes }: DocumentedActivity, entry: CatalogueCode | undefined): string | undefined {
  if (!entry || (entry.behaviour !== 'timed15' && entry.behaviour !== 'cognitive')) return undefined;
  if (minutes === undefined) return `${entry.code} is billed by time and needs minutes`;
  const units = unitsOf(minutes);
  if (units === 0) return `${minutes} minutes alone earn no unit; they count in the day's total`;
  return `${minutes} minutes alone are ${units} ${units === 1 ? 'unit' : 'units'}; the day's total decides`;
}

function suggested(activity: DocumentedActivity, input: ActivitiesToCode): SuggestedCodes {
  const candidates = new Map<string, CandidateCode>();
  const notes = new Set<string>();
  const rows = describing(activity, input.known);
  let first: CatalogueCode | undefined;
  for (const { code, confidence, reason } of rows) {
    const { entries, note } = billable(code, input);
    if (note !== undefined) notes.add(note);
    for (const entry of entries) {
      first ??= entry;
      if (!candidates.has(entry.code))
        candidates.set(entry.code, { code: entry.code, label: entry.label, confidence, reason });
    }
  }
  if (rows.length === 0) notes.add('no activity of the table is described by these words');
  const timed = minutesNote(activity, first);
  if (timed !== undefined) notes.add(timed);
  const { activity: name, minutes } = activity;
  return {
    activity: name,
    ...(minutes !== undefined && { minutes }),
    candidates: [...candidates.values()],
    notes: [...notes],
  };
}

/** Candidate codes for documented activities. A person chooses: nothing is coded, and no claim is changed by it. */
export function suggestCodes(input: ActivitiesToCode): SuggestedCodes[] {
  return input.activities.map((activity) => suggested(activity, input));
}
