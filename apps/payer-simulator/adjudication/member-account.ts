import { generatedMember } from '#libs/demo/generated-member.js';
import type { Cents } from '#libs/kernel/money.js';
import type { TherapyPool } from '#libs/rules/pricing/ledger.js';
import type { ClaimLine } from '#libs/x12/claim.js';
import type { Scenario } from '../scenario/scenario.js';

/** What a payer has counted for one member in one calendar year of service. */
export interface MemberAccount {
  readonly accruedCents: Readonly<Record<TherapyPool, Cents>>;
  readonly deductibleLeftCents: Cents;
  /** Pools that a line has taken over the threshold, whether it was paid or denied: from then on every line needs KX. */
  readonly overThreshold: readonly TherapyPool[];
}

/** Accounts by `{member id}/{year}`. */
export type MemberAccounts = ReadonlyMap<string, MemberAccount>;

export const accountKey = (memberId: string, serviceDate: string) => `${memberId}/${serviceDate.slice(0, 4)}`;

/** The account as it stands, or as the scenario opens it. */
export function accountOf(accounts: MemberAccounts, key: string, scenario: Scenario): MemberAccount {
  const known = accounts.get(key);
  if (known) return known;
  const { usedElsewhereCents, usedElsewherePtSlpCents = 0, deductibleLeftCents } = openingOf(key, scenario);
  return {
    accruedCents: { OT: usedElsewhereCents ?? 0, PT_SLP: usedElsewherePtSlpCents },
    deductibleLeftCents: deductibleLeftCents ?? 0,
    overThreshold: [],
  };
}

/** What the payer knows of a member beforehand: listed by the scenario, or in a made-up practice made up too. */
function openingOf(key: string, { members, seed }: Scenario): Scenario['members'][string] {
  const memberId = key.slice(0, key.lastIndexOf('/'));
  return members[memberId] ?? (seed === '' ? {} : generatedMember(seed, memberId));
}

/** The pool that a line counts in; null where it is not therapy under a plan. */
export function poolOfLine(line: Pick<ClaimLine, 'modifiers'>): TherapyPool | null {
  if (line.modifiers.includes('GO')) return 'OT';
  return line.modifiers.includes('GP') || line.modifiers.includes('GN') ? 'PT_SLP' : null;
}

/** The account after an amount was counted, or with a negative one taken back. */
export function counted(account: MemberAccount, pool: TherapyPool | null, allowedCents: Cents): MemberAccount {
  if (pool === null) return account;
  const accruedCents = { ...account.accruedCents, [pool]: account.accruedCents[pool] + allowedCents };
  return { ...account, accruedCents };
}
