import { randomBytes, randomUUID } from 'node:crypto';
import { CommandBus, CqrsModule, type ICommand } from '@nestjs/cqrs';
import { Test } from '@nestjs/testing';
import { type CommandContext, policyContext } from '#libs/commands/command-context.js';
import { CommandExecutor, type CommandOutcome, type Decision } from '#libs/commands/command-executor.js';
import { denialPathHandlers, denialPathPolicyCommands } from '#libs/commands/denial-path/handlers.js';
import { PracticeDirectory } from '#libs/commands/practice-directory.js';
import { REFERENCE } from '#libs/commands/reference.js';
import { type RecordedEvent, Sealing } from '#libs/commands/sealing.js';
import { StreamRepository } from '#libs/commands/stream-repository.js';
import { practiceStream } from '#libs/contracts/streams.js';
import { denialPolicies } from '#libs/domain/policies/denial-policies.js';
import type { PolicyEvent } from '#libs/domain/policies/policy.js';
import { EventStore } from '#libs/event-store/event-store.js';
import type { Decider, DomainEvent } from '#libs/kernel/decider.js';
import { builtInReference } from '#libs/rules/reference/built-in.js';
import { freshDatabase, type TestDatabase } from '#libs/testing/database.js';
import { RawFiles } from '#libs/vault/raw-files.js';
import { Vault } from '#libs/vault/vault.js';

export const PRACTICE = 'p';

/** A practice on a database of its own, with the commands and policies of the denial path, and no queue or broker. */
export interface DenialHouse {
  readonly database: TestDatabase;
  readonly store: EventStore;
  /** Moves the business clock of the commands that follow. */
  at(instant: string): void;
  context(commandId?: string): CommandContext;
  send(command: ICommand): Promise<CommandOutcome>;
  /** Something that the house provides. */
  get<Provided>(type: new (...args: never[]) => Provided): Provided;
  /** Decides on one stream and appends, as the commands of other paths do. */
  put<State, Command, Event extends DomainEvent>(
    stream: string,
    decider: Decider<State, Command, Event>,
    ...commands: readonly Command[]
  ): Promise<void>;
  /** Lets the policies answer every event, and what follows from it; all of them from the start again where `again` is set. */
  settle(again?: 'again'): Promise<void>;
  events(stream: string): Promise<RecordedEvent[]>;
  types(stream: string): Promise<string[]>;
  close(): Promise<void>;
}

async function openBus({ pool }: TestDatabase, store: EventStore, vault: Vault) {
  const testing = await Test.createTestingModule({
    imports: [CqrsModule],
    providers: [
      { provide: EventStore, useValue: store },
      { provide: Vault, useValue: vault },
      { provide: RawFiles, useValue: new RawFiles(pool, vault) },
      { provide: REFERENCE, useFactory: builtInReference },
      ...[Sealing, StreamRepository, CommandExecutor, PracticeDirectory],
      ...denialPathHandlers,
    ],
  }).compile();
  return testing.init();
}

async function configurePractice(executor: CommandExecutor, context: CommandContext): Promise<void> {
  const address = { line1: '1 Main St', city: 'Albany', state: 'NY', zip: '12207' };
  const payers = [{ payerId: 'ACME', name: 'Acme Health', kind: 'COMMERCIAL' }];
  const profile = {
    practiceId: PRACTICE,
    name: 'Practice',
    npi: '1234567893',
    taxId: '123456789',
    taxonomy: '225X00000X',
    address,
    timeZone: 'America/New_York',
    submitter: { id: 'SUB', name: 'Practice', contact: { name: 'Billing', phone: '5185550100' } },
    receiver: { id: 'REC', name: 'Clearinghouse' },
    charges: {},
    payers,
  };
  const data = { practiceId: PRACTICE, timeZone: profile.timeZone, payers, profile };
  const events = [{ type: 'PracticeConfigured', data }];
  await executor.execute(context, async () => ({
    ok: true,
    value: { appends: [{ stream: practiceStream(PRACTICE), version: 0, events }] },
  }));
}

/** Under a master key of its own where none is given. */
export async function openDenialHouse(masterKey: string = randomBytes(32).toString('base64')): Promise<DenialHouse> {
  const database = await freshDatabase();
  const store = new EventStore(database.pool);
  const bus = await openBus(database, store, new Vault(database.pool, masterKey));
  const [commands, executor, streams] = [bus.get(CommandBus), bus.get(CommandExecutor), bus.get(StreamRepository)];
  let now = new Date('2026-03-12T12:00:00Z');
  let answered = 0;
  const context = (commandId: string = randomUUID()): CommandContext => ({
    practiceId: PRACTICE,
    commandId,
    correlationId: 'test',
    causationId: null,
    actor: 'user:test',
    occurredAt: now,
  });
  const answer = async (event: PolicyEvent) => {
    for (const policy of denialPolicies.filter((one) => one.on.includes(event.type))) {
      for (const command of policy.commands(event)) {
        const make = denialPathPolicyCommands[command.type as keyof typeof denialPathPolicyCommands];
        await commands.execute(make(policyContext(event, policy.name, command, now), command.data as never));
      }
    }
  };
  await configurePractice(executor, context());
  return {
    database,
    store,
    at: (instant) => {
      now = new Date(instant);
    },
    context,
    send: (command) => commands.execute(command),
    get: (type) => bus.get(type),
    put: async (stream, decider, ...asked) => {
      for (const command of asked) {
        await executor.execute(context(), async (): Promise<Decision> => {
          const { state, version } = await streams.load(stream, decider);
          const decided = decider.decide(command, state);
          if (!decided.ok) throw new Error(decided.refusal.message);
          return { ok: true, value: { appends: [{ stream, version, events: decided.value }] } };
        });
      }
    },
    settle: async (again) => {
      if (again) answered = 0;
      for (;;) {
        const events = await store.readAll({ after: answered, limit: 100 });
        if (events.length === 0) return;
        for (const stored of events) {
          const { eventId, practice: practiceId, stream, version, type, occurredAt, correlationId } = stored;
          const { data } = await streams.open(stored);
          await answer({ eventId, practiceId, stream, version, type, data, occurredAt, correlationId });
          answered = stored.position;
        }
      }
    },
    events: (stream) => streams.events(stream),
    types: async (stream) => (await streams.events(stream)).map((event) => event.type),
    close: async () => {
      await bus.close();
      await database.drop();
    },
  };
}
