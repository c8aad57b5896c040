import type { Fault } from './fault.js';
import { kafkaDiskFull, postgresDiskFull } from './full-disks.js';
import { batchesAgain, rebalance } from './kafka-batches.js';
import { kafkaDown, kafkaKilled, topicDeleted } from './kafka-faults.js';
import { killed } from './killed-apps.js';
import { policyPoisoned, viewPoisoned } from './poisoned-streams.js';
import { postgresShutDown, redisFlushed, redisKilled } from './store-faults.js';

/** A fault, and how often it is inflicted in a run. */
export type Planned = readonly [fault: Fault, times: number];

/** All that must leave nothing lost and nothing twice. */
export const everyFault: readonly Planned[] = [
  // 50 in all.
  [killed('intake'), 13],
  [killed('relay'), 12],
  [killed('projector'), 12],
  [killed('worker'), 13],
  [kafkaKilled, 2],
  [kafkaDown(60), 1],
  [topicDeleted, 2],
  [postgresShutDown, 3],
  [redisKilled, 2],
  [redisFlushed, 2],
  [kafkaDiskFull, 1],
  [postgresDiskFull, 1],
  [batchesAgain, 2],
  [rebalance, 2],
  [viewPoisoned, 1],
  [policyPoisoned, 1],
];

/** Of each kind one, in a minute: what every `npm test` shows. */
export const shortForm: readonly Planned[] = [
  [killed('intake', 'relay', 'projector', 'worker'), 1],
  [kafkaKilled, 1],
  [topicDeleted, 1],
  [postgresShutDown, 1],
  [redisKilled, 1],
  [redisFlushed, 1],
  [batchesAgain, 1],
  [viewPoisoned, 1],
];
