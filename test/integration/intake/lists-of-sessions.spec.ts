import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import { takeLargeBodies } from '#apps/intake/body-limit.js';
import { IntakeController } from '#apps/intake/intake.controller.js';
import { IntakeService } from '#apps/intake/intake.service.js';
import { ConfigurePractice } from '#libs/commands/claim-path/configure-practice.js';
import { claimPathHandlers } from '#libs/commands/claim-path/handlers.js';
import { CommandExecutor } from '#libs/commands/command-executor.js';
import { PracticeDirectory } from '#libs/commands/practice-directory.js';
import { REFERENCE } from '#libs/commands/reference.js';
import { Sealing } from '#libs/commands/sealing.js';
import { StreamRepository } from '#libs/commands/stream-repository.js';
import { CONFIGURATION } from '#libs/configuration/configuration.module.js';
import { sessionIdOf, sessionStream } from '#libs/contracts/streams.js';
import { BusinessClock } from '#libs/event-store/business-clock.js';
import { EventStore } from '#libs/event-store/event-store.js';
import { silentLogger } from '#libs/observability/logger.js';
import { LOGGER } from '#libs/observability/observability.module.js';
import { builtInReference } from '#libs/rules/reference/built-in.js';
import type { Session } from '#libs/rules/session.js';
import { freshDatabase, type TestDatabase } from '#libs/testing/database.js';
import { Vault } from '#libs/vault/vault.js';
import { PRACTICE, profile, session } from '../commands/claim-house.js';

let database: TestDatabase;
let app: NestExpressApplication;
let store: EventStore;

/** Stands for a bug that one patient's sessions trip. */
class TrippingVault extends Vault {
  override async patientId(practiceId: string, ehrPatientId: string): Promise<string> {
    if (ehrPatientId === 'TRIPS') throw new TypeError('a bug');
    return super.patientId(practiceId, ehrPatientId);
  }
}

