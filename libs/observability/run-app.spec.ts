import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import { Counter, Registry } from 'prom-client';
import { readEnvironment } from '#libs/configuration/environment.js';
import { HealthRegistry } from './health.js';
import { createApp, type RunningApp } from './run-app.js';

@Module({})
class EmptyModule {}

describe('an app', () => {
  let running: RunningApp;
  let ready: string | null = null;

  beforeAll(async () => {
    const configuration = readEnvironment({
      DATABASE_URL: 'postgres://127.0.0.1/none',
      REDIS_URL: 'redis://127.0.0.1:1',
      KAFKA_BROKERS: '127.0.0.1:1',
      CLAIMSTREAM_MODE: 'demo',
      PORT: '0',
      LOG_LEVEL: 'silent',
    });
    running = await createApp(EmptyModule, configuration, { name: 'empty', defaultPort: 3999 });
    running.app.get(HealthRegistry).register('store', async () => ready);
    running.app.get(HealthRegistry).register('broken', async () => {
      if (ready === null) return null;
      throw Object.assign(new Error('Sample'), { code: 'ECONNREFUSED' });
    });
  });
  afterAll(() => running.close());

  it('is live whatever it depends on, and ready when all of that is', async () => {
    ready = null;
    expect((await fetch(`${running.url}/health/live`)).status).toBe(200);
    expect((await fetch(`${running.url}/health/ready`)).status).toBe(200);
  });

  it('names what is not ready, and why, without the message of what was thrown', async () => {
    ready = 'behind by 12 events';
    const answer = await fetch(`${running.url}/health/ready`);
    const body = await answer.text();
    expect(answer.status).toBe(503);
    expect(JSON.parse(body).error).toMatchObject({
      store: { status: 'down', reason: 'behind by 12 events' },
      broken: { status: 'down', reason: 'ECONNREFUSED' },
    });
    expect(body).not.toContain('Sample');
    expect((await fetch(`${running.url}/health/live`)).status).toBe(200);
  });

  it('is ready with a note where something is to be looked at', async () => {
    ready = null;
    running.app.get(HealthRegistry).register('views', async () => ({ note: 'rebuild due: claim' }));
    const answer = await fetch(`${running.url}/health/ready`);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ info: { views: { status: 'up', note: 'rebuild due: claim' } } });
  });

  it('serves metrics of its own registry', async () => {
    const registers = [running.app.get(Registry)];
    new Counter({ name: 'claimstream_things_total', help: 'Things', registers }).inc(3);
    const answer = await fetch(`${running.url}/metrics`);
    expect(answer.headers.get('content-type')).toContain('version=0.0.4');
    expect(await answer.text()).toContain('claimstream_things_total 3');
  });

  it('can be closed more than once', async () => {
    await running.close();
    await running.close();
  });
});
