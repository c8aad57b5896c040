import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { FoldedStreams } from '#libs/commands/folded-streams.js';
import { Sealing } from '#libs/commands/sealing.js';
import { StreamRepository } from '#libs/commands/stream-repository.js';
import { sessionIdOf, sessionStream } from '#libs/contracts/streams.js';
import { claimDecider } from '#libs/domain/claim/decider.js';
import { ledgerDecider } from '#libs/domain/patient-ledger/decider.js';
import { sessionDecider } from '#libs/domain/session/decider.js';
import { EventStore } from '#libs/event-store/event-store.js';
import { withinPractice } from '#libs/event-store/practice-scope.js';
import type { DomainEvent } from '#libs/kernel/decider.js';
import { Vault } from '#libs/vault/vault.js';
import { type ClaimHouse, openClaimHouse, PRACTICE, session } from './claim-house.js';

type Anything = { initial: object; evolve(state: never, event: never): object };
const deciders: Readonly<Record<string, Anything>> = {
  session: sessionDecider,
  ledger: ledgerDecider,
  claim: claimDecider,
};
const STREAM = sessionStream(PRACTICE, sessionIdOf(PRACTICE, 'A'));

/** What is kept is handed to many: a decider that changed it would change it for all, and throws here. */
function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) frozen(part);
  }
  return value;
}

describe('streams that are loaded again', () => {
  let house: ClaimHouse;
  let vault: Vault;
  let store: EventStore;
  let streams: StreamRepository;
  let reads: jest.SpiedFunction<EventStore['readStream']>;

  beforeEach(async () => {
    const { load: loadAsEver } = StreamRepository.prototype;
    jest.spyOn(StreamRepository.prototype, 'load').mockImplementation(async function (
      this: StreamRepository,
      ...asked
    ) {
      return frozen(await loadAsEver.apply(this, asked));
    });
    house = await openClaimHouse();
    const masterKey = house.masterKey;
    vault = new Vault(house.database.pool, masterKey);
    store = new EventStore(house.database.pool);
    streams = new StreamRepository(store, new Sealing(vault));
    reads = jest.spyOn(store, 'readStream');
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await house.close();
  });

  const load = (from: StreamRepository, stream: string, category: string) =>
    from.load<object, DomainEvent>(stream, deciders[category] as never);
  /** By somebody who remembers nothing. */
  const fresh = (stream: string, category: string, knows = new Vault(house.database.pool, house.masterKey)) =>
    load(new StreamRepository(new EventStore(house.database.pool), new Sealing(knows)), stream, category);
  const lastRead = () => reads.mock.lastCall?.[1];
  const amended = (revision: number) =>
    session('A', { revision, procedures: [{ code: '97140', minutes: 23 + revision }] });

  it('go on from where they were, with what another process appended between', async () => {
    await house.record(session('A'));
    expect((await streams.load(STREAM, sessionDecider)).version).toBe(1);
    await house.record(amended(2));
    await house.settle();
    const loaded = await streams.load(STREAM, sessionDecider);
    expect(lastRead()).toEqual({ fromVersion: 2 });
    expect(loaded).toEqual(await fresh(STREAM, 'session'));
    expect(loaded.state.session?.procedures).toEqual(amended(2).procedures);
    expect(await streams.load(STREAM, sessionDecider)).toBe(loaded);
  });

  it('are what a fresh fold makes of them, all the way of two patients from session to claim, whoever decided on them', async () => {
    const categories = Object.keys(deciders);
    const all = async () => {
      const named = await Promise.all(
        categories.map(async (category) => ({ category, of: await house.streams(category) })),
      );
      return named.flatMap(({ category, of }) => of.map((stream) => ({ category, stream })));
    };
    const step = async (work: () => Promise<unknown>) => {
      await work();
      const known = await all();
      const again = await Promise.all(known.map(({ stream, category }) => load(streams, stream, category)));
      expect(again).toEqual(await Promise.all(known.map(({ stream, category }) => fresh(stream, category))));
      return known.length;
    };
    await step(() => house.record(session('A')));
    await step(() => house.settle());
    await step(() => house.record(session('B', { procedures: [{ code: '97140', minutes: 30 }] })));
    await step(() => house.record(session('C', { patient: { ...session('C').patient, patientId: 'EHR-88' } })));
    await step(() => house.other.settle());
    await step(() => house.record(amended(2)));
    expect(await step(() => house.settle())).toBeGreaterThan(6);
  });

  it('are as forgotten as a fresh fold at once where the key was destroyed here', async () => {
    await house.record(session('A'));
    const { state } = await streams.load(STREAM, sessionDecider);
    expect(JSON.stringify(state)).toContain('Zimmermann');
    const [event] = await store.readStream(STREAM);
    await vault.forget(event?.keyId as string);
    const forgotten = await streams.load(STREAM, sessionDecider);
    expect(JSON.stringify(forgotten)).not.toContain('Zimmermann');
    expect(forgotten).toEqual(await fresh(STREAM, 'session'));
  });

  it('are forgotten with the key where another process destroyed it, as soon as the vault knows', async () => {
    await house.record(session('A'));
    await streams.load(STREAM, sessionDecider);
    const [event] = await store.readStream(STREAM);
    await new Vault(house.database.pool, house.masterKey).forget(event?.keyId as string);
    const now = performance.now();
    jest.spyOn(performance, 'now').mockImplementation(() => now + 15_001);
    expect(JSON.stringify(await streams.load(STREAM, sessionDecider))).not.toContain('Zimmermann');
  });

  it('are never taken from memory in the name of another practice', async () => {
    await house.record(session('A'));
    await streams.load(STREAM, sessionDecider);
    await withinPractice(PRACTICE, () => streams.load(STREAM, sessionDecider));
    expect(lastRead()).toEqual({ fromVersion: 2 });
    await withinPractice('other', () => streams.load(STREAM, sessionDecider));
    expect(lastRead()).toEqual({ fromVersion: 1 });
  });

  it('are folded anew for another decider', async () => {
    await house.record(session('A'));
    await streams.load(STREAM, sessionDecider);
    const types = { initial: [] as string[], evolve: (seen: string[], event: DomainEvent) => [...seen, event.type] };
    expect((await streams.load(STREAM, types)).state).toEqual(['SessionRecorded']);
    expect((await streams.load(STREAM, sessionDecider)).state.session?.sessionId).toBe('A');
  });

  it('decide a lost race on what the winner left', async () => {
    await house.record(session('A'));
    await house.settle();
    const outcomes = await Promise.all([house.record(amended(2)), house.record(amended(3)), house.record(amended(4))]);
    expect(outcomes.map(({ status }) => status)).toEqual(['done', 'done', 'done']);
    await house.settle();
    const ledger = (await house.streams('ledger'))[0] as string;
    const [claim] = await house.streams('claim');
    expect(await load(streams, claim as string, 'claim')).toEqual(await fresh(claim as string, 'claim'));
    expect(await load(streams, ledger, 'ledger')).toEqual(await fresh(ledger, 'ledger'));
  });
});

