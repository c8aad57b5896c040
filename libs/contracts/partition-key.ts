import type { JsonObject } from '#libs/kernel/json.js';
import { parseStream } from './streams.js';

/**
 * The Kafka key of an event (storage format): practice and root, so that what belongs together comes in order: the claim for claims and
 * their denials, the patient for sessions and ledgers. Events that name no root are keyed by their stream.
 */
export function partitionKeyOf(event: { stream: string; data: JsonObject }): string {
  const { practiceId, category, id } = parseStream(event.stream);
  switch (category) {
    case 'claim':
      return `${practiceId}/claim-${id}`;
    case 'denial':
      return `${practiceId}/claim-${id.replace(/-\d+$/, '')}`;
    case 'ledger':
      return `${practiceId}/patient-${id.replace(/-\d{4}$/, '')}`;
    case 'session':
      return typeof event.data.patientId === 'string' ? `${practiceId}/patient-${event.data.patientId}` : event.stream;
    default:
      return event.stream;
  }
}
