import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Repeating } from '#libs/exchange/repeating.js';
import type { Logger } from '#libs/observability/logger.js';
import { LOGGER } from '#libs/observability/observability.module.js';
import { InboxImporter } from './inbox-importer.js';

/** Payers' answers are not in a hurry, people who drop a file are: a look is a few directory reads. */
const LOOK_EVERY_MS = 100;

/** Looks into the inboxes again and again. */
@Injectable()
export class InboxService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly rounds: Repeating;

  constructor(@Inject(InboxImporter) importer: InboxImporter, @Inject(LOGGER) logger: Logger) {
    this.rounds = new Repeating({
      everyMs: LOOK_EVERY_MS,
      work: async () => {
        await importer.importAll();
      },
      onError: (error) => logger.warn({ component: 'inbox', error }, 'the inboxes could not be read; trying again'),
    });
  }

  onApplicationBootstrap(): void {
    this.rounds.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.rounds.stop();
  }
}
