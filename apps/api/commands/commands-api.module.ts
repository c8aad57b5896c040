import { type MiddlewareConsumer, Module, type NestModule } from '@nestjs/common';
import { CommandsModule } from '#libs/commands/commands.module.js';
import { StoreModule } from '#libs/commands/store.module.js';
import { practiceScope } from '../practice-scope.middleware.js';
import { AppealPacketsController } from './appeal-packets.controller.js';
import { AttachmentsController } from './attachments.controller.js';
import { ClaimCommandsController } from './claim-commands.controller.js';
import { ClassificationRowsController } from './classification-rows.controller.js';
import { CorrectionsController } from './corrections.controller.js';
import { DenialCommandsController } from './denial-commands.controller.js';
import { DenialHistoryController } from './denial-history.controller.js';
import { PatientPaymentsController } from './patient-payments.controller.js';
import { PersonCommands } from './person-commands.js';
import { ProviderLedgerCommandsController } from './provider-ledger-commands.controller.js';
import { RemittanceCommandsController } from './remittance-commands.controller.js';
import { TimelyFilingCommandsController } from './timely-filing-commands.controller.js';

const controllers = [
  AppealPacketsController,
  AttachmentsController,
  RemittanceCommandsController,
  PatientPaymentsController,
  ProviderLedgerCommandsController,
  TimelyFilingCommandsController,
  ClaimCommandsController,
  CorrectionsController,
  ClassificationRowsController,
  DenialCommandsController,
  DenialHistoryController,
];

/** What people may do over HTTP: a controller for each room, its bodies checked by schemas, its answers and refusals of one shape. */
@Module({
  imports: [StoreModule, CommandsModule],
  providers: [PersonCommands],
  exports: [CommandsModule],
  controllers,
})
export class CommandsApiModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(practiceScope).forRoutes(...controllers);
  }
}
