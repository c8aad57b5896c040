import { ratio, shareOfCents } from '#libs/kernel/ratio.js';
import type { ClaimLine } from '#libs/x12/claim.js';
import { type AdjudicationRules, adjudicate } from '../adjudication/adjudicate.js';
import { type ClaimDecision, isDenied, type LineDecision } from '../adjudication/decision.js';
import {
  accountKey,
  accountOf,
  counted,
  type MemberAccount,
  type MemberAccounts,
  poolOfLine,
} from '../adjudication/member-account.js';
import type { PayerClaim } from '../journal/entries.js';
import type { Scenario } from '../scenario/scenario.js';

/** A claim decided anew, and the members' accounts that this changed. */
export interface DecidedAnew {
  readonly decision: ClaimDecision;
  readonly accounts: MemberAccounts;
}

/** The accounts without what a decision had counted in them. */
export function uncounted(
  { claim }: PayerClaim,
  { lines }: ClaimDecision,
  accounts: MemberAccounts,
  scenario: Scenario,
): MemberAccounts {
  const changed = new Map<string, MemberAccount>();
  for (const line of lines) {
    const key = accountKey(claim.subscriber.memberId, line.serviceDate);
    const before = changed.get(key) ?? accountOf(accounts, key, scenario);
    changed.set(key, counted(before, poolOfLine(line), -line.allowedCents));
  }
  return changed;
}

/** Decided as if the denied lines, or the first of them, had nothing against them; of a claim without denied lines all that was withheld. */
export function decidedConceding(
  taken: PayerClaim,
  before: ClaimDecision,
  lines: 'all' | 'first',
  { accounts, ...rules }: AdjudicationRules & { readonly accounts: MemberAccounts },
): DecidedAnew {
  const { claim } = taken;
  const denied = claim.lines.filter((_, index) => isDenied(before.lines[index] as LineDecision));
  const kept = lines === 'first' ? denied.slice(1) : [];
  const conceded = new Set(claim.lines.filter((line: ClaimLine) => !kept.includes(line)));
  const freed = new Map([...accounts, ...uncounted(taken, before, accounts, rules.scenario)]);
  const outcome = adjudicate([taken], freed, { ...rules, conceded });
  const decision = outcome.decisions.get(taken.payerControlNumber) as ClaimDecision;
  return { decision, accounts: new Map([...uncounted(taken, before, accounts, rules.scenario), ...outcome.accounts]) };
}

/** Decided with less: each paid line by so many percent, which the provider has to bear. */
export function decidedWithLess(
  taken: PayerClaim,
  before: ClaimDecision,
  cutPercent: number,
  { accounts, scenario }: { readonly accounts: MemberAccounts; readonly scenario: Scenario },
): DecidedAnew {
  const lines = before.lines.map((line) => cut(line, shareOfCents(line.paidCents, ratio(cutPercent, 100))));
  const changed = new Map(uncounted(taken, before, accounts, scenario));
  for (const line of lines) {
    const key = accountKey(taken.claim.subscriber.memberId, line.serviceDate);
    changed.set(key, counted(changed.get(key) as MemberAccount, poolOfLine(line), line.allowedCents));
  }
  return { decision: { ...before, lines }, accounts: changed };
}

function cut(line: LineDecision, cents: number): LineDecision {
  if (cents === 0) return line;
  const isContract = (one: LineDecision['adjustments'][number]) => one.group === 'CO' && one.reason === '45';
  const contract = line.adjustments.find(isContract) ?? { group: 'CO' as const, reason: '45', amountCents: 0 };
  const others = line.adjustments.filter((one) => one !== contract);
  return {
    ...line,
    paidCents: line.paidCents - cents,
    allowedCents: Math.max(0, line.allowedCents - cents),
    adjustments: [{ ...contract, amountCents: contract.amountCents + cents }, ...others],
  };
}
