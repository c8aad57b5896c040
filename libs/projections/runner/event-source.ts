import type { EventStore } from '#libs/event-store/event-store.js';

/** What is read of the event store here; nothing is ever appended. */
export type EventSource = Pick<EventStore, 'readStream' | 'readAll' | 'streamHeads' | 'headPosition'>;
