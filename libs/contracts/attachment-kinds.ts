/** What a file at a denial case is: what a payer's checklist asks for by name. `decision` is the letter of the level before, `filing-proof` shows that a claim was in time. */
export const ATTACHMENT_KINDS = [
  'evaluation',
  'plan-of-care',
  'treatment-notes',
  'progress-report',
  'referral',
  'authorization',
  'remittance',
  'decision',
  'filing-proof',
  'other',
] as const;
export type AttachmentKind = (typeof ATTACHMENT_KINDS)[number];

export function isAttachmentKind(kind: string): kind is AttachmentKind {
  return (ATTACHMENT_KINDS as readonly string[]).includes(kind);
}