describe('folds that are kept', () => {
  const decider = {};
  const fold = (stream: string, version: number) => ({
    loaded: { stream, version, state: {}, begins: 1 },
    keyIds: new Set<string>(),
    decider,
  });

  it('are bounded by streams, by the events behind them and by time', async () => {
    const folded = new FoldedStreams({ mostStreams: 3, mostEvents: 10, lifetimeMs: 60_000 });
    for (const stream of ['p/a', 'p/b', 'p/c', 'p/d']) folded.keep(fold(stream, 1));
    expect([folded.find('p/a', decider), folded.find('p/d', decider)?.loaded.version]).toEqual([null, 1]);
    folded.keep(fold('p/long', 9));
    expect(['p/b', 'p/c', 'p/d', 'p/long'].filter((stream) => folded.find(stream, decider))).toEqual(['p/d', 'p/long']);
    folded.keep(fold('p/too-long', 11));
    expect(folded.find('p/too-long', decider)).toBeNull();
  });

  it('live from their first fold on, however often they go on', () => {
    let now = performance.now();
    const clock = jest.spyOn(performance, 'now').mockImplementation(() => now);
    const folded = new FoldedStreams({ lifetimeMs: 15_000 });
    folded.keep(fold('p/a', 1));
    now += 10_000;
    folded.keep(fold('p/a', 2));
    expect(folded.find('p/a', decider)?.loaded.version).toBe(2);
    now += 6_000;
    expect(folded.find('p/a', decider)).toBeNull();
    clock.mockRestore();
  });

  it('do not go back where a slower load comes later', () => {
    const folded = new FoldedStreams();
    folded.keep(fold('p/a', 3));
    folded.keep(fold('p/a', 2));
    expect(folded.find('p/a', decider)?.loaded.version).toBe(3);
  });
});
