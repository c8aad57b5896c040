import type { CodedClaim } from '#libs/contracts/events/ledger-events.js';
import type { ClaimContent, FindingRecord, PayerKind } from '#libs/contracts/events/shapes.js';
import type { LocalDate } from '#libs/kernel/local-date.js';
import { renumberPointers, uniteDiagnoses } from '#libs/rules/claiming/claim-diagnoses.js';
import type { DayRecord, LedgerState } from './state.js';

/** What one day of the day book has in a claim. `contents` is absent where the patient's key was destroyed. */
export interface ClaimPart {
  readonly day: DayRecord;
  readonly coded: CodedClaim;
  readonly contents?: DayRecord['contents'][number];
}

/** A claim put together from all of its days: what a draft consists of. */
export interface WholeClaim {
  readonly payerId: string;
  readonly payerKind: PayerKind;
  /** The first of its days. */
  readonly dateOfService: LocalDate;
  readonly coded: CodedClaim;
  /** Null where the patient's key was destroyed. */
  readonly content: ClaimContent | null;
  readonly findings: readonly FindingRecord[];
}

/** The days of a claim, in calendar order. */
export function partsOf(state: LedgerState, claimId: string): readonly ClaimPart[] {
  return Object.values(state.days)
    .flatMap((day): ClaimPart[] => {
      const coded = day.claims.find((claim) => claim.claimId === claimId);
      const contents = day.contents?.find((each) => each.claimId === claimId);
      return coded ? [{ day, coded, ...(contents && { contents }) }] : [];
    })
    .sort((a, b) => (a.day.dateOfService < b.day.dateOfService ? -1 : 1));
}

/** One list of diagnoses for all days, and each day's lines pointing into it. */
function codedOf(parts: readonly ClaimPart[], diagnoses: readonly string[]): CodedClaim {
  const { coded } = parts[0] as ClaimPart;
  const lines = parts.flatMap(({ coded: part, contents }) =>
    part.lines.map((line) => ({
      ...line,
      diagnosisPointers: contents
        ? renumberPointers(line.diagnosisPointers, contents.content.diagnoses, diagnoses)
        : line.diagnosisPointers,
    })),
  );
  return {
    ...coded,
    sessionIds: parts.flatMap((part) => part.coded.sessionIds),
    holds: parts.flatMap((part) => part.coded.holds),
    lines: lines.sort((a, b) => a.line - b.line),
  };
}

/** Patient, coverage and providers as the newest day has them: what was corrected since counts for the whole claim. */
function contentOf(parts: readonly ClaimPart[], diagnoses: readonly string[]): ClaimContent | null {
  const contents = parts.flatMap((part) => (part.contents ? [part.contents.content] : []));
  const newest = contents.at(-1);
  if (!newest || contents.length < parts.length) return null;
  const lineDescriptions = Object.assign({}, ...contents.map((content) => content.lineDescriptions ?? {}));
  return {
    ...newest,
    diagnoses: [...diagnoses],
    ...(Object.keys(lineDescriptions).length > 0 && { lineDescriptions }),
  };
}

/** The claim as its days have it now; undefined where none has it any more. */
export function wholeClaim(state: LedgerState, claimId: string): WholeClaim | undefined {
  const parts = partsOf(state, claimId);
  const first = parts[0];
  if (!first) return undefined;
  const { payerId, payerKind, dateOfService } = first.day;
  const diagnoses = uniteDiagnoses(parts.map((part) => part.contents?.content.diagnoses ?? []));
  return {
    payerId,
    payerKind,
    dateOfService,
    coded: codedOf(parts, diagnoses),
    content: contentOf(parts, diagnoses),
    findings: parts.flatMap((part) => part.contents?.findings ?? []),
  };
}
