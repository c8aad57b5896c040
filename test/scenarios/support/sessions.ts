import { randomUUID } from 'node:crypto';
import { SESSIONS_TOPIC } from '#libs/contracts/topics.js';
import { samplePractice } from '#libs/demo/sample-practice.js';
import type { KafkaClient } from '#libs/messaging/kafka-client.js';
import { MessageProducer } from '#libs/messaging/message-producer.js';

/** What an EHR sends; a test may spoil any of it. */
export type SentSession = Record<string, unknown> & {
  sessionId: string;
  patient: Record<string, unknown> & { patientId: string };
};

/** A Medicare session of a patient of its own that nothing is wrong with: it is coded, and becomes a claim. */
export function goodSession(name: string): SentSession {
  return {
    sessionId: `S-${name}`,
    revision: 1,
    practiceId: samplePractice.practiceId,
    patient: {
      patientId: `P-${name}`,
      lastName: `Quillfeather${name}`,
      firstName: 'Ottoline',
      birthDate: '1948-05-14',
      sex: 'F',
      address: { line1: '4 Pier Lane', city: 'Portland', state: 'ME', zip: '04101' },
    },
    coverages: [{ rank: 1, relationship: 'self', payerId: 'MEDICARE-B', memberId: '1EG4TE5MK72' }],
    dateOfService: '2026-03-04',
    placeOfService: '11',
    discipline: 'OT',
    renderingProvider: { npi: '1888000019', lastName: 'Keel', firstName: 'Dana', taxonomy: '225X00000X' },
    referringProvider: { npi: '1777000013', lastName: 'Anchor', firstName: 'Leigh' },
    planOfCare: { firstTreatmentOn: '2026-03-02', certifiedOn: '2026-03-08' },
    diagnoses: ['M25.641'],
    procedures: [{ code: '97110', minutes: 30 }],
    documentation: {
      medicalNecessity: true,
      functionalGoals: true,
      treatmentTime: true,
      patientResponse: true,
      planOfCare: true,
    },
  };
}

export interface Published {
  readonly key?: string;
  readonly value: Buffer | string;
  readonly type?: string;
}

/** An EHR that writes to a sessions topic. */
export class TestEhr {
  private readonly producer: MessageProducer;

  constructor(
    kafka: KafkaClient,
    private readonly topic: string = SESSIONS_TOPIC,
  ) {
    this.producer = new MessageProducer(kafka);
  }

  async publish(...messages: readonly Published[]): Promise<void> {
    await this.producer.send(
      this.topic,
      messages.map(({ key, value, type = 'ehr.session.recorded.v1' }) => ({
        key: key ?? null,
        value,
        headers: { ce_specversion: '1.0', ce_type: type, ce_source: '/test-ehr', ce_id: randomUUID() },
      })),
    );
  }

  async publishSessions(...sessions: readonly SentSession[]): Promise<void> {
    await this.publish(
      ...sessions.map((session) => ({ key: session.patient.patientId, value: JSON.stringify(session) })),
    );
  }

  async close(): Promise<void> {
    await this.producer.close();
  }
}

/** Sends a session, or any text, by HTTP. */
export async function post(
  url: string,
  body: SentSession | string,
): Promise<{ status: number; answer: Record<string, unknown> }> {
  const response = await fetch(`${url}/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, answer: (await response.json()) as Record<string, unknown> };
}
