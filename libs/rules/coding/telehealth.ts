import type { PayerProfile } from '../payer-profile.js';
import type { Reference } from '../reference/reference.js';
import { finding } from '../rule-catalogue.js';
import type { Session } from '../session.js';
import type { DayFindings } from './day-findings.js';
import type { CodableProcedure } from './treatment.js';

const AT_HOME = '10';
const ELSEWHERE = '02';

function placeFits(session: Session): boolean {
  const remote = session.placeOfService === AT_HOME || session.placeOfService === ELSEWHERE;
  if (!session.telehealth) return !remote;
  if (session.telehealth.patientAtHome === undefined) return remote;
  return session.placeOfService === (session.telehealth.patientAtHome ? AT_HOME : ELSEWHERE);
}

function placeInWords(session: Session): string {
  if (!session.telehealth)
    return `place of service ${session.placeOfService} is telehealth's, and the session is not telehealth`;
  const wanted =
    session.telehealth.patientAtHome === undefined
      ? `${AT_HOME} or ${ELSEWHERE}`
      : session.telehealth.patientAtHome
        ? AT_HOME
        : ELSEWHERE;
  return `telehealth needs place of service ${wanted}; ${session.placeOfService} is stated`;
}

/** Checks telehealth against place of service, Medicare's windows and what cannot be done from afar. */
export function checkTelehealth(
  sessions: readonly Session[],
  codable: readonly CodableProcedure[],
  payer: PayerProfile,
  reference: Reference,
  found: DayFindings,
): void {
  sessions.forEach((session, place) => {
    if (!placeFits(session)) found.add(place, finding('telehealth.place-of-service', placeInWords(session)));
    if (!session.telehealth || payer.kind !== 'MEDICARE_B') return;
    if (!reference.amount('telehealth-eligible', session.dateOfService)) {
      const message = `Medicare does not cover therapists' telehealth on ${session.dateOfService}`;
      found.add(place, finding('telehealth.not-covered', message));
    }
  });
  for (const { part, entry } of codable) {
    if (!(sessions[part.session] as Session).telehealth || !(entry.handsOn || entry.group)) continue;
    const kind = entry.group ? 'a group service' : 'a hands-on service';
    const at = { procedure: part.procedure };
    found.add(part.session, finding('telehealth.hands-on', `${entry.code} is ${kind}, recorded as telehealth`, at));
  }
}
