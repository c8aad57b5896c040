import type { ClearPartOf } from '#libs/contracts/define-event.js';
import type { CorrectionChange, CorrectionRoute, denialEvents } from '#libs/contracts/events/denial-events.js';

type DenialEvent = ClearPartOf<(typeof denialEvents)[number]>;

/** A try of a handler to correct the denial, and how far it has come; what is null has not been told. */
export interface CorrectionAttempt {
  readonly attempt: number;
  readonly handler: string;
  readonly state: 'proposed' | 'approved' | 'declined' | 'scheduled' | 'success' | 'failed' | 'skipped';
  readonly route: CorrectionRoute | null;
  /** What it changes, as codes; empty where nobody was asked. */
  readonly changes: readonly CorrectionChange[];
  readonly decidedBy: string | null;
  /** A code: what was corrected, or why not. */
  readonly reason: string | null;
  readonly submissionNumber: number | null;
  readonly at: string;
}

function told(event: DenialEvent): Partial<CorrectionAttempt> | undefined {
  switch (event.type) {
    case 'ResubmissionProposed':
      return { state: 'proposed', route: event.data.route, changes: event.data.changes };
    case 'ResubmissionApproved':
      return { state: 'approved', decidedBy: event.data.by };
    case 'ResubmissionDeclined':
      return { state: 'declined', decidedBy: event.data.by };
    case 'ResubmissionScheduled':
      return { state: 'scheduled' };
    case 'ResubmissionAttempted': {
      const { outcome, reason, submissionNumber = null } = event.data;
      return { state: outcome.toLowerCase() as CorrectionAttempt['state'], reason, submissionNumber };
    }
    default:
      return undefined;
  }
}

/** Folds one event into the attempts, in the order of their numbers; the same list where it says nothing of them. */
export function correctionsOf(
  attempts: readonly CorrectionAttempt[],
  event: DenialEvent,
  at: string,
): readonly CorrectionAttempt[] {
  const news = told(event);
  if (!news) return attempts;
  const { attempt, handler } = event.data as { readonly attempt: number; readonly handler: string };
  const place = attempts.findIndex((one) => one.attempt === attempt);
  const nothing = { route: null, changes: [], decidedBy: null, reason: null, submissionNumber: null } as const;
  if (place < 0) return [...attempts, { attempt, handler, state: 'scheduled', ...nothing, ...news, at }];
  return attempts.with(place, { ...(attempts[place] as CorrectionAttempt), ...news, at });
}
