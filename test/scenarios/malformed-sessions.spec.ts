import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { deadLetterTopicOf, sessionsTopicOf } from '#libs/contracts/topics.js';
import { samplePractice } from '#libs/demo/sample-practice.js';
import { derivedId } from '#libs/kernel/ids.js';
import type { ReceivedMessage } from '#libs/messaging/message.js';
import { eventually } from '#libs/testing/eventually.js';
import { type HouseProcess, TestHouse } from './support/house-process.js';
import { eventCounts, sessionRows, TopicListener } from './support/house-watch.js';
import { goodSession, type Published, post, type SentSession, TestEhr } from './support/sessions.js';

jest.setTimeout(60_000);

/** A patient's name that must be found nowhere but sealed. */
const SECRET = 'Wintergreenleaf';
const SOURCE = 'northclinic';

interface Malformed {
  readonly story: string;
  readonly message: Published;
  readonly code: string;
  readonly field?: string;
  readonly reason: RegExp;
}

function spoiled(name: string, changes: Record<string, unknown>): Published {
  const { patient, ...session } = goodSession(name);
  const spoilt = { ...session, patient: { ...patient, lastName: SECRET }, ...changes };
  return { key: patient.patientId, value: JSON.stringify(spoilt) };
}

const secretly = (value: object) => JSON.stringify({ ...value, note: SECRET });

const MALFORMED: readonly Malformed[] = [
  {
    story: 'text that is not JSON',
    message: { key: 'P-x', value: `{"patient": {"lastName": "${SECRET}"` },
    code: 'message.not-json',
    reason: /not JSON/,
  },
  {
    story: 'a session without a patient',
    message: spoiled('nobody', { patient: undefined, note: SECRET }),
    code: 'message.invalid',
    field: 'patient',
    reason: /patient/,
  },
  {
    story: 'a code that never was one',
    message: spoiled('code', { procedures: [{ code: '97110', minutes: 30 }, { code: '00042' }] }),
    code: 'code.unknown',
    field: 'procedures[1].code',
    reason: /not a procedure code/,
  },
  {
    story: 'minutes below zero',
    message: spoiled('minutes', { procedures: [{ code: '97110', minutes: -5 }] }),
    code: 'message.invalid',
    field: 'procedures[0].minutes',
    reason: /must be 0 or more/,
  },
  {
    story: 'the thirtieth of February',
    message: spoiled('february', { dateOfService: '2026-02-30' }),
    code: 'message.invalid',
    field: 'dateOfService',
    reason: /calendar day/,
  },
  {
    story: 'a practice that is not the source’s',
    message: spoiled('foreign', { practiceId: 'other-ot' }),
    code: 'practice.not-of-source',
    field: 'practiceId',
    reason: /may not record/,
  },
  {
    story: 'a type of event that nobody takes',
    message: { key: 'P-x', value: secretly({ sessionId: 'S-x' }), type: 'ehr.session.deleted.v9' },
    code: 'message.unknown-type',
    reason: /not taken/,
  },
  {
    story: 'half a character in an id, which Postgres would not keep',
    message: spoiled('half', { sessionId: 'S-\ud800' }),
    code: 'message.invalid',
    field: 'sessionId',
    reason: /control characters/,
  },
  {
    story: 'more faults than a header could hold',
    message: spoiled('faults', { procedures: Array(500).fill({ timeBlocks: Array(100).fill({}) }) }),
    code: 'message.invalid',
    field: 'procedures[0].code',
    reason: /; and \d+ more$/,
  },
];

const GOOD = MALFORMED.map((_, index) => goodSession(`g${index}`));

