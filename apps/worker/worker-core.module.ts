import { Module } from '@nestjs/common';
import { CommandsModule } from '#libs/commands/commands.module.js';
import { StoreModule } from '#libs/commands/store.module.js';
import { ControlNumbers } from '#libs/exchange/control-numbers.js';
import { PayerPace } from '#libs/exchange/payer-pace.js';
import { SentClaims } from '#libs/exchange/sent-claims.js';
import { DueWorkTable } from '#libs/jobs/due-work-table.js';
import { CommandSender } from './command-sender.js';
import { DueWorkJobs } from './due-work-handlers.js';
import { AcknowledgementImport } from './import/acknowledgement-import.js';
import { AppealDecisionImport } from './import/appeal-decision-import.js';
import { InboxImporter } from './import/inbox-importer.js';
import { RemittanceImport } from './import/remittance-import.js';
import { ClaimBatches } from './submission/claim-batches.js';
import { ClaimSender } from './submission/claim-sender.js';
import { DraftCheck } from './submission/draft-check.js';
import { WorkerPool } from './worker-pool.js';

const tables = [
  { provide: ControlNumbers, inject: [WorkerPool], useFactory: ({ db }: WorkerPool) => new ControlNumbers(db) },
  { provide: DueWorkTable, inject: [WorkerPool], useFactory: ({ db }: WorkerPool) => new DueWorkTable(db) },
  { provide: PayerPace, inject: [WorkerPool], useFactory: ({ db }: WorkerPool) => new PayerPace(db) },
  { provide: SentClaims, inject: [WorkerPool], useFactory: ({ db }: WorkerPool) => new SentClaims(db) },
];

/** What the worker can do, without anything that makes it begin: no queue, no Kafka, no clockwork. */
@Module({
  imports: [StoreModule, CommandsModule],
  providers: [
    WorkerPool,
    ...tables,
    CommandSender,
    ClaimBatches,
    ClaimSender,
    DraftCheck,
    DueWorkJobs,
    AcknowledgementImport,
    AppealDecisionImport,
    RemittanceImport,
    InboxImporter,
  ],
  exports: [CommandsModule, WorkerPool, DueWorkJobs, InboxImporter, ClaimSender],
})
export class WorkerCoreModule {}
