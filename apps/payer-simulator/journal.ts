import { randomUUID } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isMissing } from '#libs/exchange/exchange-folders.js';
import { writeWhole } from '#libs/exchange/whole-file.js';
import type { LocalDate } from '#libs/kernel/local-date.js';
import type { ProfessionalClaim } from '#libs/x12/claim.js';
import type { ClaimDecision } from './adjudication/decision.js';
import type { MemberAccounts } from './adjudication/member-account.js';

/** A claim that a payer took into its system, as it came. */
export interface PayerClaim {
  readonly payerControlNumber: string;
  readonly claim: ProfessionalClaim;
  readonly receivedOn: LocalDate;
  /** The day of its remittance. */
  readonly remitOn: LocalDate;
  readonly state: 'waiting' | 'decided' | 'replaced';
  readonly decision: ClaimDecision | null;
  /** The same claim was taken before under this number. */
  readonly duplicateOf?: string;
}

/** A file for the practice that leaves at an instant of the business clock. */
export interface Answer {
  readonly fileName: string;
  readonly dueAt: string;
  readonly text: string;
}

/** Who writes to whom, as the practice's last file had it. */
export interface Parties {
  readonly payerId: string;
  readonly practiceId: string;
  readonly usage: 'T' | 'P';
}

/** All that one payer remembers of one practice. */
export interface Journal {
  /** Files that were taken, by their id. */
  readonly files: readonly string[];
  /** Interchanges that were processed: sender and control number. */
  readonly interchanges: readonly string[];
  readonly parties: Parties | null;
  /** By the payer's own control number. */
  readonly claims: Readonly<Record<string, PayerClaim>>;
  readonly accounts: MemberAccounts;
  /** Money that the practice owes from earlier files: 0 or negative. */
  readonly carriedCents: number;
  readonly answers: readonly Answer[];
}

export const NEW_JOURNAL: Journal = {
  files: [],
  interchanges: [],
  parties: null,
  claims: {},
  accounts: {},
  carriedCents: 0,
  answers: [],
};

export async function readJournal(path: string): Promise<Journal> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Journal;
  } catch (error) {
    if (isMissing(error)) return NEW_JOURNAL;
    throw error;
  }
}

/** Whole or not at all. */
export async function writeJournal(path: string, journal: Journal): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeWhole(path, Buffer.from(JSON.stringify(journal)), randomUUID());
}
