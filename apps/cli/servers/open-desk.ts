import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import { CommandsModule } from '#libs/commands/commands.module.js';
import { StoreModule } from '#libs/commands/store.module.js';
import { StreamRepository } from '#libs/commands/stream-repository.js';
import { configurationModule } from '#libs/configuration/configuration.module.js';
import type { Configuration } from '#libs/configuration/environment.js';
import { BillingDesk } from '#libs/demo/desk/billing-desk.js';
import { silentLogger } from '#libs/observability/logger.js';
import { observabilityModule } from '#libs/observability/observability.module.js';
import type { OpenStore } from './with-store.js';

/** A billing desk with the command side behind it, to be closed after use. */
export interface OpenDesk {
  readonly desk: BillingDesk;
  close(): Promise<void>;
}

/** Puts the whole command side together: the made-up people give the same commands as real ones do by HTTP. */
export async function openDesk(
  { pool }: OpenStore,
  configuration: Configuration,
  practice: { readonly practiceId: string; readonly timeZone: string },
): Promise<OpenDesk> {
  const imports = [configurationModule(configuration), observabilityModule(silentLogger), StoreModule, CommandsModule];
  const app: INestApplicationContext = await NestFactory.createApplicationContext(
    { module: class CommandSide {}, imports },
    { logger: false, abortOnError: false },
  );
  const bus = app.get(CommandBus);
  const desk = new BillingDesk({
    ...{ pool, streams: app.get(StreamRepository), exchangeDir: configuration.exchangeDir, ...practice },
    execute: (command) => bus.execute(command),
  });
  return { desk, close: () => app.close() };
}
