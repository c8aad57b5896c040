import { formatCents, sumCents } from '#libs/kernel/money.js';
import type { PracticeProfile } from '#libs/rules/practice.js';
import type { FileTime, ProfessionalClaim } from '#libs/x12/claim.js';
import { inBatches, MOST_CLAIMS } from '#libs/x12/write/batches.js';
import { writeBatches } from '#libs/x12/write/claim-837p.js';
import { InputError } from '../input/input-error.js';
import { printText, say } from '../output/print.js';
import type { BilledClaim } from './claims.js';

/** A command line has no sequence of its own: its files are numbered as the first of their receiver. */
const FIRST_FILE = { interchange: 1, group: 1, transaction: '0001' };

/** Prints an 837P interchange, a batch after the other for each payer, and tells the totals. */
export async function printClaimFile(
  claims: readonly BilledClaim[],
  practice: PracticeProfile,
  time: FileTime,
  practiceFile: string,
): Promise<void> {
  const totals = { batches: 0, claims: 0, lines: 0, chargeCents: 0 };
  const counted = function* (batch: Iterable<ProfessionalClaim>): Generator<ProfessionalClaim> {
    totals.batches += 1;
    for (const claim of batch) {
      totals.claims += 1;
      totals.lines += claim.lines.length;
      totals.chargeCents += sumCents(claim.lines.map((line) => line.chargeCents));
      yield claim;
    }
  };
  const batches = function* (): Generator<Iterable<ProfessionalClaim>> {
    for (const batch of batchesByPayer(claims)) yield counted(batch);
  };
  const written = writeBatches({
    sender: practice.submitter,
    receiver: practice.receiver,
    controlNumbers: FIRST_FILE,
    time,
    usage: practice.usage ?? 'T',
    batches: batches(),
  });
  if (!written.ok) throw new InputError(`${practiceFile}: ${written.refusal.message}`);
  for (const segment of written.value) await printText(segment);
  say(
    `written: ${totals.claims} claims, ${totals.lines} lines, ${formatCents(totals.chargeCents)}, batches: ${totals.batches}`,
  );
}

/** Payers in the order of their first claim; a batch holds as many claims as its payer takes. */
function* batchesByPayer(claims: readonly BilledClaim[]): Generator<Iterable<ProfessionalClaim>> {
  const byPayer = new Map<string, { readonly most: number; readonly claims: ProfessionalClaim[] }>();
  for (const { claim, payer } of claims) {
    const known = byPayer.get(payer.payerId);
    if (known) known.claims.push(claim);
    else byPayer.set(payer.payerId, { most: payer.claimsPerBatch ?? MOST_CLAIMS, claims: [claim] });
  }
  for (const { most, claims: own } of byPayer.values()) yield* inBatches(own, most);
}
