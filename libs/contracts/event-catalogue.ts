import type { EventDefinition } from './define-event.js';
import { claimEvents } from './events/claim-events.js';
import { denialEvents } from './events/denial-events.js';
import { interchangeEvents } from './events/interchange-events.js';
import { ledgerEvents } from './events/ledger-events.js';
import { practiceEvents } from './events/practice-events.js';
import { remittanceEvents } from './events/remittance-events.js';
import { sessionEvents } from './events/session-events.js';

/** Every event type that this version writes, by name. */
export const eventCatalogue: ReadonlyMap<string, EventDefinition> = new Map(
  [
    ...sessionEvents,
    ...ledgerEvents,
    ...claimEvents,
    ...denialEvents,
    ...remittanceEvents,
    ...interchangeEvents,
    ...practiceEvents,
  ].map((definition) => [definition.type, definition as unknown as EventDefinition]),
);
