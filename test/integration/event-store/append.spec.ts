import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { StreamExists, StreamMissing, VersionConflict } from '#libs/event-store/errors.js';
import type { Appended } from '#libs/event-store/event.js';
import { EventStore } from '#libs/event-store/event-store.js';
import { freshDatabase, type TestDatabase } from '#libs/testing/database.js';
import { appendTo, newEvent, PRACTICE } from './appends.js';

let database: TestDatabase;
let store: EventStore;

beforeAll(async () => {
  database = await freshDatabase();
  store = new EventStore(database.pool);
});
afterAll(() => database.drop());

const versionOf = async (stream: string) => (await store.readStream(stream)).length;

describe('an append', () => {
  it('is read back as it was written, with its place and both times', async () => {
    const stream = `${PRACTICE}/claim-whole`;
    const event = {
      ...newEvent('ClaimDrafted', { amounts: [1, 2] }),
      sealed: Buffer.from([0, 255, 7]),
      keyId: 'demo/key',
    };
    const { events, outcome, repeated } = await store.append(
      appendTo(stream, {
        streams: [{ stream, expectedVersion: 'no-stream', events: [event, newEvent('ClaimHeld')] }],
        commandId: 'a-command',
        causationId: 'a-cause',
        traceContext: '00-trace',
      }),
    );
    expect({ outcome, repeated }).toEqual({ outcome: { ok: true }, repeated: false });
    expect(await store.readStream(stream)).toEqual(events);
    expect(events[0]).toMatchObject({
      ...event,
      ...{ practice: PRACTICE, stream, version: 1, occurredAt: '2026-03-02T15:00:00.000Z' },
      ...{ commandId: 'a-command', causationId: 'a-cause', correlationId: 'correlation', actor: 'user:1' },
      traceContext: '00-trace',
      recordedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      eventId: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7/),
    });
    expect(events.map((each) => each.version)).toEqual([1, 2]);
    expect((events[1]?.position ?? 0) > (events[0]?.position ?? 0)).toBe(true);
  });

  it('goes to several streams at once or to none of them', async () => {
    const [first, second] = [`${PRACTICE}/session-s`, `${PRACTICE}/ledger-s-2026`];
    const both = (expected: number) =>
      appendTo(first, {
        streams: [
          { stream: first, expectedVersion: 'any', events: [newEvent()] },
          { stream: second, expectedVersion: expected, events: [newEvent(), newEvent()] },
        ],
      });
    await store.append(both(0));
    await expect(store.append(both(1))).rejects.toThrow(VersionConflict);
    expect([await versionOf(first), await versionOf(second)]).toEqual([1, 2]);
    await store.append(both(2));
    expect([await versionOf(first), await versionOf(second)]).toEqual([2, 4]);
  });

  it('is refused for a stream of another practice, a stream named twice, and a version that is no count', async () => {
    await expect(store.append(appendTo('other/claim-1'))).rejects.toThrow('another practice');
    const stream = `${PRACTICE}/claim-twice`;
    const part = { stream, expectedVersion: 'any' as const, events: [newEvent()] };
    await expect(store.append(appendTo(stream, { streams: [part, part] }))).rejects.toThrow('twice');
    await expect(store.append(appendTo(stream, { expected: -1 }))).rejects.toThrow('whole number');
    await expect(store.append(appendTo(stream, { expected: 0.5 }))).rejects.toThrow('whole number');
    expect(await versionOf(stream)).toBe(0);
  });
});

