import { poolOf } from '#libs/rules/pricing/ledger.js';
import { type Visit, VisitHistory } from '#libs/rules/scrubbing/visit-history.js';
import type { Certification, Discipline, PlanOfCare, Session } from '#libs/rules/session.js';
import { authorizationFor, type DayRecord, type LedgerState } from '../patient-ledger/state.js';

/*
 * What the patient's year knows beyond a session's own record: an authorization, a certification or an attestation may come after the
 * session, in a message of its own.
 */

function certificationsOf(ledger: LedgerState, plan: PlanOfCare | undefined): Certification[] {
  return ledger.certifications.map(({ certification, from, to, signedOn }) => {
    const initial = plan === undefined || plan.firstTreatmentOn === from;
    return {
      kind: initial ? ('initial' as const) : ('recert' as const),
      ...certification,
      from,
      ...(to !== undefined && { to }),
      ...(signedOn !== undefined && { signedOn }),
    };
  });
}

function planOf(session: Session, ledger: LedgerState): PlanOfCare | undefined {
  const plan = session.planOfCare;
  const certified = certificationsOf(ledger, plan);
  const first = certified[0];
  if (!first) return plan;
  const stated = plan?.certifications ?? [];
  return { firstTreatmentOn: first.from, ...plan, certifications: [...certified, ...stated] };
}

function attested(session: Session, ledger: LedgerState): Session['procedures'] {
  if (!ledger.attestations[poolOf(session.discipline)]?.attested) return session.procedures;
  return session.procedures.map((procedure) => ({
    ...procedure,
    attestations: [...new Set([...(procedure.attestations ?? []), 'above-threshold-necessary' as const])],
  }));
}

function authorizationOf(session: Session, payerId: string, ledger: LedgerState): Session['authorization'] {
  if (session.authorization) return session.authorization;
  const onFile = authorizationFor(ledger, payerId, session.dateOfService);
  if (!onFile) return undefined;
  const { payerId: _payer, ...authorization } = onFile;
  return authorization;
}

/** The session as coding sees it: its own record first, then what the year has on file for it. */
export function withRecordedFacts(session: Session, payerId: string, ledger: LedgerState): Session {
  const planOfCare = planOf(session, ledger);
  const authorization = authorizationOf(session, payerId, ledger);
  return {
    ...session,
    procedures: attested(session, ledger),
    ...(planOfCare && { planOfCare }),
    ...(authorization && { authorization }),
  };
}

/** What a claim of the day book tells of its day as a visit. */
function countClaim(visits: VisitHistory, visit: Visit, day: DayRecord, claim: DayRecord['claims'][number]): void {
  const { payerId, dateOfService } = day;
  const contents = day.contents?.find(({ claimId }) => claimId === claim.claimId);
  const number = contents?.content.authorizationNumber;
  if (number !== undefined) visits.countAuthorized({ ...visit, authorization: { number } });
  visits.countLimited(visit, payerId);
  visits.countTreated(visit, contents?.progressReportOn);
  const codes = claim.lines.map(({ code }) => code);
  for (const sessionId of claim.sessionIds) visits.remember({ ...visit, sessionId, payerId, codes, dateOfService });
}

/** The visits of the year that are coded and not held, but for those of the session's own day at its own payer. */
export function visitsOf(session: Session, payerId: string, ledger: LedgerState): VisitHistory {
  const visits = new VisitHistory();
  const { practiceId, patient } = session;
  const days = Object.values(ledger.days).sort((a, b) => (a.dateOfService < b.dateOfService ? -1 : 1));
  for (const day of days) {
    const { dateOfService } = day;
    const isOwn = dateOfService === session.dateOfService && day.payerId === payerId;
    if (isOwn || day.sessions.some((one) => one.held)) continue;
    for (const claim of day.claims) {
      const discipline = claim.discipline as Discipline;
      countClaim(visits, { practiceId, patient, dateOfService, discipline }, day, claim);
    }
  }
  return visits;
}
