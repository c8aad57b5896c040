import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import kafkajs from 'kafkajs';
import { deadLetterTopicOf, EVENTS_TOPIC, SESSIONS_TOPIC } from '#libs/contracts/topics.js';
import { samplePractice } from '#libs/demo/sample-practice.js';
import { derivedId } from '#libs/kernel/ids.js';
import { MAX_MESSAGE_BYTES } from '#libs/messaging/message.js';
import { eventually } from '#libs/testing/eventually.js';
import { RawFiles } from '#libs/vault/raw-files.js';
import { type HouseProcess, TestHouse } from './support/house-process.js';
import { sessionRows, TopicListener } from './support/house-watch.js';
import { goodSession, post, type SentSession, TestEhr } from './support/sessions.js';

jest.setTimeout(60_000);

/** A session with a field that nobody knows, as large as is asked for. */
function large(name: string, bytes: number): SentSession {
  const session = { ...goodSession(name), recording: '' };
  session.recording = 'x'.repeat(bytes - Buffer.byteLength(JSON.stringify(session)));
  return session;
}

describe('large messages', () => {
  let house: TestHouse;
  let running: HouseProcess;
  let ehr: TestEhr;
  let foreign: kafkajs.Producer;
  let listeners: { events: TopicListener; letters: TopicListener };

  beforeAll(async () => {
    house = await TestHouse.make();
    running = house.start(['--empty']);
    await eventually('intake to join', () =>
      running.log().some(({ group, msg }) => group === 'intake' && msg === 'joined the group'),
    );
    const kafka = house.kafka();
    listeners = {
      events: new TopicListener(kafka, EVENTS_TOPIC),
      letters: new TopicListener(kafka, deadLetterTopicOf(SESSIONS_TOPIC)),
    };
    ehr = new TestEhr(kafka);
    foreign = kafka.kafka.producer({ createPartitioner: kafkajs.Partitioners.DefaultPartitioner });
    await foreign.connect();
  });
  afterAll(async () => {
    await listeners?.events.stop();
    await listeners?.letters.stop();
    await ehr?.close();
    await foreign?.disconnect();
    await house?.demolish();
  });

  const coded = (session: SentSession) =>
    eventually('the session to be coded and shown', async () => {
      const id = derivedId('session', samplePractice.practiceId, session.sessionId);
      return (await sessionRows(house.database.pool)).some((row) => row.session_id === id && row.status === 'coded');
    });

  it('near a megabyte are taken, and the event that is too large for a broker reaches the views without its body', async () => {
    const session = large('kafka', MAX_MESSAGE_BYTES - 1000);
    await ehr.publishSessions(session);
    await coded(session);
    expect(running.says('event too large for a broker: published without its body')).toBe(true);
    const message = await eventually('the event', () =>
      listeners.events.messages.find(({ headers }) => headers.ce_bodyomitted === 'true'),
    );
    expect(message.headers.ce_type).toBe('SessionRecorded');
    expect(message.value).toHaveLength(0);
  });

  it('near a megabyte are taken by HTTP too', async () => {
    const session = large('http', MAX_MESSAGE_BYTES);
    expect(await post(await running.url(), session)).toMatchObject({ status: 202 });
    await coded(session);
  });

  it('over a megabyte are refused by HTTP with 413', async () => {
    const { status, answer } = await post(await running.url(), large('more', 1_048_577));
    expect(status).toBe(413);
    expect(answer).toEqual({ errors: [{ code: 'message.too-large', reason: expect.stringMatching(/1 MB/) }] });
  });

  it('over a megabyte are refused by the broker, whoever sends them, and ours says so before', async () => {
    const session = large('refused', 1_100_000);
    const refused = { code: 'message.too-large', topic: SESSIONS_TOPIC };
    await expect(ehr.publishSessions(session)).rejects.toMatchObject(refused);
    const topic = house.kafka().physical(SESSIONS_TOPIC);
    const sending = foreign.send({ topic, messages: [{ key: 'P', value: JSON.stringify(session) }] });
    await expect(sending).rejects.toMatchObject({ type: 'MESSAGE_TOO_LARGE' });
  });

  it('that were small enough only because they were compressed hold nothing up: a bad one is kept, a good one taken', async () => {
    const topic = house.kafka().physical(SESSIONS_TOPIC);
    const bad = JSON.stringify({ ...large('bad', 3_000_000), dateOfService: '2026-02-30' });
    const good = large('good', 3_000_000);
    const messages = [bad, JSON.stringify(good)].map((value) => ({ key: 'P', value }));
    await foreign.send({ topic, compression: kafkajs.CompressionTypes.GZIP, messages });
    await coded(good);
    const letter = await eventually('the dead letter', () => listeners.letters.messages[0]);
    expect(letter.headers).toMatchObject({ 'dlq-code': 'message.invalid', 'dlq-field': 'dateOfService' });
    const [practice, fileId] = (letter.headers['dlq-kept-as'] as string).split('/') as [string, string];
    const kept = await new RawFiles(house.database.pool, house.vault()).readRawFile(practice, fileId);
    expect(kept && 'bytes' in kept && kept.bytes.equals(Buffer.from(bad))).toBe(true);
  });
});
