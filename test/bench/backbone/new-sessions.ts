import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';
import type { Append, NewEvent } from '#libs/event-store/event.js';
import { PRACTICE } from './stored-claims.js';

/** A recorded session as it reaches the store: its fields in clear, the rest encrypted; sizes as in a practice's store. */
function sessionEvent(sessionId: string): NewEvent {
  const data = {
    ...{
      sessionId,
      revision: 1,
      patientId: v7(),
      payerId: 'BLUE-HARBOR',
      dateOfService: '2026-03-02',
      discipline: 'OT',
    },
    ...{ placeOfService: '11', renderingNpi: '1888000019', source: 'main' },
    procedures: [
      { code: '97110', minutes: 30, modifiers: [] },
      { code: '97140', minutes: 15, modifiers: [] },
      { code: '97535', minutes: 15, modifiers: [] },
    ],
    documentation: { medicalNecessity: true, functionalGoals: true, treatmentTime: true, planOfCare: true },
  };
  return { type: 'SessionRecorded', schemaVersion: 1, data, sealed: randomBytes(512), keyId: `${PRACTICE}/key` };
}

/** So many sessions that nobody has recorded yet, each a stream of its own. */
export function newSessions(count: number): readonly Append[] {
  return Array.from({ length: count }, () => {
    const sessionId = v7();
    return {
      practice: PRACTICE,
      commandId: `command-${sessionId}`,
      streams: [
        {
          stream: `${PRACTICE}/session-${sessionId}`,
          expectedVersion: 'no-stream',
          events: [sessionEvent(sessionId)],
        },
      ],
      outcome: { status: 'done', result: { sessionId } },
      occurredAt: new Date('2026-03-02T15:00:00Z'),
      correlationId: `command-${sessionId}`,
      causationId: null,
      actor: 'ehr:main',
    };
  });
}
