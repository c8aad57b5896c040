import { type MiddlewareConsumer, Module, type NestModule } from '@nestjs/common';
import { QUEUES_PATH, QueueBoardMiddleware } from './queue-board.middleware.js';

/** The operators' pages about the queues. */
@Module({ providers: [QueueBoardMiddleware] })
export class QueueBoardModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(QueueBoardMiddleware).forRoutes(QUEUES_PATH);
  }
}
