import type { EventDefinition } from './define-event.js';
import { claimEvents } from './events/claim-events.js';
import { denialEvents } from './events/denial-events.js';
import { interchangeEvents } from './events/interchange-events.js';
import { ledgerEvents } from './events/ledger-events.js';
import { numberEvents } from './events/number-events.js';
import { practiceEvents } from './events/practice-events.js';
import { providerLedgerEvents } from './events/provider-ledger-events.js';
import { remittanceEvents } from './events/remittance-events.js';
import { sessionEvents } from './events/session-events.js';
import type { StreamCategory } from './streams.js';

const byCategory: Readonly<Record<StreamCategory, readonly { readonly type: string }[]>> = {
  session: sessionEvents,
  ledger: ledgerEvents,
  claim: claimEvents,
  denial: denialEvents,
  remittance: remittanceEvents,
  interchange: interchangeEvents,
  practice: practiceEvents,
  number: numberEvents,
  'provider-ledger': providerLedgerEvents,
};

/** Every event type that this version writes, by name. */
export const eventCatalogue: ReadonlyMap<string, EventDefinition> = new Map(
  Object.values(byCategory).flatMap((definitions) =>
    definitions.map((definition) => [definition.type, definition as unknown as EventDefinition] as const),
  ),
);

/** Whose streams an event type stands in. Throws for a type that is not in the catalogue. */
export function categoryOfType(type: string): StreamCategory {
  for (const [category, definitions] of Object.entries(byCategory)) {
    if (definitions.some((definition) => definition.type === type)) return category as StreamCategory;
  }
  throw new RangeError(`event type ${type} is not in the catalogue`);
}
