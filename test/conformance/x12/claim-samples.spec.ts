import { basename } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readClaims } from '#libs/x12/read/claim-837p-reader.js';
import { indexedClaims, SAMPLES, sampleFiles } from './sample-files.js';

const describeSamples = SAMPLES === null ? describe.skip : describe;

describeSamples('the sample claims (skipped where ../shared/x12 is absent)', () => {
  const files = sampleFiles('837p').flatMap(({ name, bytes }) => {
    const indexed = indexedClaims(basename(name));
    const result = readClaims([bytes]);
    return indexed === null || !result.ok ? [] : [{ name, indexed, file: result.value }];
  });

  it('are nearly all there to be read', () => {
    expect(files.length).toBeGreaterThan(40);
  });

  it.each(files.map((file) => [file.name, file] as const))(
    '%s has the claims and sums that the index counted',
    (_name, sample) => {
      const claims = sample.file.transactions.flatMap((transaction) => transaction.claims);
      const equal = claims.filter(
        ({ claim, reportedChargeCents }) =>
          claim.lines.reduce((sum, line) => sum + line.chargeCents, 0) === reportedChargeCents,
      );
      expect([equal.length, claims.length]).toEqual(sample.indexed);
    },
  );
});
