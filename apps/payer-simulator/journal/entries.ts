import type { LocalDate } from '#libs/kernel/local-date.js';
import type { ProfessionalClaim } from '#libs/x12/claim.js';
import type { ClaimDecision } from '../adjudication/decision.js';
import type { MemberAccount } from '../adjudication/member-account.js';
import type { DailyTask } from '../tasks/daily-task.js';

/** A claim that a payer took into its system, as it came. */
export interface PayerClaim {
  readonly payerControlNumber: string;
  readonly claim: ProfessionalClaim;
  readonly receivedOn: LocalDate;
  /** The day of its remittance. */
  readonly remitOn: LocalDate;
  readonly state: 'waiting' | 'decided' | 'replaced';
  readonly decision: ClaimDecision | null;
  /** The number of the claim that took its place. */
  readonly replacedBy?: string;
  /** The same claim was taken before under this number. */
  readonly duplicateOf?: string;
  /** How often the same services had come before, refused ones included; absent where never. */
  readonly sentBefore?: number;
}

/** Where a file goes: to the practice, with its answers to appeals, or on to another payer of the patient. */
export type AnswerBox = 'inbox' | 'appeal-decisions' | { readonly crossedOverTo: string };

/** A file that leaves at an instant of the business clock. */
export interface Answer {
  readonly fileName: string;
  readonly dueAt: string;
  readonly text: string;
  /** The practice's inbox where left out. */
  readonly box?: AnswerBox;
}

/** Who writes to whom, as the practice's last file had it. */
export interface Parties {
  readonly payerId: string;
  readonly practiceId: string;
  readonly usage: 'T' | 'P';
}

/** Money that the practice owes from an earlier file, and under which reference that file carried it on (FB). */
export interface Carried {
  /** 0 or negative. */
  readonly cents: number;
  readonly reference: string;
}

/** One change of what a payer remembers. */
export type JournalEntry =
  /** A file was taken; its id. */
  | { readonly kind: 'file'; readonly fileId: string }
  /** An interchange was processed: sender and control number. */
  | { readonly kind: 'interchange'; readonly key: string }
  | { readonly kind: 'parties'; readonly parties: Parties }
  /** The services of a claim came once more. */
  | { readonly kind: 'arrival'; readonly services: string }
  /** A claim as it is from now on, by the payer's own number. */
  | { readonly kind: 'claim'; readonly claim: PayerClaim }
  | { readonly kind: 'account'; readonly key: string; readonly account: MemberAccount }
  | { readonly kind: 'carried'; readonly carried: Carried }
  | { readonly kind: 'answer'; readonly answer: Answer }
  /** An answer has left. */
  | { readonly kind: 'answered'; readonly fileName: string }
  | { readonly kind: 'task'; readonly task: DailyTask }
  | { readonly kind: 'task-done'; readonly taskId: string };