describe('sessions that are no sessions', () => {
  let house: TestHouse;
  let running: HouseProcess;
  let ehr: TestEhr;
  let letters: TopicListener;
  const letterOf = (index: number) => letters.messages[index] as ReceivedMessage;

  beforeAll(async () => {
    house = await TestHouse.make();
    running = house.start(['--empty'], { EHR_SOURCES: `${SOURCE}=${samplePractice.practiceId}` });
    await eventually('intake to join', () =>
      running.log().some(({ group, msg }) => group === 'intake' && /joined/.test(`${msg}`)),
    );
    const topic = sessionsTopicOf(SOURCE);
    letters = new TopicListener(house.kafka(), deadLetterTopicOf(topic));
    ehr = new TestEhr(house.kafka(), topic);
    for (const [index, { message }] of MALFORMED.entries()) {
      await ehr.publishSessions(GOOD[index] as SentSession);
      await ehr.publish(message);
      await eventually(`dead letter ${index}`, () => letters.messages.length > index);
    }
  });
  afterAll(async () => {
    await letters?.stop();
    await ehr?.close();
    await house?.demolish({ sources: [SOURCE] });
  });

  it.each(MALFORMED.map(({ story, ...rest }, index) => [story, index, rest] as const))(
    '%s goes to the dead letters with code, field and reason, its value sealed',
    async (_, index, { message, code, field, reason }) => {
      const { headers, key, value } = letterOf(index);
      expect(headers['dlq-code']).toBe(code);
      expect(headers['dlq-field']).toBe(field);
      expect(headers['dlq-reason']).toMatch(reason);
      expect(headers['dlq-topic']).toBe(sessionsTopicOf(SOURCE));
      expect(key).toBeNull();
      expect(JSON.stringify(headers) + value?.toString('latin1')).not.toContain(SECRET);
      const keyId = headers['dlq-key-id'] as string;
      const [practice] = keyId.split('/') as [string];
      const opened = await house.vault().openFile(practice, keyId, value as Buffer);
      expect(opened.toString()).toBe(message.value.toString());
    },
  );

  it('stop nothing: the good sessions around them are coded and become claims', async () => {
    const rows = await eventually('all to be coded', async () => {
      const all = await sessionRows(house.database.pool);
      return all.length === GOOD.length && all.every(({ claim_id }) => claim_id !== null) ? all : null;
    });
    const ids = GOOD.map(({ sessionId }) => derivedId('session', samplePractice.practiceId, sessionId)).sort();
    expect(rows.map(({ session_id }) => session_id)).toEqual(ids);
    expect(new Set(rows.map(({ status }) => status))).toEqual(new Set(['coded']));
    expect(letters.messages).toHaveLength(MALFORMED.length);
  });

  it('leave nothing of their content in the log', () => {
    expect(running.log().filter(({ msg }) => msg === 'a message was put into the dead letters')).toHaveLength(
      MALFORMED.length,
    );
    expect(running.everything).not.toContain(SECRET);
    expect(running.everything).not.toContain('Quillfeather');
  });

  it('are one thing, a good session delivered again another: it changes nothing', async () => {
    const drafted = async () => (await eventCounts(house.database.pool)).ClaimDrafted === GOOD.length;
    await eventually('all claims to be drafted', drafted);
    const before = await eventCounts(house.database.pool);
    await ehr.publishSessions(...GOOD);
    const last = goodSession('last');
    await ehr.publishSessions(...[last, { ...last, revision: 2 }]);
    await ehr.publish(...MALFORMED.slice(0, 1).map(({ message }) => message));
    await eventually('what came last', async () => {
      const { ClaimDrafted = 0 } = await eventCounts(house.database.pool);
      return ClaimDrafted > GOOD.length && letters.messages.length > MALFORMED.length;
    });
    const after = await eventCounts(house.database.pool);
    expect(after.SessionRecorded).toBe((before.SessionRecorded as number) + 1);
    expect(after.SessionSuperseded).toBeUndefined();
    expect(after.DayCoded).toBeLessThanOrEqual((before.DayCoded as number) + 2);
  });

  describe('by HTTP', () => {
    const send = async (body: SentSession | string) => post(await running.url(), body);

    it('are refused with 400 and one entry for each field at fault', async () => {
      const { patient: _, ...session } = goodSession('http');
      const spoilt = { ...session, dateOfService: '2026-02-30', procedures: [{ code: '97110', minutes: -5 }] };
      const { status, answer } = await send(JSON.stringify(spoilt));
      expect(status).toBe(400);
      expect(answer.errors).toEqual([
        { code: 'message.invalid', field: 'patient', reason: expect.any(String) },
        { code: 'message.invalid', field: 'dateOfService', reason: expect.stringMatching(/calendar day/) },
        { code: 'message.invalid', field: 'procedures[0].minutes', reason: expect.stringMatching(/0 or more/) },
      ]);
    });

    it('are refused for an unknown code, an unknown practice, and where they are no JSON, without an echo', async () => {
      const code = await send(JSON.stringify({ ...goodSession('http'), procedures: [{ code: '00042' }] }));
      expect(code).toMatchObject({
        status: 400,
        answer: { errors: [{ code: 'code.unknown', field: 'procedures[0].code' }] },
      });
      const practice = await send(JSON.stringify({ ...goodSession('http'), practiceId: 'other-ot' }));
      expect(practice).toMatchObject({
        status: 400,
        answer: { errors: [{ code: 'practice.unknown', field: 'practiceId' }] },
      });
      const text = await send(`{"lastName": ${SECRET}`);
      expect(text).toEqual({
        status: 400,
        answer: { errors: [{ code: 'message.not-json', reason: 'the body is not JSON' }] },
      });
      expect((await send('5')).status).toBe(400);
    });

    it('are nobody’s trouble: a good one is taken with 202, and again with 202, and is there once', async () => {
      const session = JSON.stringify(goodSession('by-http'));
      const count = async () => (await eventCounts(house.database.pool)).SessionRecorded as number;
      const before = await count();
      expect(await send(session)).toMatchObject({ status: 202, answer: { status: 'done' } });
      expect(await send(session)).toMatchObject({ status: 202, answer: { status: 'repeated' } });
      expect(await count()).toBe(before + 1);
    });
  });
});
