import type { LocalDate } from '#libs/kernel/local-date.js';
import type { Session } from '../session.js';

interface Counted {
  readonly usedAtFirst: number;
  readonly days: Set<LocalDate>;
}

/** Visits against an authorization, as far as they have been seen: in a file its own sessions in order, on a server the ledger's. */
export class VisitHistory {
  private readonly byAuthorization = new Map<string, Counted>();

  /** Visits used before this session: what the EHR says, or the first figure that it gave and the days since, whichever is more. */
  usedBefore(session: Session): number {
    const stated = session.authorization?.visitsUsed ?? 0;
    const counted = this.byAuthorization.get(keyOf(session));
    if (!counted) return stated;
    const earlier = [...counted.days].filter((day) => day !== session.dateOfService).length;
    return Math.max(stated, counted.usedAtFirst + earlier);
  }

  /** Counts a session that goes out as a visit of its day. */
  add(session: Session): void {
    if (!session.authorization) return;
    const key = keyOf(session);
    const counted = this.byAuthorization.get(key);
    if (counted) counted.days.add(session.dateOfService);
    else
      this.byAuthorization.set(key, {
        usedAtFirst: session.authorization.visitsUsed ?? 0,
        days: new Set([session.dateOfService]),
      });
  }
}

function keyOf(session: Session): string {
  return JSON.stringify([session.practiceId, session.patient.patientId, session.authorization?.number]);
}
