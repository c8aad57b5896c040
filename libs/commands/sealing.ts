import { Inject, Injectable } from '@nestjs/common';
import { eventCatalogue } from '#libs/contracts/event-catalogue.js';
import { upcast } from '#libs/contracts/upcast.js';
import type { NewEvent, StoredEvent } from '#libs/event-store/event.js';
import type { DomainEvent } from '#libs/kernel/decider.js';
import type { JsonObject } from '#libs/kernel/json.js';
import { Vault } from '#libs/vault/vault.js';

/** A stored event with its sealed part opened and joined to its clear one, in the newest schema version. */
export interface RecordedEvent extends DomainEvent<string, Readonly<Record<string, unknown>>> {
  readonly stored: StoredEvent;
  /** True where the key was destroyed: the sealed fields are gone for ever. */
  readonly forgotten: boolean;
}

/** Splits events into what stands in clear and what is encrypted on their way into the store, and joins them on the way out. */
@Injectable()
export class Sealing {
  constructor(@Inject(Vault) private readonly vault: Vault) {}

  async seal(practiceId: string, event: DomainEvent): Promise<NewEvent> {
    const definition = eventCatalogue.get(event.type);
    if (!definition) throw new Error(`event type ${event.type} is not in the catalogue`);
    const clear: Record<string, unknown> = {};
    const secret: Record<string, unknown> = {};
    for (const [field, value] of Object.entries(event.data)) {
      if (value !== undefined) (definition.clearFields.has(field) ? clear : secret)[field] = value;
    }
    // Parsing keeps of a clear field only what the schema lists: nothing unlisted can leave the house unencrypted.
    const data = definition.clear.parse(clear) as JsonObject;
    const schemaVersion = definition.schemaVersion;
    if (Object.keys(secret).length === 0) return { type: event.type, schemaVersion, data, sealed: null, keyId: null };
    const patientId = typeof clear.patientId === 'string' ? clear.patientId : undefined;
    const { sealed, keyId } = await this.vault.seal(
      { practiceId, patientId },
      definition.sealed.parse(secret) as JsonObject,
    );
    return { type: event.type, schemaVersion, data, sealed, keyId };
  }

  async open(stored: StoredEvent): Promise<RecordedEvent> {
    const [event] = await this.openMany([stored]);
    return event as RecordedEvent;
  }

  /** False where one of the keys has been destroyed: what it opened must not be used any more. */
  async stillOpen(keyIds: Iterable<string>): Promise<boolean> {
    const living = await Promise.all([...keyIds].map((keyId) => this.vault.isLiving(keyId)));
    return living.every(Boolean);
  }

  async openMany(events: readonly StoredEvent[]): Promise<RecordedEvent[]> {
    return Promise.all(
      events.map(async (stored) => {
        const opened =
          stored.sealed && stored.keyId ? await this.vault.open(stored.practice, stored.keyId, stored.sealed) : {};
        const forgotten = 'forgotten' in opened && opened.forgotten === true;
        const data = upcast(
          stored.type,
          stored.schemaVersion,
          forgotten ? { ...stored.data } : { ...stored.data, ...opened },
        );
        return { type: stored.type, data, stored, forgotten };
      }),
    );
  }
}
