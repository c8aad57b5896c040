import type { Reference } from '#libs/rules/reference/reference.js';
import type { ClaimLine } from '#libs/x12/claim.js';
import type { Scenario } from '../scenario/scenario.js';
import { denialOf, type TakenClaim, termsOf } from './condition.js';
import { decideContractLine } from './contract-line.js';
import { type ClaimDecision, deniedLine, type LineDecision } from './decision.js';
import { medicareFees, type PlacedLine } from './medicare-fees.js';
import { decideMedicareLine, type MedicareFee } from './medicare-line.js';
import { accountKey, accountOf, type MemberAccount, type MemberAccounts } from './member-account.js';
import { decideNextPayerLine, leftByEarlierPayers } from './next-payer-line.js';
import { underpaidPercent } from './underpayment.js';

export type { TakenClaim } from './condition.js';

export interface AdjudicationRules {
  readonly scenario: Scenario;
  readonly reference: Reference;
  /** Lines that the payer gave way about: no rule denies them, nothing is withheld. */
  readonly conceded?: ReadonlySet<ClaimLine>;
}

/**
 * Decides all claims that a payer works on one day, in order of date of service and patient control number, so that it does not matter in which
 * order they arrived. Gives the decisions by payer control number, and the members' accounts that changed.
 */
export function adjudicate(
  claims: readonly TakenClaim[],
  accounts: MemberAccounts,
  rules: AdjudicationRules,
): { decisions: ReadonlyMap<string, ClaimDecision>; accounts: MemberAccounts } {
  const day = new AdjudicationDay(claims, accounts, rules);
  const decisions = claims.map((taken): [string, ClaimDecision] => [taken.payerControlNumber, day.decisionOf(taken)]);
  return { decisions: new Map(decisions), accounts: day.changedAccounts };
}

/** Lines decided one after the other: each sees what those before it took of thresholds, deductibles and copays. */
class AdjudicationDay {
  readonly changedAccounts = new Map<string, MemberAccount>();
  private readonly fees: ReadonlyMap<ClaimLine, MedicareFee | null>;
  private readonly copays = new Map<string, number>();
  private readonly decided = new Map<ClaimLine, LineDecision>();
  private readonly remarks = new Map<string, Set<string>>();

  constructor(
    claims: readonly TakenClaim[],
    private readonly accounts: MemberAccounts,
    private readonly rules: AdjudicationRules,
  ) {
    const lines = inOrder(claims);
    this.fees = medicareFees(lines, rules);
    for (const placed of lines) this.decided.set(placed.line, this.decide(placed));
  }

  decisionOf({ payerControlNumber, claim }: TakenClaim): ClaimDecision {
    return {
      payerControlNumber,
      lines: claim.lines.map((line) => this.decided.get(line) as LineDecision),
      remarks: [...(this.remarks.get(payerControlNumber) ?? [])].sort(),
    };
  }

  private decide({ taken, line }: PlacedLine): LineDecision {
    const rule = this.isConceded(line) ? undefined : denialOf(taken, line, this.rules);
    if (rule) {
      const ofClaim = this.remarks.get(taken.payerControlNumber) ?? new Set();
      this.remarks.set(taken.payerControlNumber, new Set([...ofClaim, ...rule.claimRemarks]));
      return deniedLine(line, rule);
    }
    const left = leftByEarlierPayers(line);
    if (left !== null) return decideNextPayerLine(line, left, line.chargeCents);
    const terms = termsOf(this.rules.scenario, taken.claim);
    return terms.kind === 'MEDICARE_B' ? this.byMedicare(taken, line) : this.byContract(taken, line);
  }

  private byMedicare({ claim }: TakenClaim, line: ClaimLine): LineDecision {
    const { scenario, reference } = this.rules;
    const key = accountKey(claim.subscriber.memberId, line.serviceDate);
    const before = this.changedAccounts.get(key) ?? accountOf(this.accounts, key, scenario);
    const fee = this.fees.get(line) ?? null;
    const outcome = decideMedicareLine(line, fee, before, { reference, conceded: this.isConceded(line) });
    this.changedAccounts.set(key, outcome.account);
    return outcome.decision;
  }

  private byContract(taken: TakenClaim, line: ClaimLine): LineDecision {
    const terms = termsOf(this.rules.scenario, taken.claim);
    const visit = `${taken.payerControlNumber}/${line.serviceDate}`;
    const outcome = decideContractLine(line, terms, {
      fee: this.fees.get(line) ?? null,
      copayLeftCents: this.copays.get(visit) ?? terms.copayCents,
      underpaidPercent: this.isConceded(line) ? 0 : underpaidPercent(taken, this.rules.scenario),
    });
    this.copays.set(visit, outcome.copayLeftCents);
    return outcome.decision;
  }

  private isConceded(line: ClaimLine): boolean {
    return this.rules.conceded?.has(line) ?? false;
  }
}

function inOrder(claims: readonly TakenClaim[]): readonly PlacedLine[] {
  const key = ({ taken, line }: PlacedLine) => `${line.serviceDate} ${taken.claim.patientControlNumber}`;
  return claims
    .flatMap((taken) => taken.claim.lines.map((line) => ({ taken, line })))
    .map((placed) => ({ placed, key: key(placed) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ placed }) => placed);
}
