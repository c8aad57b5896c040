import type { IncomingMessage, ServerResponse } from 'node:http';
import { Inject, Injectable, type NestMiddleware, type OnModuleDestroy } from '@nestjs/common';
import { CONFIGURATION } from '#libs/configuration/configuration.module.js';
import type { Configuration } from '#libs/configuration/environment.js';
import { type QueueBoard, queueBoard } from '#libs/jobs/queue-board.js';
import { connectRedis } from '#libs/jobs/redis.js';
import type { Logger } from '#libs/observability/logger.js';
import { LOGGER } from '#libs/observability/observability.module.js';
import { jobPlan } from './job-plan.js';
import { mayOperate } from './operator-access.js';

/** Where operators look at the queues, on the worker's own port. */
export const QUEUES_PATH = '/queues';

/** The queues' pages, made when somebody first asks for them. */
@Injectable()
export class QueueBoardMiddleware implements NestMiddleware, OnModuleDestroy {
  private board: QueueBoard | null = null;
  private disconnect: () => void = () => {};

  constructor(
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  use(request: IncomingMessage, response: ServerResponse, next: () => void): void {
    if (!mayOperate(this.configuration, request.headers.authorization)) {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="operators"' }).end();
      return;
    }
    this.opened().handler(request, response, next);
  }

  async onModuleDestroy(): Promise<void> {
    await this.board?.close();
    this.disconnect();
  }

  private opened(): QueueBoard {
    if (!this.board) {
      const { redisUrl, namespace } = this.configuration;
      const redis = connectRedis(redisUrl, { name: 'claimstream-queue-board', logger: this.logger });
      this.disconnect = () => redis.disconnect();
      this.board = queueBoard(redis, jobPlan, namespace, QUEUES_PATH);
    }
    return this.board;
  }
}
