import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { readAcknowledgements } from '#libs/x12/read/acknowledgement-reader.js';
import { readClaims } from '#libs/x12/read/claim-837p-reader.js';
import { readRemittances } from '#libs/x12/read/remittance-reader.js';
import { surveyFile } from '#libs/x12/read/survey.js';
import type { Remittance } from '#libs/x12/remittance.js';
import { inPieces, mutated, randomFrom } from './mutations.js';
import { sampleFiles } from './sample-files.js';
import { writtenAnswers, writtenClaims } from './written-files.js';

/** `X12_MUTATIONS=100000` in the environment makes the long form. */
const MUTATIONS = Number(process.env.X12_MUTATIONS ?? 2_000);
const SEED = 835;
const READERS = [surveyFile, readRemittances, readClaims, readAcknowledgements];

function transactionsOf(bytes: Uint8Array): readonly Remittance[] {
  const result = readRemittances([bytes]);
  return result.ok ? result.value.transactions : [];
}

/** Payment, charges, claims and what is taken outside of them, in cents: what would be posted. */
function moneyOf(transactions: readonly Remittance[]): number[][] {
  return transactions.map((transaction) => [
    transaction.paymentCents,
    transaction.claims.reduce((sum, claim) => sum + claim.chargeCents, 0),
    transaction.claims.reduce((sum, claim) => sum + claim.paidCents, 0),
    transaction.providerAdjustments.reduce((sum, adjustment) => sum + adjustment.amountCents, 0),
  ]);
}

/** Every element of a file that looks like an amount, in no order: what a mutation of an amount would be seen in. */
function amountsIn(bytes: Buffer): string {
  return (bytes.toString('latin1').match(/-?\d*\.?\d+/g) ?? []).sort().join(' ');
}

const written = [...writtenClaims(), ...writtenAnswers()].map(([name, text]) => ({ name, bytes: Buffer.from(text) }));
const files = [...written, ...sampleFiles()].filter(({ bytes }) => bytes.length < 150_000);
const remittances = files.filter(
  ({ name, bytes }) => /835/.test(name) && transactionsOf(bytes).some((one) => one.balanced),
);

describe('a damaged file', () => {
  it(
    `is read to its end or refused, and the same in whatever pieces it comes, in ${MUTATIONS} mutations of ${files.length} files`,
    () => {
      const random = randomFrom(SEED);
      for (let count = 0; count < MUTATIONS; count += 1) {
        const { name, bytes } = files[count % files.length] as { name: string; bytes: Buffer };
        const damaged = mutated(bytes, random);
        const pieces = inPieces(damaged, random);
        for (const read of READERS) {
          const whole = read([damaged]);
          if (isDeepStrictEqual(read(pieces), whole)) continue;
          throw new Error(
            `mutation ${count} of ${name}: ${read.name} gives something else for pieces than for the whole`,
          );
        }
      }
      expect(files.length).toBeGreaterThan(0);
    },
    MUTATIONS * 40 + 10_000,
  );

  it(
    `never balances with other money than the original's unless an amount was changed, in ${MUTATIONS} mutations`,
    () => {
      const random = randomFrom(SEED + 1);
      for (let count = 0; count < MUTATIONS; count += 1) {
        const { name, bytes } = remittances[count % remittances.length] as { name: string; bytes: Buffer };
        const damaged = mutated(bytes, random);
        const before = moneyOf(transactionsOf(bytes)).map(String);
        const after = transactionsOf(damaged).filter((transaction) => transaction.balanced);
        for (const money of moneyOf(after).map(String)) {
          if (before.includes(money) || amountsIn(damaged) !== amountsIn(bytes)) continue;
          throw new Error(`mutation ${count} of ${name} balances at ${money} with the same amounts`);
        }
      }
      expect(remittances.length).toBeGreaterThan(0);
    },
    MUTATIONS * 20 + 10_000,
  );
});
