import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CONFIGURATION } from '#libs/configuration/configuration.module.js';
import { AsOf } from './as-of.service.js';
import { ClaimsController } from './claims.controller.js';
import { CommandsApiModule } from './commands/commands-api.module.js';
import { DeadlinesController } from './deadlines.controller.js';
import { DenialsController } from './denials.controller.js';
import { ProviderLedgerController } from './provider-ledger.controller.js';
import { readModelOptions, readModels } from './read-models/data-source.js';
import { RemittancesController } from './remittances.controller.js';
import { ViewsController } from './views.controller.js';

/** HTTP for people and machines: what the views show, and the commands of people. */
@Module({
  imports: [
    TypeOrmModule.forRootAsync({ inject: [CONFIGURATION], useFactory: readModelOptions }),
    TypeOrmModule.forFeature(readModels),
    CommandsApiModule,
  ],
  providers: [AsOf],
  controllers: [
    ClaimsController,
    DeadlinesController,
    DenialsController,
    ProviderLedgerController,
    RemittancesController,
    ViewsController,
  ],
})
export class ApiModule {}
