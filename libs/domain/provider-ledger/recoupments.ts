import type { ProviderLedgerEvent } from '#libs/contracts/events/provider-ledger-events.js';
import type { Cents } from '#libs/kernel/money.js';
import { accept, type Result, refuse } from '#libs/kernel/result.js';
import { type EnteredReversal, type LedgerEntry, type ProviderLedgerState, untiedCents } from './state.js';

/** A person says which claim a recoupment, or a part of it, is about. */
export interface TieRecoupment {
  readonly type: 'TieRecoupment';
  readonly payerId: string;
  readonly entryId: string;
  readonly claimId: string;
  /** With the entry's sign; all that is not tied yet where absent. */
  readonly amountCents?: Cents | undefined;
  readonly by: string;
}

/** A number of fewer characters may stand in a longer one by chance: it must be a word of the reference. */
const SURE_LENGTH = 8;

/** A payer's reference may hold more than the claim's number: the patient's account, the date. */
function names(reference: string, payerControlNumber: string | undefined): boolean {
  if (!payerControlNumber) return false;
  const words = reference.split(/[^\p{L}\p{N}]+/u);
  return (
    reference === payerControlNumber ||
    words.includes(payerControlNumber) ||
    (payerControlNumber.length >= SURE_LENGTH && reference.includes(payerControlNumber))
  );
}

/** The one claim whose reversal the reference names; undefined where none or more than one fits: a person decides. */
function claimNamedBy(reference: string, reversals: readonly EnteredReversal[]): string | undefined {
  const claims = reversals
    .filter((one) => names(reference, one.payerControlNumber) || names(reference, one.originalPayerControlNumber))
    .map((one) => one.claimId);
  return new Set(claims).size === 1 ? claims[0] : undefined;
}

function tied(payerId: string, entry: LedgerEntry, claimId: string, amountCents: Cents) {
  const { entryId, remittanceId, paymentDate } = entry;
  return { payerId, entryId, claimId, remittanceId, amountCents, paymentDate };
}

/** Every recoupment whose reference carries the payer control number of a reversed claim is tied to it, whichever came first. */
export function recognisedRecoupments(payerId: string, state: ProviderLedgerState): ProviderLedgerEvent[] {
  return state.entries
    .filter((entry) => entry.kind === 'recoupment' && entry.ties.length === 0 && entry.amountCents !== 0)
    .flatMap((entry): ProviderLedgerEvent[] => {
      const claimId = claimNamedBy(entry.reference, state.reversals);
      if (claimId === undefined) return [];
      const data = { ...tied(payerId, entry, claimId, entry.amountCents), how: 'payer-control-number' as const };
      return [{ type: 'RecoupmentTied', data }];
    });
}

/** Ties what is left of a recoupment; refused where nothing is left, or more is asked for. */
export function tieRecoupment(
  command: TieRecoupment,
  state: ProviderLedgerState,
): Result<readonly ProviderLedgerEvent[]> {
  const entry = state.entries.find((one) => one.entryId === command.entryId);
  if (!entry) return refuse('provider-entry.unknown', 'The ledger has no such entry.', 'entryId');
  if (entry.kind !== 'recoupment')
    return refuse('provider-entry.no-recoupment', `The entry is on the account ${entry.kind}.`, 'entryId');
  const left = untiedCents(entry);
  const amountCents = command.amountCents ?? left;
  if (left === 0) return refuse('provider-entry.already-tied', 'The recoupment is tied whole already.', 'entryId');
  const fits = Number.isSafeInteger(amountCents) && amountCents * Math.sign(left) > 0;
  if (!fits || Math.abs(amountCents) > Math.abs(left))
    return refuse('provider-entry.amount', `must be between 0 and the ${left} cents that are not tied`, 'amountCents');
  const data = { ...tied(command.payerId, entry, command.claimId, amountCents), how: 'person' as const };
  return accept([{ type: 'RecoupmentTied', data: { ...data, tiedBy: command.by } }]);
}
