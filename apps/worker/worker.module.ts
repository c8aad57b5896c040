import { Module } from '@nestjs/common';
import { DueWorkService } from './due-work.service.js';
import { InboxService } from './import/inbox.service.js';
import { PolicyService } from './policy.service.js';
import { QueueBoardModule } from './queue-board.module.js';
import { WorkerCoreModule } from './worker-core.module.js';

/** Events → commands, due work → commands, files from payers → commands: the worker's skills, and what sets them to work. */
@Module({ imports: [WorkerCoreModule, QueueBoardModule], providers: [PolicyService, DueWorkService, InboxService] })
export class WorkerModule {}
