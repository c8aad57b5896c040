import { type MiddlewareConsumer, Module, type NestModule } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { DataSourceOptions } from 'typeorm';
import { CONFIGURATION } from '#libs/configuration/configuration.module.js';
import { AsOf } from './as-of.service.js';
import { ClaimsController } from './claims.controller.js';
import { CommandsApiModule } from './commands/commands-api.module.js';
import { DeadlinesController } from './deadlines.controller.js';
import { DenialsController } from './denials.controller.js';
import { practiceScope } from './practice-scope.middleware.js';
import { ProviderLedgerController } from './provider-ledger.controller.js';
import { readModelOptions, readModels } from './read-models/data-source.js';
import { PracticeDataSource } from './read-models/practice-data-source.js';
import { RemittancesController } from './remittances.controller.js';
import { ViewsController } from './views.controller.js';

const controllers = [
  ClaimsController,
  DeadlinesController,
  DenialsController,
  ProviderLedgerController,
  RemittancesController,
  ViewsController,
];

/** HTTP for people and machines: what the views show, and the commands of people. */
@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      inject: [CONFIGURATION],
      useFactory: readModelOptions,
      dataSourceFactory: async (options) => new PracticeDataSource(options as DataSourceOptions).initialize(),
    }),
    TypeOrmModule.forFeature(readModels),
    CommandsApiModule,
  ],
  providers: [AsOf],
  controllers,
})
export class ApiModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(practiceScope).forRoutes(...controllers);
  }
}
