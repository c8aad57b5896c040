import type { IncomingMessage, ServerResponse } from 'node:http';
import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { ExpressAdapter } from '@bull-board/express';
import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import type { JobPlan } from './job-kind.js';
import { redisPrefix } from './job-queues.js';

/** Pages for operators, as a handler of Express. */
export interface QueueBoard {
  readonly handler: (request: IncomingMessage, response: ServerResponse, next: () => void) => void;
  close(): Promise<void>;
}

/** The queues of a plan, their jobs and those that failed, on pages under `basePath`. Jobs hold ids alone, so the pages show no patient. */
export function queueBoard(redis: Redis, plan: JobPlan, namespace: string, basePath: string): QueueBoard {
  const queues = plan.queues.map(({ name }) => {
    const queue = new Queue(name, { connection: redis, prefix: redisPrefix(namespace) });
    queue.on('error', () => {});
    return queue;
  });
  const server = new ExpressAdapter();
  server.setBasePath(basePath);
  createBullBoard({
    queues: queues.map((queue) => new BullMQAdapter(queue)),
    serverAdapter: server,
    options: { uiConfig: { boardTitle: 'Claimstream queues' } },
  });
  return {
    handler: server.getRouter(),
    close: async () => {
      await Promise.all(queues.map((queue) => queue.close()));
    },
  };
}
