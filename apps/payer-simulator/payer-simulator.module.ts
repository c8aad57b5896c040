import { Inject, Injectable, Module, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { serverReference } from '#libs/commands/reference-folder.js';
import { CONFIGURATION } from '#libs/configuration/configuration.module.js';
import { ConfigurationError } from '#libs/configuration/configuration-error.js';
import type { Configuration } from '#libs/configuration/environment.js';
import { BusinessClock } from '#libs/event-store/business-clock.js';
import { createPool } from '#libs/event-store/pool.js';
import { Repeating } from '#libs/exchange/repeating.js';
import type { Logger } from '#libs/observability/logger.js';
import { LOGGER } from '#libs/observability/observability.module.js';
import { PayerOffice } from './payer-office.js';
import { scenarioOf } from './scenario/scenario.js';

const LOOK_EVERY_MS = 100;

@Injectable()
export class PayerSimulatorService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly pool;
  private readonly rounds: Repeating;

  constructor(@Inject(CONFIGURATION) configuration: Configuration, @Inject(LOGGER) logger: Logger) {
    if (configuration.mode !== 'demo') {
      throw new ConfigurationError(['CLAIMSTREAM_MODE must be demo for the payer simulator']);
    }
    // For the business clock, and for nothing else: a payer knows what it is sent.
    this.pool = createPool(configuration.databaseUrl, {
      applicationName: 'claimstream-payer-simulator',
      max: 1,
      onError: (error) => logger.warn({ error, component: 'payer-simulator' }, 'an idle connection broke'),
    });
    const clock = new BusinessClock(this.pool);
    const options = {
      root: configuration.exchangeDir,
      scenarioOf,
      reference: serverReference(configuration.referenceFolder),
    };
    const office = new PayerOffice(options);
    this.rounds = new Repeating({
      everyMs: LOOK_EVERY_MS,
      work: async () => {
        const count = await office.work(await clock.current());
        if (count > 0) logger.debug({ component: 'payer-simulator', count }, 'payers took files or answered');
      },
      onError: (error) => logger.warn({ component: 'payer-simulator', error }, 'payers could not work; trying again'),
    });
  }

  onApplicationBootstrap(): void {
    this.rounds.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.rounds.stop();
    await this.pool.end();
  }
}

/** Payers of a demo store: real 837P files in, real 999, 277CA and 835 files out. */
@Module({ providers: [PayerSimulatorService] })
export class PayerSimulatorModule {}
