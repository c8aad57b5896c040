import type { Reference } from '#libs/rules/reference/reference.js';
import type { Session } from '#libs/rules/session.js';
import { type CorrectionHandler, skipped } from './correction.js';
import { isDenied, sentLines } from './facts.js';
import { recodedClaim } from './recode.js';
import { sentContent } from './sent-claim.js';

/** The code that stands for it on the day: itself, or the end of a chain of sole successors. Undefined where there are several, or none. */
function validOn(code: string, on: string, { codes }: Reference): string | undefined {
  for (let current = code, steps = 0; steps < 9; steps += 1) {
    const entry = codes.get(current);
    if (!entry || on < entry.from) return undefined;
    if (entry.to === undefined || on <= entry.to) return current;
    const [successor, ...others] = entry.successors;
    if (successor === undefined || others.length > 0) return undefined;
    current = successor;
  }
  return undefined;
}

function withValidCodes(session: Session, reference: Reference): Session {
  return {
    ...session,
    procedures: session.procedures.map((procedure) => ({
      ...procedure,
      code: validOn(procedure.code, session.dateOfService, reference) ?? procedure.code,
    })),
  };
}

/**
 * CARC 181 and 182: a code or modifier that was not valid on the date of service. The days are coded anew by the tables of now, ended codes
 * by their sole successor; which of several was meant is a person's to say.
 */
export const deletedCode: CorrectionHandler = {
  name: 'deleted-code',
  correct(facts) {
    const { reference, claim } = facts;
    const sent = sentLines(facts);
    const denied = sent.filter(({ line }) => isDenied(facts, line));
    if (denied.some(({ code, serviceDate = claim.dateOfService }) => !validOn(code, serviceDate, reference)))
      return skipped('deleted-code.no-sole-successor');
    const recoded = recodedClaim(facts, (session) => withValidCodes(session, reference));
    if (!recoded) return skipped('claim.not-recodable');
    const services = (lines: typeof sent) => lines.map((one) => [one.code, ...one.modifiers].join(' ')).join('|');
    if (services(sent) === services(recoded.lines)) return skipped('deleted-code.same-as-sent');
    return {
      kind: 'claim',
      lines: recoded.lines,
      content: { ...sentContent(facts), diagnoses: recoded.content.diagnoses },
      errors: recoded.errors,
      reason: 'codes-corrected',
    };
  },
};
