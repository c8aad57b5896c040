import { poolOf } from '#libs/rules/pricing/ledger.js';
import { VisitHistory } from '#libs/rules/scrubbing/visit-history.js';
import type { Certification, PlanOfCare, Session } from '#libs/rules/session.js';
import { authorizationFor, type LedgerState } from '../patient-ledger/state.js';

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

/** Visits of the year's other days against their authorizations. */
export function visitsOf(session: Session, ledger: LedgerState): VisitHistory {
  const visits = new VisitHistory();
  for (const day of Object.values(ledger.days)) {
    if (day.dateOfService === session.dateOfService || day.sessions.some((one) => one.held)) continue;
    for (const { content } of day.contents ?? [])
      if (content.authorizationNumber !== undefined)
        visits.add({
          ...session,
          dateOfService: day.dateOfService,
          authorization: { number: content.authorizationNumber },
        });
  }
  return visits;
}
