import { basename } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readRemittances } from '#libs/x12/read/remittance-reader.js';
import type { Remittance } from '#libs/x12/remittance.js';
import { indexedBalances, SAMPLES, sampleFiles } from './sample-files.js';
import { sumsOf, sumsOfSegments } from './segment-sums.js';

const UNREAD_AMOUNT = /^(BPR|CLP|SVC|CAS|PLB)\d\d is (missing|not an amount)/;

const describeSamples = SAMPLES === null ? describe.skip : describe;

/** How many transactions, claims and lines fail their balance, in a form like the index's. */
function failing(transactions: readonly Remittance[]): { txn: number; claim: number; svc: number } {
  const problems = transactions.flatMap((transaction) => transaction.problems);
  const count = (equation: string) => problems.filter((problem) => problem.equation === equation).length;
  const unread = transactions.filter(
    (transaction) => !transaction.balanced && transaction.problems.every((problem) => problem.equation === undefined),
  ).length;
  return { txn: count('transaction') + unread, claim: count('claim'), svc: count('line') };
}

function read(bytes: Uint8Array): readonly Remittance[] {
  const result = readRemittances([bytes]);
  if (!result.ok) throw new Error(result.refusal.message);
  return result.value.transactions;
}

describeSamples('the sample remittances (skipped where ../shared/x12 is absent)', () => {
  it.each(sampleFiles('835').map((file) => [file.name, file] as const))(
    '%s balances exactly where an independent sum of its segments does',
    (name, file) => {
      const transactions = read(file.bytes);
      const balances = indexedBalances(basename(name));
      if (balances === null) {
        // The index could not tell the delimiters of these; each is a small file that balances.
        expect(transactions.map((transaction) => transaction.balanced)).toEqual([true]);
        return;
      }
      expect(failing(transactions)).toEqual({
        txn: balances.txn[1] - balances.txn[0],
        claim: balances.claim[1] - balances.claim[0],
        svc: balances.svc[1] - balances.svc[0],
      });
      const holds = Object.values(balances).every(([balanced, all]) => balanced === all);
      expect(transactions.every((transaction) => transaction.balanced)).toBe(holds);
    },
  );

  it.each(sampleFiles('835').map((file) => [file.name, file] as const))(
    '%s holds the amounts that its segments add up to',
    (_name, file) => {
      const transactions = read(file.bytes);
      // Where an amount could not be read, the transaction is not trusted and what it lacks is named.
      const unread = transactions.some(({ problems }) => problems.some(({ message }) => UNREAD_AMOUNT.test(message)));
      const sums = sumsOf(transactions);
      if (unread) expect(transactions.every(({ balanced }) => balanced)).toBe(false);
      else expect(sums).toEqual(sumsOfSegments(file.bytes));
    },
  );

  it('gives the same whatever the pieces that the bytes come in', () => {
    for (const { bytes } of sampleFiles('835')) {
      const singles = Array.from(bytes, (byte) => Uint8Array.of(byte));
      expect(readRemittances(singles)).toEqual(readRemittances([bytes]));
    }
  });

  it('refuses a file of another kind for what it holds instead', () => {
    for (const { bytes } of sampleFiles('999')) {
      expect(readRemittances([bytes])).toMatchObject({
        ok: false,
        refusal: { code: 'x12.no-835', message: expect.stringContaining('999') },
      });
    }
  });
});