beforeAll(async () => {
  database = await freshDatabase();
  const { pool } = database;
  store = new EventStore(pool);
  const providers = [
    { provide: EventStore, useValue: store },
    { provide: BusinessClock, useValue: new BusinessClock(pool) },
    { provide: Vault, useValue: new TrippingVault(pool, randomBytes(32).toString('base64')) },
    { provide: REFERENCE, useFactory: builtInReference },
    { provide: CONFIGURATION, useValue: { mode: 'demo', ehrSources: new Map() } },
    { provide: LOGGER, useValue: silentLogger },
    ...[Sealing, StreamRepository, CommandExecutor, PracticeDirectory, IntakeService],
    ...claimPathHandlers,
  ];
  const house = { imports: [CqrsModule], controllers: [IntakeController], providers };
  app = (await Test.createTestingModule(house).compile()).createNestApplication<NestExpressApplication>({
    bodyParser: false,
  });
  takeLargeBodies(app);
  await app.listen(0, '127.0.0.1');
  const context = {
    practiceId: PRACTICE,
    commandId: 'configured',
    correlationId: 'test',
    causationId: null,
    actor: 'user:1',
  };
  const occurredAt = new Date('2026-03-01T15:00:00Z');
  await app.get(CommandBus).execute(new ConfigurePractice({ ...context, occurredAt }, { profile }));
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

interface Result {
  readonly status: string;
  readonly sessionId?: string;
  readonly refusal?: { readonly code: string; readonly reason: string; readonly field?: string };
}

async function post(body: unknown) {
  const { port } = app.getHttpServer().address() as AddressInfo;
  const headers = { 'content-type': 'application/json', 'x-practice-id': PRACTICE };
  const answer = await fetch(`http://127.0.0.1:${port}/v1/sessions`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as { results: Result[]; errors?: object[] } };
}

const statuses = ({ body }: Awaited<ReturnType<typeof post>>) => body.results.map(({ status }) => status);
const typesOf = async (ehrSessionId: string) =>
  (await store.readStream(sessionStream(PRACTICE, sessionIdOf(PRACTICE, ehrSessionId)))).map(({ type }) => type);
const withoutPractice = ({ practiceId: _practice, ...rest }: Session) => rest;

describe('a list of sessions by HTTP', () => {
  it('takes each for itself and answers in their order: what is bad is refused alone and named', async () => {
    const unknown = session('mixed-3', { procedures: [{ code: '00042', minutes: 15 }] });
    const answer = await post([
      withoutPractice(session('mixed-1')),
      { sessionId: 'mixed-2' },
      unknown,
      { ...session('mixed-4'), practiceId: 'nobody' },
      session('mixed-5'),
    ]);
    expect(answer.status).toBe(202);
    expect(answer.body.results).toMatchObject([
      { status: 'done', practiceId: PRACTICE, sessionId: sessionIdOf(PRACTICE, 'mixed-1') },
      { status: 'refused', refusal: { code: 'message.invalid' } },
      { status: 'refused', refusal: { code: 'code.unknown', field: 'procedures[0].code' } },
      { status: 'refused', refusal: { code: 'practice.unknown', field: 'practiceId' } },
      { status: 'done', sessionId: sessionIdOf(PRACTICE, 'mixed-5') },
    ]);
    expect(await typesOf('mixed-1')).toEqual(['SessionRecorded']);
    expect(await typesOf('mixed-3')).toEqual([]);
    expect(await typesOf('mixed-5')).toEqual(['SessionRecorded']);
  });

  it('sent again changes nothing and says so of each', async () => {
    const list = Array.from({ length: 30 }, (_, index) => session(`again-${index}`));
    expect(new Set(statuses(await post(list)))).toEqual(new Set(['done']));
    const before = await store.headPosition();
    const again = await post([...list, session('again-new')]);
    expect(statuses(again)).toEqual([...list.map(() => 'repeated'), 'done']);
    expect(again.body.results[3]?.sessionId).toBe(sessionIdOf(PRACTICE, 'again-3'));
    const added = await store.readAll({ after: before, limit: 10 });
    expect(added.map(({ type }) => type)).toEqual(['SessionRecorded']);
  });

  it('decides revisions of one session one after the other, as if they had come alone', async () => {
    const revision = (number: number, minutes: number) =>
      session('revised', { revision: number, procedures: [{ code: '97110', minutes }] });
    const answer = await post([revision(2, 30), session('beside'), revision(3, 45), revision(1, 15), revision(2, 30)]);
    expect(statuses(answer)).toEqual(['done', 'done', 'done', 'done', 'repeated']);
    expect(await typesOf('revised')).toEqual(['SessionRecorded', 'SessionAmended', 'SessionSuperseded']);
    expect(await typesOf('beside')).toEqual(['SessionRecorded']);
  });

  it('that others send at the same time, in another order and with a revision each, is recorded once', async () => {
    const list = Array.from({ length: 40 }, (_, index) => session(`raced-${index}`));
    const amended = list.map((one) => ({ ...one, revision: 2, placeOfService: '12' }));
    const answers = await Promise.all([
      post(list),
      post([...list].reverse()),
      post(amended),
      post(list[0]),
      post(list[39]),
    ]);
    for (const { status } of answers) expect(status).toBe(202);
    const [first, second, third] = answers.map(({ body }) => body.results);
    expect([...(third ?? [])].every(({ status }) => status === 'done')).toBe(true);
    for (const [index, one] of list.entries()) {
      const types = await typesOf(one.sessionId);
      expect([
        ['SessionRecorded', 'SessionAmended'],
        ['SessionRecorded', 'SessionSuperseded'],
      ]).toContainEqual(types);
      const told = [first?.[index]?.status, second?.[39 - index]?.status];
      if (index > 0 && index < 39) expect(told.sort()).toEqual(['done', 'repeated']);
    }
  });

  it('loses none but the one that trips a bug', async () => {
    const sound = session('beside-a-bug');
    const tripping = session('bug', { patient: { ...sound.patient, patientId: 'TRIPS' } });
    const { body } = await post([tripping, sound]);
    expect(body.results).toMatchObject([{ status: 'refused', refusal: { code: 'intake.failed' } }, { status: 'done' }]);
    expect(await typesOf('beside-a-bug')).toEqual(['SessionRecorded']);
  });

  it('is refused whole where it is empty or longer than a transaction', async () => {
    for (const list of [[], Array.from({ length: 501 }, () => ({}))]) {
      const { status, body } = await post(list);
      expect({ status, errors: body.errors }).toMatchObject({ status: 400, errors: [{ code: 'message.list-length' }] });
    }
  });

  it('takes five hundred in one transaction', async () => {
    const { status, body } = await post(
      Array.from({ length: 500 }, (_, index) => withoutPractice(session(`full-${index}`))),
    );
    expect({ status, done: body.results?.filter((one) => one.status === 'done').length }).toEqual({
      status: 202,
      done: 500,
    });
    const { rows } = await database.pool.query<{ transactions: number }>(
      'select count(distinct xmin::text)::integer as transactions from store.events where position > (select max(position) - 500 from store.events)',
    );
    expect(rows[0]?.transactions).toBe(1);
  });
});
