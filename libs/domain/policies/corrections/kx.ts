import { LIABILITY_MODIFIERS } from '#libs/rules/coding/modifier-order.js';
import { poolOf } from '#libs/rules/pricing/ledger.js';
import type { Discipline } from '#libs/rules/session.js';
import { type CorrectionHandler, skipped } from './correction.js';
import { type CorrectionFacts, isDenied, recordsOf, sentLines } from './facts.js';
import { recodedClaim } from './recode.js';
import { modifierErrors, sentContent, withOneMore } from './sent-claim.js';

/** Attested for the patient's year, or in the record of the service itself. */
function isAttested(facts: CorrectionFacts, code: string): boolean {
  const { claim, ledger } = facts;
  if (ledger.attestations[poolOf(claim.discipline as Discipline)]?.attested) return true;
  return recordsOf(facts).some(({ session }) =>
    session.procedures.some((one) => one.code === code && one.attestations?.includes('above-threshold-necessary')),
  );
}

/**
 * CARC 119: the payer counts the line as above the threshold. KX says that it is necessary all the same: only where that is attested, never
 * beside a notice of liability (rules: KX contradicts GA and GZ).
 */
export const kx: CorrectionHandler = {
  name: 'kx',
  correct(facts) {
    const lines = sentLines(facts);
    const denied = lines.filter(({ line }) => isDenied(facts, line));
    const lacking = denied.filter(({ modifiers }) => !modifiers.includes('KX'));
    if (lacking.length === 0) return skipped('kx.already-sent');
    if (lacking.some(({ modifiers }) => modifiers.some((one) => LIABILITY_MODIFIERS.has(one))))
      return skipped('kx.liability-notice');
    if (!lacking.every(({ code }) => isAttested(facts, code))) return skipped('kx.attestation-missing');
    const recoded = recodedClaim(facts);
    if (!recoded) return skipped('claim.not-recodable');
    const numbers = new Set(lacking.map(({ line }) => line));
    const corrected = withOneMore(lines, 'KX', ({ line }) => numbers.has(line));
    const errors = [...recoded.errors, ...modifierErrors(corrected)];
    return { kind: 'claim', lines: corrected, content: sentContent(facts), errors, reason: 'kx-added' };
  },
};
