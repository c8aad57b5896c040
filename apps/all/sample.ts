import type { INestApplicationContext } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ConfigurePractice } from '#libs/commands/claim-path/configure-practice.js';
import type { Configuration } from '#libs/configuration/environment.js';
import { DemoHouse } from '#libs/demo/demo-house.js';
import { feed } from '#libs/demo/feed.js';
import { houseConsumers } from '#libs/demo/house-consumers.js';
import { SAMPLE_FIRST_DAY, SAMPLE_LAST_DAY, sampleMessages, samplePractice } from '#libs/demo/sample-practice.js';
import { BusinessClock } from '#libs/event-store/business-clock.js';
import { EventStore } from '#libs/event-store/event-store.js';
import { Pool } from '#libs/event-store/pool.js';
import { derivedId } from '#libs/kernel/ids.js';
import { addDays, type LocalDate } from '#libs/kernel/local-date.js';
import { instantOf } from '#libs/kernel/time-zone.js';
import { keepTrying } from '#libs/messaging/back-off.js';
import { KafkaClient } from '#libs/messaging/kafka-client.js';
import type { Logger } from '#libs/observability/logger.js';
import { isInfrastructureError } from '#libs/projections/runner/infrastructure-error.js';
import type { PracticeProfile } from '#libs/rules/practice.js';

/** Before the sample's first day: the hour at which a new demo store's clock begins. */
const BEGINS_AT = 8;

export interface SampleOptions {
  readonly empty: boolean;
  readonly until: LocalDate | null;
  readonly signal: AbortSignal;
  readonly logger: Logger;
  readonly say: (words: string) => void;
}

/**
 * Makes the sample practice known on a demo store and, unless it is to stay empty, lives through its weeks or what is left of them. A store that was
 * begun without the sample stays without it: its clock has passed those weeks.
 */
export async function showSample(
  app: INestApplicationContext,
  configuration: Configuration,
  options: SampleOptions,
): Promise<void> {
  const pool = app.get(Pool);
  const store = app.get(EventStore);
  const clock = app.get(BusinessClock);
  const { timeZone } = samplePractice;
  const { kafkaBrokers: brokers, namespace, exchangeDir } = configuration;
  const kafka = new KafkaClient({ brokers, namespace, clientId: 'claimstream-demo-ehr', logger: options.logger });
  const consumers = houseConsumers(pool, store);
  const house = new DemoHouse({
    pool,
    store,
    clock,
    kafka,
    consumers,
    exchangeDir,
    timeZone,
    name: samplePractice.practiceId,
    signal: options.signal,
  });
  try {
    const isNew = (await store.headPosition()) === 0;
    if (isNew && !options.empty) {
      await clock.advanceTo(instantOf(SAMPLE_FIRST_DAY, BEGINS_AT, 0, timeZone));
      await house.rememberDay(addDays(SAMPLE_FIRST_DAY, -1));
    }
    await configurePractice(app, clock);
    if (options.empty || (await house.lastDay()) === null) return;
    const plan = { firstDay: SAMPLE_FIRST_DAY, lastDay: options.until ?? SAMPLE_LAST_DAY, messages: sampleMessages };
    const { signal, logger } = options;
    // Servers may be away at any time; a day that was cut off is published again, which changes nothing of what had arrived.
    await keepTrying(() => feed(house, plan, (day) => options.say(`lived through ${day}`), signal), {
      signal,
      retryable: isInfrastructureError,
      onFailure: (error, attempt, waitMs) => logger.warn({ error, attempt, waitMs }, 'the sample waits for a server'),
    });
  } finally {
    await house.close();
  }
}

async function configurePractice(app: INestApplicationContext, clock: BusinessClock): Promise<void> {
  const profile = samplePractice as unknown as PracticeProfile;
  const { practiceId } = profile;
  const commandId = derivedId('configure-practice', practiceId, JSON.stringify(profile));
  const context = {
    practiceId,
    commandId,
    correlationId: commandId,
    causationId: null,
    actor: 'demo',
    occurredAt: await clock.current(),
  };
  await app.get(CommandBus).execute(new ConfigurePractice(context, { profile }));
}
