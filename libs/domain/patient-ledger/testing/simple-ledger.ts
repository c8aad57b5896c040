import type { RecordDayCoding } from '../day-coding.js';
import type { LedgerCommand } from '../decider.js';

interface Entry {
  readonly claimId: string;
  readonly line: number;
  readonly day: string;
  expected: number;
  isReserved: boolean;
  contested: number;
  readonly decisions: { readonly remittanceId: string; readonly control: string; cents: number; taken: boolean }[];
}

type ClaimCommand = Extract<LedgerCommand, { claimId: string }>;

const allowed = (entry: Entry) =>
  entry.decisions.filter((each) => !each.taken).reduce((sum, each) => sum + each.cents, 0);

function settle(entry: Entry, to: { isReserved?: boolean; contested?: number }): void {
  Object.assign(entry, { isReserved: false, contested: 0, ...to });
}

/**
 * What a ledger's sums must come to, kept as a bookkeeper would on paper: one entry a line, changed in place. For tests alone; it shares
 * nothing with the decider but the commands.
 */
export class SimpleLedger {
  private entries: Entry[] = [];
  private readonly answered = new Set<string>();

  /** Writes the command down; false for one that cannot happen: a day is coded until the payer answers, and a payer answers what was coded. */
  take(command: LedgerCommand): boolean {
    if (command.type === 'RecordDayCoding') return this.code(command);
    if (!('claimId' in command)) return true;
    const ofClaim = this.entries.filter((entry) => entry.claimId === command.claimId);
    if (ofClaim.length === 0) return false;
    this.answered.add(command.claimId);
    this.change(command, ofClaim);
    return true;
  }

  sums() {
    let [reservedCents, adjudicatedCents, contestedCents] = [0, 0, 0];
    for (const entry of this.entries) {
      if (entry.isReserved) reservedCents += entry.expected;
      adjudicatedCents += allowed(entry);
      contestedCents += entry.contested;
    }
    return { reservedCents, adjudicatedCents, contestedCents };
  }

  private code({ day, reservations }: RecordDayCoding): boolean {
    const claimId = day.claims[0]?.claimId ?? '';
    if (this.answered.has(claimId)) return false;
    this.entries = this.entries.filter((entry) => entry.claimId !== claimId || entry.day !== day.dateOfService);
    for (const { line, amountCents } of reservations?.[0]?.lines ?? [])
      Object.assign(this.add(claimId, line, day.dateOfService), { expected: amountCents, isReserved: true });
    return true;
  }

  private change(command: ClaimCommand, ofClaim: readonly Entry[]): void {
    const numbers =
      command.type === 'ContestTherapyAmounts' || command.type === 'ReleaseTherapyAmounts' ? command.lines : null;
    for (const entry of ofClaim) {
      if (numbers && !numbers.includes(entry.line)) continue;
      const rest = entry.expected - allowed(entry);
      if (command.type === 'ContestTherapyAmounts' && rest > 0) settle(entry, { contested: rest });
      if (command.type === 'ReleaseTherapyAmounts' && entry.contested > 0) settle(entry, {});
      if (command.type === 'ReserveTherapyAmounts' && allowed(entry) === 0) settle(entry, { isReserved: true });
      if (command.type === 'ReverseTherapyAmounts')
        for (const each of entry.decisions)
          if (each.control === command.payerControlNumber && each.remittanceId !== command.remittanceId)
            each.taken = true;
    }
    if (command.type === 'AdjudicateTherapyAmounts') this.adjudicate(command, ofClaim);
  }

  private adjudicate(command: Extract<ClaimCommand, { type: 'AdjudicateTherapyAmounts' }>, ofClaim: readonly Entry[]) {
    const { claimId, dateOfService, remittanceId, payerControlNumber: control, lines } = command;
    for (const { line, amountCents: cents } of lines) {
      const entry = ofClaim.find((each) => each.line === line) ?? this.add(claimId, line, dateOfService);
      if (entry.decisions.some((each) => each.remittanceId === remittanceId && each.control === control)) continue;
      entry.decisions.push({ remittanceId, control, cents, taken: false });
      settle(entry, {});
    }
  }

  private add(claimId: string, line: number, day: string): Entry {
    const entry: Entry = { claimId, line, day, expected: 0, isReserved: false, contested: 0, decisions: [] };
    this.entries.push(entry);
    return entry;
  }
}
