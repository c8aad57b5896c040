import type { Reference } from '#libs/rules/reference/reference.js';
import type { ClaimLine, ProfessionalClaim } from '#libs/x12/claim.js';
import type { Scenario } from '../scenario.js';
import { denialOf, termsOf } from './condition.js';
import { decideContractLine } from './contract-line.js';
import { type ClaimDecision, deniedLine, type LineDecision } from './decision.js';
import { decideMedicareLine, type MedicareFee, medicareDayFees } from './medicare-line.js';
import { accountKey, accountOf, type MemberAccount, type MemberAccounts } from './member-account.js';

/** A claim as the payer took it. */
export interface TakenClaim {
  readonly payerControlNumber: string;
  readonly claim: ProfessionalClaim;
}

interface PlacedLine {
  readonly taken: TakenClaim;
  readonly line: ClaimLine;
}

/**
 * Decides all claims that a payer works on one day, in order of date of service and patient control number, so that it does not matter in which
 * order they arrived. Gives the decisions by payer control number and the members' accounts after them.
 */
export function adjudicate(
  claims: readonly TakenClaim[],
  accounts: MemberAccounts,
  { scenario, reference }: { scenario: Scenario; reference: Reference },
): { decisions: ReadonlyMap<string, ClaimDecision>; accounts: MemberAccounts } {
  const lines = inOrder(claims);
  const fees = medicareFees(lines, scenario, reference);
  const decided = new Map<ClaimLine, LineDecision>();
  const remarks = new Map<string, Set<string>>(claims.map((taken) => [taken.payerControlNumber, new Set()]));
  const copays = new Map<string, number>();
  const after: Record<string, MemberAccount> = { ...accounts };
  for (const { taken, line } of lines) {
    const { claim, payerControlNumber } = taken;
    const rule = denialOf(scenario, claim, line);
    if (rule) {
      decided.set(line, deniedLine(line, rule));
      for (const remark of rule.claimRemarks) remarks.get(payerControlNumber)?.add(remark);
      continue;
    }
    const terms = termsOf(scenario, claim);
    if (terms.kind === 'MEDICARE_B') {
      const key = accountKey(claim.subscriber.memberId, line.serviceDate);
      const outcome = decideMedicareLine(line, fees.get(line) ?? null, accountOf(after, key, scenario), reference);
      decided.set(line, outcome.decision);
      after[key] = outcome.account;
    } else {
      const visit = `${payerControlNumber}/${line.serviceDate}`;
      const copayLeftCents = copays.get(visit) ?? terms.copayCents;
      const outcome = decideContractLine(line, terms, { fee: fees.get(line) ?? null, copayLeftCents });
      decided.set(line, outcome.decision);
      copays.set(visit, outcome.copayLeftCents);
    }
  }
  const decisions = claims.map(({ payerControlNumber, claim }): [string, ClaimDecision] => [
    payerControlNumber,
    {
      payerControlNumber,
      lines: claim.lines.map((line) => decided.get(line) as LineDecision),
      remarks: [...(remarks.get(payerControlNumber) ?? [])].sort(),
    },
  ]);
  return { decisions: new Map(decisions), accounts: after };
}

function inOrder(claims: readonly TakenClaim[]): readonly PlacedLine[] {
  const key = ({ taken, line }: PlacedLine) => `${line.serviceDate} ${taken.claim.patientControlNumber}`;
  return claims
    .flatMap((taken) => taken.claim.lines.map((line) => ({ taken, line })))
    .map((placed) => ({ placed, key: key(placed) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ placed }) => placed);
}

/** Fees by Medicare's schedule where the payer uses it, day by day of a member at one billing provider. */
function medicareFees(
  lines: readonly PlacedLine[],
  scenario: Scenario,
  reference: Reference,
): ReadonlyMap<ClaimLine, MedicareFee | null> {
  const days = new Map<string, PlacedLine[]>();
  for (const placed of lines) {
    const { claim } = placed.taken;
    const { kind, percentOfMedicare } = termsOf(scenario, claim);
    if (kind !== 'MEDICARE_B' && percentOfMedicare === undefined) continue;
    const day = JSON.stringify([claim.subscriber.memberId, claim.billingProvider.npi, placed.line.serviceDate]);
    days.set(day, [...(days.get(day) ?? []), placed]);
  }
  const fees = new Map<ClaimLine, MedicareFee | null>();
  for (const day of days.values()) {
    const placed = day.map(({ taken, line }) => ({
      line,
      placeOfService: line.placeOfService ?? taken.claim.placeOfService,
    }));
    const { percentOfMedicare } = termsOf(scenario, (day[0] as PlacedLine).taken.claim);
    medicareDayFees(placed, reference, percentOfMedicare).forEach((fee, index) => {
      fees.set((day[index] as PlacedLine).line, fee);
    });
  }
  return fees;
}
