import type { CodedSession } from '../coded-session.js';
import { codeDay } from '../coding/code-day.js';
import type { MonitoringHistory } from '../coding/monitoring/monitoring-entry.js';
import { builtInReference } from '../reference/built-in.js';
import type { Session } from '../session.js';
import { SAMPLE_PRACTICE, sampleSession } from './sample.js';

/** Codes sessions of one day, each a sample session with what is given; their ids are S1, S2 … unless given. */
export function codedDay(given: readonly Partial<Session>[], monitoring?: MonitoringHistory): readonly CodedSession[] {
  const sessions = given.map((one, index) => sampleSession({ sessionId: `S${index + 1}`, ...one }));
  const reference = builtInReference();
  return codeDay({ sessions, practice: SAMPLE_PRACTICE, reference, ...(monitoring && { monitoring }) }).sessions;
}

/** A day of a single session. */
export function coded(given: Partial<Session>): CodedSession {
  return codedDay([given])[0] as CodedSession;
}

/** Lines as `97110 GO:CO ×1 23/23`: code, modifiers, units, minutes and the assistant's share of them. */
export function lines(session: CodedSession | undefined): string[] | undefined {
  return session?.lines.map(
    (line) => `${line.code} ${line.modifiers.join(':')} ×${line.units} ${line.minutes}/${line.assistantMinutes}`,
  );
}

/** Findings as `units.tie 2`: rule and procedure, `-` where it is about the session. */
export function rules(session: CodedSession | undefined): string[] | undefined {
  return session?.findings.map((finding) => `${finding.rule} ${finding.procedure ?? '-'}`);
}

/** The messages of a rule. */
export function said(session: CodedSession | undefined, rule: string): string[] {
  return (session?.findings ?? []).filter((finding) => finding.rule === rule).map((finding) => finding.message);
}
