import type { CodedClaim } from '#libs/contracts/events/ledger-events.js';
import type { ChargeLine, ClaimContent, FindingRecord, RuleFound } from '#libs/contracts/events/shapes.js';
import { claimIdOf, lineControlNumberOf } from '#libs/contracts/streams.js';
import type { PricedLine, PricedSession } from '#libs/rules/coded-session.js';
import type { Session } from '#libs/rules/session.js';

/** A session of the day with what coding, scrubbing and pricing made of it. */
export interface PricedRecord {
  /** The internal id. */
  readonly sessionId: string;
  readonly session: Session;
  readonly priced: PricedSession;
}

/** A claim that the day asks for, with what an 837P needs beside it. */
export interface DayClaim {
  readonly coded: CodedClaim;
  readonly content: ClaimContent;
  readonly findings: readonly FindingRecord[];
  /** The priced lines in the order of `coded.lines`. */
  readonly priced: readonly PricedLine[];
}

/** What the sessions of a claim have in common beside practice, patient, payer and day (contracts "A claim"). */
function claimKey({
  discipline,
  renderingProvider,
  referringProvider,
  placeOfService,
  authorization,
}: Session): string {
  return [
    discipline,
    renderingProvider.npi,
    referringProvider?.npi ?? '',
    placeOfService,
    authorization?.number ?? '',
  ].join('|');
}

/** A session without lines of its own goes with the one that its procedures were merged into; one that earned nothing gives no claim. */
function homeOf(record: PricedRecord, day: readonly PricedRecord[]): PricedRecord | undefined {
  if (record.priced.lines.length > 0) return record;
  const merged = record.priced.mergedInto?.[0];
  return merged && day.find(({ session }) => session.sessionId === merged.sessionId);
}

/** The day's sessions by claim, in the day's order. */
export function groupByClaim(day: readonly PricedRecord[]): PricedRecord[][] {
  const groups = new Map<string, PricedRecord[]>();
  for (const record of day) {
    const home = homeOf(record, day);
    if (!home) continue;
    const key = claimKey(home.session);
    groups.set(key, [...(groups.get(key) ?? []), record]);
  }
  return [...groups.values()];
}

function chargeLines(claimId: string, group: readonly PricedRecord[], diagnoses: readonly string[]): ChargeLine[] {
  const lines = group.flatMap(({ sessionId, session, priced }) =>
    priced.lines.map((line) => ({ sessionId, session, line })),
  );
  return lines.map(({ sessionId, session, line }, index) => ({
    line: index + 1,
    lineControlNumber: lineControlNumberOf(claimId, index + 1),
    sessionId,
    code: line.code,
    modifiers: [...line.modifiers],
    units: line.units,
    minutes: line.minutes,
    assistantMinutes: line.assistantMinutes,
    diagnosisPointers: line.diagnosisPointers
      .map((pointer) => diagnoses.indexOf(session.diagnoses[pointer - 1] ?? '') + 1)
      .filter((pointer) => pointer > 0),
    // Without a charge the claim is held (`charge.missing`); nothing of it goes out.
    chargeCents: line.chargeCents ?? 0,
    ...(line.allowedCents !== undefined && { allowedCents: line.allowedCents }),
    ...(line.deductibleCents !== undefined && { deductibleCents: line.deductibleCents }),
    ...(line.coinsuranceCents !== undefined && { coinsuranceCents: line.coinsuranceCents }),
    ...(line.paidCents !== undefined && { expectedPaidCents: line.paidCents }),
  }));
}

function contentOf(
  { patient, coverages, renderingProvider, referringProvider, ...session }: Session,
  diagnoses: readonly string[],
  priced: readonly PricedLine[],
): ClaimContent {
  const { supervisingProvider, serviceFacility, authorization, planOfCare, onsetOn, accident } = session;
  const descriptions = priced.flatMap(({ description }, index) =>
    description === undefined ? [] : [[String(index + 1), description] as const],
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

/** Builds the claim of a group of sessions; it is named by the first of them, and held by what holds any of them. */
export function claimOfGroup(practiceId: string, group: readonly PricedRecord[]): DayClaim {
  const { session } = group[0] as PricedRecord;
  const claimId = claimIdOf(practiceId, session.sessionId);
  const diagnoses = [...new Set(group.flatMap((record) => record.session.diagnoses))];
  const findings = group.flatMap((record) => record.priced.findings);
  const priced = group.flatMap((record) => record.priced.lines);
  return {
    coded: {
      claimId,
      sessionIds: group.map((record) => record.sessionId),
      discipline: session.discipline,
      placeOfService: session.placeOfService,
      renderingNpi: session.renderingProvider.npi,
      ...(session.referringProvider && { referringNpi: session.referringProvider.npi }),
      holds: findings.filter(({ severity }) => severity === 'error').map(ruleOf),
      lines: chargeLines(claimId, group, diagnoses),
    },
    content: contentOf(session, diagnoses, priced),
    findings,
    priced,
  };
}
