import { describe, expect, it } from '@jest/globals';
import { readClaims } from '../read/claim-837p-reader.js';
import { sampleClaim, sampleInterchange } from '../testing/sample-claim.js';
import { inBatches } from './batches.js';
import { writeBatches } from './claim-837p.js';

const header = () => {
  const { claims: _none, ...rest } = sampleInterchange([]);
  return rest;
};

const numbered = (number: number) => sampleClaim({ patientControlNumber: `C${number}` });

function* claims(count: number, taken: number[] = []) {
  for (let number = 1; number <= count; number += 1) {
    taken.push(number);
    yield numbered(number);
  }
}

describe('a file of many claims', () => {
  it('has a transaction for each batch, with numbers and references that differ', () => {
    const written = writeBatches({ ...header(), batches: inBatches(claims(5), 2) });
    if (!written.ok) throw new Error(written.refusal.message);
    const read = readClaims([Buffer.from([...written.value].join(''))]);
    if (!read.ok) throw new Error(read.refusal.message);
    expect(read.value.problems).toEqual([]);
    expect(
      read.value.transactions.map(({ control, batchReference, claims: own }) => [
        ...[control, batchReference],
        own.map(({ claim }) => claim.patientControlNumber).join(),
      ]),
    ).toEqual([
      ['0042', '000000042', 'C1,C2'],
      ['0043', '000000042-2', 'C3,C4'],
      ['0044', '000000042-3', 'C5'],
    ]);
  });

  it('takes a claim only when its segments are asked for', () => {
    const taken: number[] = [];
    const written = writeBatches({ ...header(), batches: inBatches(claims(1_000, taken), 10) });
    if (!written.ok) throw new Error(written.refusal.message);
    const segments = written.value[Symbol.iterator]();
    for (let next = segments.next(); !String(next.value).startsWith('CLM*C3*'); next = segments.next());
    expect(taken.length).toBeLessThanOrEqual(4);
  });

  it('is not written with a claim that nobody checked', () => {
    const written = writeBatches({ ...header(), batches: [[numbered(1), sampleClaim({ lines: [] })]] });
    if (!written.ok) throw new Error(written.refusal.message);
    expect(() => [...written.value]).toThrow('lines must be 1 to 50');
  });

  it('is refused with the field where its own header is at fault', () => {
    const numbers = { interchange: 1, group: 1, transaction: 'A001' };
    expect(writeBatches({ ...header(), controlNumbers: numbers, batches: [] })).toMatchObject({
      ok: false,
      refusal: { field: 'controlNumbers.transaction' },
    });
  });
});
