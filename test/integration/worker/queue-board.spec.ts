import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { INestApplication } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { jobPlan } from '#apps/worker/job-plan.js';
import { QueueBoardModule } from '#apps/worker/queue-board.module.js';
import { configurationModule } from '#libs/configuration/configuration.module.js';
import { type Configuration, readEnvironment } from '#libs/configuration/environment.js';
import { silentLogger } from '#libs/observability/logger.js';
import { observabilityModule } from '#libs/observability/observability.module.js';
import { redisUrl } from '../jobs/fixture.js';

const TOKEN = randomBytes(32).toString('hex');

let app: INestApplication;
afterEach(() => app.close());

async function openBoard(changes: Partial<Configuration>): Promise<string> {
  const environment = readEnvironment({
    DATABASE_URL: 'postgres://unused/unused',
    REDIS_URL: redisUrl(),
    KAFKA_BROKERS: '127.0.0.1:1',
    CLAIMSTREAM_MODE: 'demo',
    CLAIMSTREAM_NAMESPACE: 't-board',
  });
  const configuration = { ...environment, ...changes };
  const imports = [configurationModule(configuration), observabilityModule(silentLogger), QueueBoardModule];
  app = (await Test.createTestingModule({ imports }).compile()).createNestApplication();
  await app.listen(0, '127.0.0.1');
  return `${await app.getUrl()}/queues`;
}

const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

describe('the board of queues on the worker’s port', () => {
  it('is open on a demo store, pages and figures', async () => {
    const url = await openBoard({});
    expect((await fetch(`${url}/`)).status).toBe(200);
    const { queues } = (await (await fetch(`${url}/api/queues`)).json()) as { queues: { name: string }[] };
    expect(queues.map(({ name }) => name)).toEqual(jobPlan.queues.map(({ name }) => name));
  });

  it('asks for the operator’s token on a production store, on every page', async () => {
    const url = await openBoard({ mode: 'production', operatorToken: TOKEN });
    for (const path of ['/', '/api/queues', '/static/favicon-32x32.png']) {
      expect((await fetch(`${url}${path}`)).status).toBe(401);
      expect((await fetch(`${url}${path}`, bearer('wrong'))).status).toBe(401);
    }
    expect((await fetch(`${url}/api/queues`, bearer(TOKEN))).status).toBe(200);
  });

  it('is shut on a production store that has no token', async () => {
    const url = await openBoard({ mode: 'production', operatorToken: null });
    expect((await fetch(`${url}/api/queues`, bearer(''))).status).toBe(401);
  });
});
