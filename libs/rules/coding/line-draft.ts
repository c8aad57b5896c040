import type { CatalogueCode } from '../reference/code-catalogue.js';
import { type AssistantSplit, assistantFurnished, splitTimedUnits } from './assistant-share.js';
import { fullMinutes, managementUnits } from './monitoring/management-month.js';
import { type Treatment, totalMinutes } from './treatment.js';

/** A line before it has modifiers and a number. */
export interface LineDraft {
  readonly treatment: Treatment;
  readonly code: string;
  readonly units: number;
  readonly minutes: number;
  readonly assistantMinutes: number;
  /** True where the assistant's modifier goes on the line. */
  readonly byAssistant: boolean;
}

export interface DraftedLines {
  readonly lines: readonly LineDraft[];
  readonly review: boolean;
}

/** What the drafting of a treatment needs to know beyond it. */
export interface DraftTerms {
  /** Units from the day's pool; 0 for what is not pooled. */
  readonly pooled: number;
  /** True where the payer and the date want the assistant's share told. */
  readonly tellsAssistant: boolean;
  /** False where another treatment of the day already bills the base code. */
  readonly billsBase: boolean;
}

interface Share {
  readonly units: number;
  readonly minutes: number;
  readonly assistantMinutes: number;
  readonly byAssistant: boolean;
}

/** A share as a line of its own. */
function lineOf(treatment: Treatment, code: string, share: Share): LineDraft {
  const { units, minutes, assistantMinutes, byAssistant } = share;
  return { treatment, code, units, minutes, assistantMinutes, byAssistant };
}

/** Who furnished the units: one share, or the therapist's and then the assistant's. */
function shares(treatment: Treatment, split: AssistantSplit): Share[] {
  const { therapistMinutes, assistantMinutes } = treatment;
  const minutes = therapistMinutes + assistantMinutes;
  if (split.plain > 0 && split.assistant > 0)
    return [
      { units: split.plain, minutes: therapistMinutes, assistantMinutes: 0, byAssistant: false },
      { units: split.assistant, minutes: assistantMinutes, assistantMinutes, byAssistant: true },
    ];
  if (split.assistant > 0) return [{ units: split.assistant, minutes, assistantMinutes, byAssistant: true }];
  return split.plain > 0 ? [{ units: split.plain, minutes, assistantMinutes, byAssistant: false }] : [];
}

/** Splits a share between a base code (one unit, its own minutes) and its add-on. */
function baseAndMore(treatment: Treatment, share: Share, baseMinutes: number, billsBase: boolean): LineDraft[] {
  const more = treatment.entry.partner ?? treatment.code;
  if (!billsBase) return [lineOf(treatment, more, share)];
  if (share.units === 1) return [lineOf(treatment, treatment.code, share)];
  const minutes = Math.min(baseMinutes, share.minutes);
  const assistantMinutes = Math.min(minutes, share.assistantMinutes);
  const rest = { minutes: share.minutes - minutes, assistantMinutes: share.assistantMinutes - assistantMinutes };
  const { byAssistant } = share;
  return [
    { treatment, code: treatment.code, units: 1, minutes, assistantMinutes, byAssistant },
    { treatment, code: more, units: share.units - 1, ...rest, byAssistant },
  ];
}

/** Minutes of the first unit of a base code, before its add-on begins. */
const BASE_MINUTES = { cognitive: 15, caregiver: 30, hourly: 120 } as const;

/** Minutes that the base code of a pair stands for; undefined for a code without an add-on. */
function baseMinutes(entry: CatalogueCode): number | undefined {
  if (entry.behaviour === 'caregiver' || entry.behaviour === 'hourly') return BASE_MINUTES[entry.behaviour];
  return entry.behaviour === 'rtm-management' ? fullMinutes(entry) : undefined;
}

/** Caregiver training: the first half hour from its midpoint on, then quarter hours from theirs (38, 53, 68 …). */
function caregiverUnits(minutes: number): number {
  return minutes < 16 ? 0 : 1 + Math.max(0, Math.floor((minutes - 23) / 15));
}

/** Hours, each from past its midpoint on. */
function hoursOf(minutes: number): number {
  return Math.floor((minutes + 29) / 60);
}

/** Work hardening: the first two hours from 61 minutes on, then each further hour. */
function hourlyUnits(minutes: number): number {
  return minutes < 61 ? 0 : 1 + Math.max(0, hoursOf(minutes - 120));
}

function unpooledUnits(treatment: Treatment): number {
  const minutes = totalMinutes(treatment);
  switch (treatment.entry.behaviour) {
    case 'caregiver':
      return caregiverUnits(minutes);
    case 'hourly':
      return hourlyUnits(minutes);
    case 'hourly-each':
      return hoursOf(minutes);
    case 'rtm-management':
      return managementUnits(minutes, treatment.entry);
    case 'count':
      return treatment.parts.reduce((sum, part) => sum + (part.record.count ?? 1), 0);
    default:
      return treatment.parts.every((part) => part.record.minutes === 0 && !part.record.assistantMinutes) ? 0 : 1;
  }
}

/** The lines of a treatment: none where it earned no unit, two where the assistant's share is told apart, more for base and add-on. */
export function draftLines(treatment: Treatment, terms: DraftTerms): DraftedLines {
  const { therapistMinutes, assistantMinutes, entry } = treatment;
  if (entry.behaviour === 'timed15' || entry.behaviour === 'cognitive') {
    const split = terms.tellsAssistant
      ? splitTimedUnits(therapistMinutes, assistantMinutes, terms.pooled)
      : { plain: terms.pooled, assistant: 0, review: false };
    const drafted = shares(treatment, split);
    if (entry.behaviour === 'timed15')
      return { lines: drafted.map((share) => lineOf(treatment, treatment.code, share)), review: split.review };
    const lines = drafted.flatMap((share, index) =>
      baseAndMore(treatment, share, BASE_MINUTES.cognitive, terms.billsBase && index === 0),
    );
    return { lines, review: split.review };
  }
  const units = unpooledUnits(treatment);
  if (units === 0) return { lines: [], review: false };
  const byAssistant = terms.tellsAssistant && assistantFurnished(assistantMinutes, totalMinutes(treatment));
  const share = { units, minutes: totalMinutes(treatment), assistantMinutes, byAssistant };
  const base = baseMinutes(entry);
  return base !== undefined
    ? { lines: baseAndMore(treatment, share, base, terms.billsBase), review: false }
    : { lines: [lineOf(treatment, treatment.code, share)], review: false };
}
