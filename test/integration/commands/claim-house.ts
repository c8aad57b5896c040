import { randomBytes, randomUUID } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { type Command, CommandBus, CqrsModule } from '@nestjs/cqrs';
import { Test } from '@nestjs/testing';
import type pg from 'pg';
import { ConfigurePractice } from '#libs/commands/claim-path/configure-practice.js';
import { claimPathHandlers, claimPathPolicyCommands } from '#libs/commands/claim-path/handlers.js';
import { RecordSession } from '#libs/commands/claim-path/record-session.js';
import { type CommandContext, policyContext } from '#libs/commands/command-context.js';
import { CommandExecutor, type CommandOutcome } from '#libs/commands/command-executor.js';
import { PracticeDirectory } from '#libs/commands/practice-directory.js';
import { REFERENCE } from '#libs/commands/reference.js';
import { type RecordedEvent, Sealing } from '#libs/commands/sealing.js';
import { StreamRepository } from '#libs/commands/stream-repository.js';
import { claimPolicies } from '#libs/domain/policies/claim-policies.js';
import { EventStore } from '#libs/event-store/event-store.js';
import type { PracticeProfile } from '#libs/rules/practice.js';
import { builtInReference } from '#libs/rules/reference/built-in.js';
import type { Session } from '#libs/rules/session.js';
import { freshDatabase, type TestDatabase } from '#libs/testing/database.js';
import { Vault } from '#libs/vault/vault.js';

export const PRACTICE = 'demo';

const address = { line1: '2 Main St', city: 'Albany', state: 'NY', zip: '122070001' };

export const profile: PracticeProfile = {
  practiceId: PRACTICE,
  name: 'Riverside Therapy',
  npi: '1234567893',
  taxId: '123456789',
  taxonomy: '225X00000X',
  address,
  timeZone: 'America/New_York',
  locality: 'national',
  submitter: { id: 'SUB', name: 'Riverside', contact: { name: 'Billing', phone: '5185550100' } },
  receiver: { id: 'REC', name: 'Clearinghouse' },
  charges: { 97110: 5500, 97140: 5000 },
  payers: [],
};

/** A Medicare session that nothing holds: 97110 for 15 minutes, attested. */
export function session(sessionId: string, changes: Partial<Session> = {}): Session {
  return {
    sessionId,
    revision: 1,
    practiceId: PRACTICE,
    patient: {
      patientId: 'EHR-77',
      lastName: 'Zimmermann',
      firstName: 'Ann',
      birthDate: '1950-01-01',
      sex: 'F',
      address,
    },
    coverages: [{ rank: 1, payerId: 'MEDICARE-B', memberId: '1EG4TE5MK73', relationship: 'self' }],
    dateOfService: '2026-03-05',
    placeOfService: '11',
    discipline: 'OT',
    renderingProvider: { npi: '1234567893', lastName: 'Roe', firstName: 'Jo' },
    referringProvider: { npi: '1234567893', lastName: 'Poe', firstName: 'Al' },
    planOfCare: { firstTreatmentOn: '2026-03-02', certifiedOn: '2026-03-03' },
    diagnoses: ['M62.81'],
    documentation: {
      medicalNecessity: true,
      functionalGoals: true,
      treatmentTime: true,
      patientResponse: true,
      planOfCare: true,
    },
    procedures: [{ code: '97110', minutes: 15, attestations: ['above-threshold-necessary'] }],
    ...changes,
  };
}

/** One process: a command bus on a pool of its own or the house's. */
export interface Desk {
  send(command: Command<CommandOutcome>): Promise<CommandOutcome>;
  /** Lets the claim policies answer every event, and what follows from it. */
  settle(): Promise<void>;
}

export interface ClaimHouse extends Desk {
  readonly database: TestDatabase;
  readonly masterKey: string;
  readonly executor: CommandExecutor;
  /** Another process on the same store and keys. */
  readonly other: Desk;
  /** Moves the business clock of the commands that follow. */
  at(instant: string): void;
  context(commandId?: string): CommandContext;
  record(session: Session): Promise<CommandOutcome>;
  events(stream: string): Promise<RecordedEvent[]>;
  types(stream: string): Promise<string[]>;
  /** The streams of a category in the order in which they began. */
  streams(category: string): Promise<string[]>;
  close(): Promise<void>;
}

function openBus(pool: pg.Pool, masterKey: string): Promise<INestApplicationContext> {
  const providers = [
    { provide: EventStore, useFactory: () => EventStore.practiceBound(pool) },
    { provide: Vault, useFactory: () => new Vault(pool, masterKey) },
    { provide: REFERENCE, useFactory: builtInReference },
    ...[Sealing, StreamRepository, CommandExecutor, PracticeDirectory],
    ...claimPathHandlers,
  ];
  return Test.createTestingModule({ imports: [CqrsModule], providers })
    .compile()
    .then((testing) => testing.init());
}

function deskOn(bus: INestApplicationContext, now: () => Date): Desk {
  const [commands, store, streams] = [bus.get(CommandBus), bus.get(EventStore), bus.get(StreamRepository)];
  let answered = 0;
  return {
    send: (command) => commands.execute(command),
    async settle() {
      for (;;) {
        const events = await store.readAll({ after: answered, limit: 100 });
        if (events.length === 0) return;
        for (const stored of events) {
          const { data } = await streams.open(stored);
          const event = { ...stored, practiceId: stored.practice, data };
          for (const policy of claimPolicies.filter((one) => one.on.includes(event.type)))
            for (const command of policy.commands(event)) {
              const make = claimPathPolicyCommands[command.type];
              if (!make) throw new Error(`no command ${command.type}`);
              await commands.execute(make(policyContext(event, policy.name, command, now()), command.data as never));
            }
          answered = stored.position;
        }
      }
    },
  };
}

/** A house with one practice, whose profile may differ from {@link profile}; its commands run with the rights of a pool's login, else with the owner's. */
export async function openClaimHouse(
  changes: Partial<PracticeProfile> = {},
  poolOn: (database: TestDatabase) => Promise<pg.Pool> = async ({ pool }) => pool,
): Promise<ClaimHouse> {
  const database = await freshDatabase();
  const pool = await poolOn(database);
  const masterKey = randomBytes(32).toString('base64');
  const buses = await Promise.all([openBus(pool, masterKey), openBus(pool, masterKey)]);
  let now = new Date('2026-03-05T15:00:00Z');
  const [desk, other] = buses.map((bus) => deskOn(bus, () => now)) as [Desk, Desk];
  const streams = buses[0].get(StreamRepository);
  const context = (commandId: string = randomUUID()): CommandContext => ({
    practiceId: PRACTICE,
    commandId,
    correlationId: 'test',
    causationId: null,
    actor: 'ehr:main',
    occurredAt: now,
  });
  await desk.send(new ConfigurePractice(context(), { profile: { ...profile, ...changes } }));
  return {
    ...desk,
    database,
    masterKey,
    executor: buses[0].get(CommandExecutor),
    other,
    context,
    at: (instant) => {
      now = new Date(instant);
    },
    record: (recorded) => desk.send(new RecordSession(context(), { source: 'main', session: recorded })),
    events: (stream) => streams.events(stream),
    types: async (stream) => (await streams.events(stream)).map((event) => event.type),
    streams: async (category) => {
      const { rows } = await database.pool.query<{ stream: string }>(
        'select stream from store.events where stream like $1 and version = 1 order by position',
        [`${PRACTICE}/${category}-%`],
      );
      return rows.map((row) => row.stream);
    },
    close: async () => {
      for (const bus of buses) await bus.close();
      await database.drop();
    },
  };
}
