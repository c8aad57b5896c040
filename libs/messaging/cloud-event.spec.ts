import { describe, expect, it } from '@jest/globals';
import type { StoredEvent } from '#libs/event-store/event.js';
import { fromCloudEvent, headOf, InvalidCloudEvent, toCloudEvent } from './cloud-event.js';
import { messageBytes, type OutgoingMessage, type ReceivedMessage } from './message.js';

const event: StoredEvent = {
  position: 12,
  eventId: '0198c0de-0000-7000-8000-000000000001',
  practice: 'p',
  stream: 'p/claim-0ABC',
  version: 3,
  type: 'ClaimPaid',
  schemaVersion: 1,
  data: { claimId: '0ABC', paidCents: 12_832 },
  sealed: Buffer.from([0, 255, 1]),
  keyId: 'p/key-1',
  occurredAt: '2026-04-06T14:00:00.000Z',
  recordedAt: '2026-04-06T14:00:00.123Z',
  correlationId: 'c',
  causationId: null,
  commandId: 'd',
  actor: 'policy:adjudicate',
  traceContext: null,
};

const received = ({ key, value, headers }: OutgoingMessage): ReceivedMessage => ({
  topic: 'claimstream.events',
  partition: 0,
  offset: '7',
  key,
  value: Buffer.from(value),
  headers: headers ?? {},
});

describe('an event on Kafka', () => {
  it('comes back as it was stored', () => {
    expect(fromCloudEvent(received(toCloudEvent(event, 'p/claim-0ABC')))).toEqual(event);
    const bare = { ...event, sealed: null, keyId: null, causationId: 'x', traceContext: '00-a-b-01' };
    expect(fromCloudEvent(received(toCloudEvent(bare, 'k')))).toEqual(bare);
  });

  it('is a CloudEvent 1.0 in binary mode', () => {
    expect(toCloudEvent(event, 'p/claim-0ABC')).toMatchObject({
      key: 'p/claim-0ABC',
      headers: {
        'content-type': 'application/json',
        ce_specversion: '1.0',
        ce_id: event.eventId,
        ce_source: '/claimstream/p',
        ce_type: 'ClaimPaid',
        ce_subject: 'p/claim-0ABC',
        ce_time: '2026-04-06T14:00:00.000Z',
      },
    });
  });

  it('goes without its body where that is too large for a broker, and says so', () => {
    const large = { ...event, sealed: Buffer.alloc(1_000_000) };
    const message = toCloudEvent(large, 'k');
    expect(messageBytes(message)).toBeLessThan(2000);
    expect(fromCloudEvent(received(message))).toBeNull();
    expect(headOf(received(message))).toEqual({
      stream: 'p/claim-0ABC',
      version: 3,
      position: 12,
      type: 'ClaimPaid',
      bodyOmitted: true,
    });
  });

  it.each(['ce_subject', 'ce_version', 'ce_position', 'ce_id', 'ce_time'])('is refused without %s', (header) => {
    const message = received(toCloudEvent(event, 'k'));
    const headers = Object.fromEntries(Object.entries(message.headers).filter(([name]) => name !== header));
    expect(() => fromCloudEvent({ ...message, headers })).toThrow(new InvalidCloudEvent(header));
  });

  it.each(['', '{', '[]', '{"data":1,"sealed":null}', '{"data":{}}', '{"data":{},"sealed":5}'])(
    'is refused with the body %s, without quoting it',
    (body) => {
      const message = { ...received(toCloudEvent(event, 'k')), value: Buffer.from(body) };
      expect(() => fromCloudEvent(message)).toThrow(new InvalidCloudEvent('body'));
    },
  );
});
