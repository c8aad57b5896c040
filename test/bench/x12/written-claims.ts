import assert from 'node:assert/strict';
import type { ProfessionalClaim } from '#libs/x12/claim.js';
import { readClaims } from '#libs/x12/read/claim-837p-reader.js';
import { sampleClaim, sampleInterchange } from '#libs/x12/testing/sample-claim.js';
import { inBatches, MOST_CLAIMS } from '#libs/x12/write/batches.js';
import { writeBatches } from '#libs/x12/write/claim-837p.js';

/** Claims that differ in what a day's claims differ in: numbers, patients, dates of birth, units. */
export function* claimsToWrite(count: number): Generator<ProfessionalClaim> {
  const plain = sampleClaim();
  for (let number = 1; number <= count; number += 1) {
    const patientControlNumber = `${String(number).padStart(13, '0')}S1`;
    yield {
      ...plain,
      patientControlNumber,
      subscriber: { ...plain.subscriber, lastName: `Sample${number}`, memberId: `1EG4TE${number}` },
      lines: plain.lines.map((line, index) => ({ ...line, lineControlNumber: `${patientControlNumber}L${index + 1}` })),
    };
  }
}

/** Writes an 837P of that many claims, segment by segment, and gives its length. */
export function writtenBytes(count: number): number {
  let bytes = 0;
  for (const segment of segments(count)) bytes += segment.length;
  return bytes;
}

function segments(count: number): Iterable<string> {
  const { claims: _none, ...header } = sampleInterchange([]);
  const written = writeBatches({ ...header, batches: inBatches(claimsToWrite(count), MOST_CLAIMS) });
  if (!written.ok) throw new Error(written.refusal.message);
  return written.value;
}

/** Reads a smaller file of the same kind back: the same claims, in transactions of at most so many. */
export function checkWritten(count: number): void {
  const read = readClaims([Buffer.from([...segments(count)].join(''))]);
  assert.ok(read.ok, 'what was written is not read');
  const { transactions, problems } = read.value;
  assert.deepEqual(problems, []);
  assert.equal(transactions.length, Math.ceil(count / MOST_CLAIMS));
  const numbers = transactions.flatMap(({ claims }) => claims.map(({ claim }) => claim.patientControlNumber));
  assert.deepEqual(
    numbers,
    Array.from(claimsToWrite(count), (claim) => claim.patientControlNumber),
  );
}