describe('an expected version', () => {
  it('"exactly" lets that version pass and names the one it found otherwise', async () => {
    const stream = `${PRACTICE}/claim-exactly`;
    await store.append(appendTo(stream, { expected: 0, count: 3 }));
    await store.append(appendTo(stream, { expected: 3 }));
    await expect(store.append(appendTo(stream, { expected: 3 }))).rejects.toMatchObject({
      ...{ code: 'version-conflict', stream, expected: 3, actual: 4 },
    });
    await expect(store.append(appendTo(stream, { expected: 9 }))).rejects.toBeInstanceOf(VersionConflict);
    await expect(store.append(appendTo(stream, { expected: 0 }))).rejects.toBeInstanceOf(VersionConflict);
    expect(await versionOf(stream)).toBe(4);
  });

  it('"no stream" lets only the first append pass', async () => {
    const stream = `${PRACTICE}/claim-none`;
    await store.append(appendTo(stream, { expected: 'no-stream' }));
    const second = store.append(appendTo(stream, { expected: 'no-stream' }));
    await expect(second).rejects.toBeInstanceOf(StreamExists);
    await expect(second).rejects.toMatchObject({ code: 'stream-exists', stream, actual: 1 });
    expect(await versionOf(stream)).toBe(1);
  });

  it('"stream exists" lets none but the first append fail', async () => {
    const stream = `${PRACTICE}/claim-exists`;
    const first = store.append(appendTo(stream, { expected: 'stream-exists' }));
    await expect(first).rejects.toBeInstanceOf(StreamMissing);
    await expect(first).rejects.toMatchObject({ code: 'stream-missing', stream, actual: 0 });
    await store.append(appendTo(stream));
    await store.append(appendTo(stream, { expected: 'stream-exists' }));
    expect(await versionOf(stream)).toBe(2);
  });

  it('"any" always passes', async () => {
    const stream = `${PRACTICE}/claim-any`;
    await store.append(appendTo(stream));
    await store.append(appendTo(stream));
    expect(await versionOf(stream)).toBe(2);
  });

  it.each([
    ['no-stream', 'race-none'],
    [0, 'race-zero'],
  ] as const)('%s lets exactly one of sixteen racing appends win', async (expected, name) => {
    const stream = `${PRACTICE}/claim-${name}`;
    const race = await Promise.allSettled(
      Array.from({ length: 16 }, () => store.append(appendTo(stream, { expected }))),
    );
    expect(race.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    for (const one of race) if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(VersionConflict);
    expect(await versionOf(stream)).toBe(1);
  });

  it('"any" lets sixteen racing appends follow each other without a gap', async () => {
    const stream = `${PRACTICE}/claim-race-any`;
    await Promise.all(Array.from({ length: 16 }, () => store.append(appendTo(stream, { count: 2 }))));
    const events = await store.readStream(stream);
    expect(events.map((event) => event.version)).toEqual(Array.from({ length: 32 }, (_, index) => index + 1));
    expect(events.every((event, index) => index === 0 || event.position > (events[index - 1]?.position ?? 0))).toBe(
      true,
    );
  });
});

describe('a command id', () => {
  it('that comes again changes nothing and gives the outcome of the first time', async () => {
    const stream = `${PRACTICE}/claim-repeat`;
    const command = appendTo(stream, { expected: 'no-stream', outcome: { claim: 'first' } });
    await store.append(command);
    expect(await store.append({ ...command, outcome: { claim: 'second' } })).toEqual({
      ...{ repeated: true, outcome: { claim: 'first' }, events: [] },
    });
    expect(await versionOf(stream)).toBe(1);
    expect(await store.handled(PRACTICE, command.commandId)).toEqual({ claim: 'first' });
  });

  it('is recorded without any event, for refusals and for what changed nothing', async () => {
    const refusal = appendTo('', { streams: [], outcome: { refused: 'too-late' } });
    expect(await store.append(refusal)).toMatchObject({ repeated: false, events: [] });
    expect(await store.append(refusal)).toMatchObject({ repeated: true, outcome: { refused: 'too-late' } });
  });

  it('is not recorded where the append was refused', async () => {
    const command = appendTo(`${PRACTICE}/claim-refused`, { expected: 7 });
    await expect(store.append(command)).rejects.toBeInstanceOf(VersionConflict);
    expect(await store.handled(PRACTICE, command.commandId)).toBeNull();
  });

  it('that comes sixteen times at once, for the same or for other streams, is carried out once', async () => {
    const commandId = 'the-same';
    const race = await Promise.all(
      Array.from({ length: 16 }, (_, index) =>
        store.append(appendTo(`${PRACTICE}/claim-same-${index % 4}`, { commandId, outcome: { index } })),
      ),
    );
    const winners = race.filter((one) => !one.repeated);
    expect(winners).toHaveLength(1);
    for (const one of race) expect(one.outcome).toEqual(winners[0]?.outcome);
    const written = await database.pool.query('select from store.events where command_id = $1', [commandId]);
    expect(written.rowCount).toBe(1);
  });

  it('of one practice says nothing about the same id in another', async () => {
    await store.append(appendTo(`${PRACTICE}/claim-p`, { commandId: 'shared' }));
    const other = await store.append(appendTo('other/claim-p', { practice: 'other', commandId: 'shared' }));
    expect(other.repeated).toBe(false);
  });
});

describe('appending many', () => {
  it('writes more streams than fit a transaction, in order, and reports what stood already', async () => {
    const appends = Array.from({ length: 1_100 }, (_, index) => appendTo(`${PRACTICE}/session-many-${index}`));
    const sample = appends[700] as (typeof appends)[number];
    await store.append({ ...sample, outcome: { earlier: true } });
    const appended = await store.appendMany(appends);
    expect(appended.filter((one) => one.repeated)).toHaveLength(1);
    expect(appended[700]).toEqual({ repeated: true, outcome: { earlier: true }, events: [] });
    const positions = appended.flatMap((one) => one.events.map((event) => event.position));
    expect(positions).toEqual([...positions].sort((a, b) => a - b));
    expect(
      appended.flatMap((one, index) => one.events.map((event) => event.stream === `${PRACTICE}/session-many-${index}`)),
    ).not.toContain(false);
  });

  it('lets a later command see what an earlier one did to the same stream', async () => {
    const stream = `${PRACTICE}/session-follow`;
    const first = appendTo(stream, { expected: 'no-stream' });
    const appended = await store.appendMany([first, appendTo(stream, { expected: 1 }), first]);
    expect(appended.map((one) => one.repeated)).toEqual([false, false, true]);
    expect(await versionOf(stream)).toBe(2);
  });

  it('undoes the transaction of a refused version, and may be sent again', async () => {
    const good = appendTo(`${PRACTICE}/session-good`);
    const bad = appendTo(`${PRACTICE}/session-bad`, { expected: 'stream-exists' });
    await expect(store.appendMany([good, bad])).rejects.toBeInstanceOf(StreamMissing);
    expect(await versionOf(`${PRACTICE}/session-good`)).toBe(0);
    await store.append(appendTo(`${PRACTICE}/session-bad`));
    expect(await store.appendMany([good, bad])).toHaveLength(2);
  });

  it('each for itself leaves out the one that is refused, and its neighbours stand', async () => {
    const stream = (name: string) => `${PRACTICE}/session-each-${name}`;
    const again = appendTo(stream('again'), { expected: 'no-stream', outcome: { first: true } });
    await store.append(again);
    await store.append(appendTo(stream('ahead'), { count: 2 }));
    const sealed = { ...newEvent(), sealed: Buffer.from([0, 255, 7]), keyId: 'demo/key' };
    const whole = { stream: stream('new'), expectedVersion: 'no-stream' as const, events: [newEvent(), sealed] };
    const outcomes = await store.appendEach([
      appendTo(stream('new'), { streams: [whole] }),
      again,
      appendTo(stream('ahead'), { expected: 1, commandId: 'refused-alone' }),
      appendTo(stream('ahead-not'), { expected: 'stream-exists' }),
      appendTo(stream('last'), { streams: [{ stream: stream('last'), expectedVersion: 'any', events: [sealed] }] }),
    ]);
    expect(outcomes[1]).toEqual({ repeated: true, outcome: { first: true }, events: [] });
    expect(outcomes[2]).toMatchObject({ code: 'version-conflict', stream: stream('ahead'), expected: 1, actual: 2 });
    expect(outcomes[3]).toBeInstanceOf(StreamMissing);
    expect(await store.readStream(stream('new'))).toEqual((outcomes[0] as Appended).events);
    expect(await store.readStream(stream('last'))).toEqual((outcomes[4] as Appended).events);
    expect([await versionOf(stream('ahead')), await versionOf(stream('ahead-not'))]).toEqual([2, 0]);
    expect(await store.handled(PRACTICE, 'refused-alone')).toBeNull();
  });

  it('does not deadlock with others that hold the same streams and commands in another order', async () => {
    const appends = Array.from({ length: 60 }, (_, index) =>
      appendTo(`${PRACTICE}/session-crossed-${index}`, { commandId: `crossed-${index}` }),
    );
    const rounds = await Promise.all([
      store.appendMany(appends),
      store.appendMany([...appends].reverse()),
      ...appends.map((one) => store.append(one)),
    ]);
    expect(rounds.flat().filter((one) => !one.repeated)).toHaveLength(60);
  });
});
