import { type MiddlewareConsumer, Module, type NestModule } from '@nestjs/common';
import { DueWorkService } from './due-work.service.js';
import { InboxService } from './import/inbox.service.js';
import { PolicyService } from './policy.service.js';
import { QUEUES_PATH, QueueBoardMiddleware } from './queue-board.middleware.js';
import { WorkerCoreModule } from './worker-core.module.js';

/** Events → commands, due work → commands, files from payers → commands: the worker's skills, and what sets them to work. */
@Module({ imports: [WorkerCoreModule], providers: [PolicyService, DueWorkService, InboxService] })
export class WorkerModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(QueueBoardMiddleware).forRoutes(QUEUES_PATH);
  }
}
