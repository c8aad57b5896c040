import type { CodedClaim } from '#libs/contracts/events/ledger-events.js';
import type { ChargeLine, ClaimContent, FindingRecord, RuleFound } from '#libs/contracts/events/shapes.js';
import { lineControlNumberOf } from '#libs/contracts/streams.js';
import type { LocalDate } from '#libs/kernel/local-date.js';
import { renumberPointers, uniteDiagnoses } from '#libs/rules/claiming/claim-diagnoses.js';
import { type ClaimGrouping, claimKey, lastDayOfSpan, maySpanDays } from '#libs/rules/claiming/claim-key.js';
import type { PricedLine } from '#libs/rules/coded-session.js';
import type { Session } from '#libs/rules/session.js';
import { type ClaimsAtHand, placeGroup } from './claim-placement.js';
import type { PricedRecord } from './priced-record.js';

/** A claim that the day asks for, with what an 837P needs beside it. */
export interface DayClaim {
  readonly coded: CodedClaim;
  readonly content: ClaimContent;
  readonly findings: readonly FindingRecord[];
  /** What further days must agree in to share it; absent where it is the day's alone. */
  readonly groupKey?: string;
  /** The newest progress report that its sessions tell of. */
  readonly progressReportOn?: LocalDate;
}

/** A session without lines of its own goes with the one that its procedures were merged into; one that earned nothing gives no claim. */
function homeOf(record: PricedRecord, day: readonly PricedRecord[]): PricedRecord | undefined {
  if (record.priced.lines.length > 0) return record;
  const merged = record.priced.mergedInto?.[0];
  return merged && day.find(({ session }) => session.sessionId === merged.sessionId);
}

/** The day's sessions by claim, in the day's order. */
export function groupByClaim(day: readonly PricedRecord[], grouping: ClaimGrouping): PricedRecord[][] {
  const groups = new Map<string, PricedRecord[]>();
  for (const record of day) {
    const home = homeOf(record, day);
    if (!home) continue;
    const key = claimKey(home.session, grouping);
    groups.set(key, [...(groups.get(key) ?? []), record]);
  }
  return [...groups.values()];
}

/** Numbers for so many lines, in order, beside those that other days of the claim have: a line keeps its number while its claim grows. */
function freeNumbers(taken: ReadonlySet<number>, count: number): number[] {
  const numbers: number[] = [];
  for (let number = 1; numbers.length < count; number += 1) if (!taken.has(number)) numbers.push(number);
  return numbers;
}

interface NumberedLine {
  readonly number: number;
  readonly record: PricedRecord;
  readonly line: PricedLine;
}

function numbered(group: readonly PricedRecord[], taken: ReadonlySet<number>): NumberedLine[] {
  const lines = group.flatMap((record) => record.priced.lines.map((line) => ({ record, line })));
  const numbers = freeNumbers(taken, lines.length);
  return lines.map((each, index) => ({ ...each, number: numbers[index] as number }));
}

function chargeLine(claimId: string, { number, record, line }: NumberedLine, diagnoses: readonly string[]): ChargeLine {
  const { sessionId, session } = record;
  return {
    line: number,
    lineControlNumber: lineControlNumberOf(claimId, number),
    sessionId,
    serviceDate: session.dateOfService,
    code: line.code,
    modifiers: [...line.modifiers],
    units: line.units,
    minutes: line.minutes,
    assistantMinutes: line.assistantMinutes,
    diagnosisPointers: renumberPointers(line.diagnosisPointers, session.diagnoses, diagnoses),
    // Without a charge the claim is held (`charge.missing`); nothing of it goes out.
    chargeCents: line.chargeCents ?? 0,
    ...(line.allowedCents !== undefined && { allowedCents: line.allowedCents }),
    ...(line.deductibleCents !== undefined && { deductibleCents: line.deductibleCents }),
    ...(line.coinsuranceCents !== undefined && { coinsuranceCents: line.coinsuranceCents }),
    ...(line.paidCents !== undefined && { expectedPaidCents: line.paidCents }),
  };
}

function contentOf(
  { patient, coverages, renderingProvider, referringProvider, ...session }: Session,
  diagnoses: readonly string[],
  lines: readonly NumberedLine[],
): ClaimContent {
  const { supervisingProvider, serviceFacility, authorization, planOfCare, onsetOn, accident } = session;
  const descriptions = lines.flatMap(({ number, line: { description } }) =>
    description === undefined ? [] : [[String(number), description] as const],
  );
  return {
    patient: { ...patient },
    coverages: coverages.map((coverage) => ({ ...coverage })),
    renderingProvider: { ...renderingProvider },
    ...(referringProvider && { referringProvider: { ...referringProvider } }),
    ...(supervisingProvider && { supervisingProvider: { ...supervisingProvider } }),
    ...(serviceFacility && { serviceFacility: { ...serviceFacility } }),
    diagnoses: [...diagnoses],
    ...(authorization && { authorizationNumber: authorization.number }),
    ...(planOfCare && { planOfCare: { ...planOfCare } }),
    ...(onsetOn !== undefined && { onsetOn }),
    ...(accident && { accident: { ...accident } }),
    ...(descriptions.length > 0 && { lineDescriptions: Object.fromEntries(descriptions) }),
  };
}

/** What may stand in clear of a finding: never its message. */
function ruleOf({ rule, severity, procedure }: FindingRecord): RuleFound {
  return { rule, severity, ...(procedure !== undefined && { procedure }) };
}

/** Builds the claim of a group of sessions, or the day's part in one that spans days; it is held by what holds any of them. */
export function claimOfGroup(group: readonly PricedRecord[], grouping: ClaimGrouping, hand: ClaimsAtHand): DayClaim {
  const { session } = group[0] as PricedRecord;
  const groupKey = maySpanDays(session, grouping) ? claimKey(session, grouping) : undefined;
  const collectsUntil = lastDayOfSpan(session, grouping);
  const { claimId, takenLines } = placeGroup(group, groupKey, hand);
  const diagnoses = uniteDiagnoses(group.map((record) => record.session.diagnoses));
  const findings = group.flatMap((record) => record.priced.findings);
  const lines = numbered(group, takenLines);
  const progressReportOn = group
    .flatMap((record) => record.session.progressReportOn ?? [])
    .sort()
    .at(-1);
  return {
    coded: {
      claimId,
      sessionIds: group.map((record) => record.sessionId),
      discipline: session.discipline,
      placeOfService: session.placeOfService,
      renderingNpi: session.renderingProvider.npi,
      ...(session.referringProvider && { referringNpi: session.referringProvider.npi }),
      holds: findings.filter(({ severity }) => severity === 'error').map(ruleOf),
      lines: lines.map((line) => chargeLine(claimId, line, diagnoses)),
      ...(collectsUntil !== undefined && { collectsUntil }),
    },
    content: contentOf(session, diagnoses, lines),
    findings,
    ...(groupKey !== undefined && { groupKey }),
    ...(progressReportOn !== undefined && { progressReportOn }),
  };
}
