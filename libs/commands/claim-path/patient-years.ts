import { ledgerStream } from '#libs/contracts/streams.js';
import { type LedgerCommand, ledgerDecider } from '#libs/domain/patient-ledger/decider.js';
import { accept } from '#libs/kernel/result.js';
import type { Decision } from '../command-executor.js';
import type { StreamRepository } from '../stream-repository.js';
import { decideLoaded, type StreamDecision } from './decide-on.js';

/** A fact is told to at most this many calendar years; a span without end would open ledgers for ever. */
const MOST_YEARS = 5;

/** The calendar years that a span touches, the first ones where it is longer than any real one. */
export function yearsOf(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.min(MOST_YEARS, Math.max(1, to - from + 1)) }, (_, index) => from + index);
}

/** Tells one fact to the ledgers of several years of a patient, all or none. */
export async function decideOnYears(
  streams: StreamRepository,
  practiceId: string,
  patientId: string,
  years: readonly number[],
  commandOf: (year: number) => LedgerCommand,
): Promise<Decision> {
  const appends: StreamDecision[] = [];
  for (const year of years) {
    const loaded = await streams.load(ledgerStream(practiceId, patientId, year), ledgerDecider);
    const decided = decideLoaded(loaded, ledgerDecider, commandOf(year));
    if (!decided.ok) return decided;
    appends.push(decided.value);
  }
  return accept({ appends });
}
