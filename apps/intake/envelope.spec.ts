import { describe, expect, it } from '@jest/globals';
import { readEnvelope } from './envelope.js';

const json = (value: unknown) => Buffer.from(JSON.stringify(value));

describe('an EHR message', () => {
  it('in binary mode has its type in a header', () => {
    expect(readEnvelope({ ce_type: 'ehr.session.voided.v1' }, json({ sessionId: 'S1' }))).toEqual({
      type: 'ehr.session.voided.v1',
      data: { sessionId: 'S1' },
    });
  });

  it('in structured mode carries type and data in its value', () => {
    const event = { specversion: '1.0', type: 'ehr.eligibility.recorded.v1', data: { active: true } };
    expect(readEnvelope({}, json(event))).toEqual({ type: 'ehr.eligibility.recorded.v1', data: { active: true } });
  });

  it('without an envelope is a session', () => {
    expect(readEnvelope({}, json({ sessionId: 'S1' }))).toEqual({
      type: 'ehr.session.recorded.v1',
      data: { sessionId: 'S1' },
    });
  });

  it('that is not JSON, not UTF-8 or empty is named for what it is', () => {
    expect(readEnvelope({}, Buffer.from('{"a":'))).toMatchObject({ code: 'message.not-json' });
    expect(readEnvelope({}, Buffer.from([0x22, 0xff, 0x22]))).toMatchObject({ code: 'message.not-json' });
    expect(readEnvelope({}, null)).toMatchObject({ code: 'message.empty' });
  });
});
