import { type CorrectionHandler, skipped } from './correction.js';

/**
 * CARC 29: filed too late. A payer's own 277CA that took the claim into adjudication in time is the proof. Medicare Part B makes no initial
 * determination of a late claim, so there is nothing to appeal (42 CFR 424.44, 405.926).
 */
export const timelyFilingProof: CorrectionHandler = {
  name: 'timely-filing-proof',
  correct({ payer, acceptances, timelyUntil }) {
    if (payer.kind === 'MEDICARE_B') return skipped('timely-filing.no-appeal');
    if (timelyUntil === null) return skipped('timely-filing.limit-unknown');
    const proof = acceptances.find(({ on }) => on <= timelyUntil);
    if (!proof) return skipped('timely-filing.no-proof');
    return {
      kind: 'appeal',
      reason: 'timely-filing.accepted-in-time',
      changes: [
        { field: 'acceptedSubmission', from: '', to: String(proof.submissionNumber) },
        { field: 'acceptedOn', from: '', to: proof.on },
        { field: 'timelyUntil', from: '', to: timelyUntil },
      ],
    };
  },
};
