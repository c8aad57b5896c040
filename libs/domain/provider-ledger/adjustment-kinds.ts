import type { ProviderAdjustmentKind } from '#libs/contracts/events/provider-ledger-events.js';

/** The four reasons (PLB03-1) whose account is certain; of any other a person says what it is. */
const KINDS: Readonly<Record<string, ProviderAdjustmentKind>> = {
  WO: 'recoupment',
  FB: 'forward-balance',
  '72': 'return',
  L6: 'interest',
};

/** The account that an adjustment of that reason is entered on. */
export function kindOf(reason: string): ProviderAdjustmentKind {
  return KINDS[reason] ?? 'suspense';
}
