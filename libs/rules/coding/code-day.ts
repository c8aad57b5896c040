import type { CodedSession } from '../coded-session.js';
import { type PayerProfile, payerProfile, unknownPayer } from '../payer-profile.js';
import type { PracticeTerms, UnitMethod } from '../practice.js';
import { ownRules } from '../practice-rules/own-rules.js';
import type { Reference } from '../reference/reference.js';
import { finding } from '../rule-catalogue.js';
import { firstCoverage, type Session } from '../session.js';
import { checkPairs } from './correct-coding-pairs.js';
import { DayFindings } from './day-findings.js';
import { checkDayLength } from './day-length.js';
import { type DayLine, draftDay, finishLines } from './day-line.js';
import { codedSession } from './day-result.js';
import { monitoredTreatments } from './monitoring/monitored-treatments.js';
import type { MonitoringHistory } from './monitoring/monitoring-entry.js';
import { pooledUnits, totalUnits } from './pooled-units.js';
import { codableProcedures } from './procedures.js';
import { checkTelehealth } from './telehealth.js';
import { checkOverlaps } from './time-overlap.js';
import { collectTreatments, firstPart, inDayOrder, type Treatment } from './treatment.js';

/** A patient's day at one payer: sessions of one practice, patient, first-rank payer and date of service, in input order. */
export interface DayToCode {
  readonly sessions: readonly Session[];
  readonly practice?: PracticeTerms;
  readonly reference: Reference;
  /** The patient's remote monitoring at this payer on all days; absent: this day's is all there is. */
  readonly monitoring?: MonitoringHistory;
}

export interface CodedDay {
  readonly payer: PayerProfile;
  readonly sessions: readonly CodedSession[];
  /** All lines of the day in session and line order. */
  readonly lines: readonly DayLine[];
}

/** Codes a patient's day as a whole: minutes to units to modifiers. Order of procedures changes no units; bad records become findings. */
export function codeDay({ sessions, practice, reference, monitoring }: DayToCode): CodedDay {
  const found = new DayFindings(sessions.length);
  const payer = payerOf(sessions, practice, found);
  const codable = codableProcedures(sessions, payer, reference, found);
  checkOverlaps(sessions, codable, found);
  checkDayLength(codable, found);
  checkTelehealth(sessions, codable, payer, reference, found);
  const monitored = monitoredTreatments(codable, { sessions, history: monitoring, reference, found });
  const daily = collectTreatments(sessions, monitored.codable, reference.codes);
  const treatments = monitored.management.length === 0 ? daily : inDayOrder([...daily, ...monitored.management]);
  const method = methodOf(payer, treatments, sessions, found);
  const { units, pools } = pooledUnits(treatments, method, found);
  const tellsAssistant = (treatment: Treatment) => countsAssistant(treatment, payer, sessions, reference);
  const drafts = draftDay(treatments, units, tellsAssistant, found);
  const distinct = checkPairs(drafts, sessions, reference, payer.payerId, found);
  const { severities } = ownRules(practice);
  const lines = finishLines(drafts, { sessions, payer, distinct, tellsAssistant, practice }, found);
  return {
    payer,
    lines,
    sessions: sessions.map((session, place) =>
      codedSession(session, place, { payer, method, pools, lines, sessions, found, severities }),
    ),
  };
}

function payerOf(sessions: readonly Session[], practice: PracticeTerms | undefined, found: DayFindings): PayerProfile {
  const { payerId } = firstCoverage(sessions[0] as Session);
  const known = payerProfile(practice, payerId);
  if (known) return known;
  sessions.forEach((session, place) => {
    const field = `coverages[${session.coverages.indexOf(firstCoverage(session))}].payerId`;
    found.add(
      place,
      finding('units.payer-unknown', `${field}: no payer ${payerId} is known, so neither is how it counts units`),
    );
  });
  return unknownPayer(payerId);
}

/** The payer's method; where nobody has asked, the one that bills fewer units. */
function methodOf(
  payer: PayerProfile,
  treatments: readonly Treatment[],
  sessions: readonly Session[],
  found: DayFindings,
): UnitMethod {
  if (payer.unitMethod) return payer.unitMethod;
  const [byTotal, alone] = [totalUnits(treatments, 'CMS_TOTAL'), totalUnits(treatments, 'AMA_PER_CODE')];
  const method = alone < byTotal ? 'AMA_PER_CODE' : 'CMS_TOTAL';
  const message = `${payer.payerId} states no unit method: ${byTotal} units by the day's total, ${alone} code by code; ${method} was used`;
  sessions.forEach((_, place) => {
    found.add(place, finding('units.method-unknown', message, { fix: 'ask the payer and set unitMethod' }));
  });
  return method;
}

function countsAssistant(
  treatment: Treatment,
  payer: PayerProfile,
  sessions: readonly Session[],
  reference: Reference,
): boolean {
  const on = (sessions[firstPart(treatment).session] as Session).dateOfService;
  return (
    payer.assistantModifier &&
    treatment.discipline !== 'SLP' &&
    treatment.entry.therapy !== 'none' &&
    reference.amount('assistant-modifier', on) !== undefined
  );
}
