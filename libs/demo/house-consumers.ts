import type pg from 'pg';
import { policyFollowers } from '#libs/commands/policy-handlers.js';
import type { EventStore } from '#libs/event-store/event-store.js';
import { views } from '#libs/projections/all.js';
import { HandlerConsumer } from '#libs/projections/runner/handler-consumer.js';
import type { StreamConsumer } from '#libs/projections/runner/stream-consumer.js';
import { ViewConsumer } from '#libs/projections/runner/view-consumer.js';

/** Every view and policy of the house, to ask how far each is. */
export function houseConsumers(pool: pg.Pool, store: EventStore): readonly StreamConsumer[] {
  return [
    ...views.map((view) => new ViewConsumer(pool, store, view)),
    ...policyFollowers().map((policy) => new HandlerConsumer(pool, store, policy)),
  ];
}
