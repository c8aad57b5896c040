import { join } from 'node:path';
import { z } from 'zod';
import { type ExchangeFolders, folderName } from './exchange-folders.js';

/*
 * X12 has no transaction for an appeal and its decision. Between a demo store and the simulated payers they go as JSON, beside the X12 files and
 * without names: what a payer needs to find the claim, and what it decided.
 */

const date = z.iso.date();

const appealRequest = z.strictObject({
  denialId: z.string(),
  /** The kind of the deadline that it meets, e.g. redetermination. */
  level: z.string(),
  patientControlNumber: z.string(),
  payerControlNumber: z.string(),
  filedOn: date,
  requestedCents: z.int().min(0),
});

const appealDecision = z.strictObject({
  denialId: z.string(),
  level: z.string(),
  decidedOn: date,
  outcome: z.enum(['upheld', 'partly', 'overturned']),
  /** What will be paid beyond what was paid; the remittance that follows is what counts. */
  amountCents: z.int().min(0),
});

export type AppealRequest = z.infer<typeof appealRequest>;
export type AppealDecision = z.infer<typeof appealDecision>;

/** Null where it is none. */
export function readAppealRequest(bytes: Uint8Array): AppealRequest | null {
  return read(appealRequest, bytes);
}

/** Null where it is none. */
export function readAppealDecision(bytes: Uint8Array): AppealDecision | null {
  return read(appealDecision, bytes);
}

function read<Content>(schema: z.ZodType<Content>, bytes: Uint8Array): Content | null {
  try {
    return schema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
  } catch {
    return null;
  }
}

export const appealRequestName = ({ denialId, level }: Pick<AppealRequest, 'denialId' | 'level'>) =>
  folderName(`appeal-${denialId}-${level}.json`);

export const appealDecisionName = ({ denialId, level }: Pick<AppealDecision, 'denialId' | 'level'>) =>
  folderName(`appeal-decision-${denialId}-${level}.json`);

/** The folders for appeals between a practice and a payer, beside those for X12: filed ones in `outbox/appeals`, decisions in `inbox/appeals`. */
export function appealFolders(folders: ExchangeFolders): ExchangeFolders {
  return {
    ...folders,
    outbox: join(folders.outbox, 'appeals'),
    inbox: join(folders.inbox, 'appeals'),
    refused: join(folders.inbox, 'appeals', 'refused'),
  };
}
