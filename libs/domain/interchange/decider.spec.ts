import { describe, expect, it } from '@jest/globals';
import { given } from '#libs/testing/decider.js';
import { type InterchangeCommand, interchangeDecider } from './decider.js';

const received: InterchangeCommand = {
  type: 'ReceiveInterchange',
  interchangeId: 'I1',
  payerId: 'ACME',
  fileId: 'file-1',
  sha256: 'ab',
  bytes: 10,
  senderId: 'ACME',
  controlNumber: '000000001',
  transactionSets: ['835'],
  receivedAt: '2026-03-02T15:00:00.000Z',
  fileName: 'answer.835',
};
const planned: InterchangeCommand = {
  type: 'PlanInterchange',
  interchangeId: 'I2',
  payerId: 'ACME',
  receiverId: 'ACME',
  controlNumber: '000000007',
  claims: [{ claimId: 'C1', submissionNumber: 1, transactionControlNumber: '0001' }],
  plannedAt: '2026-03-02T15:00:00.000Z',
};
const sent: InterchangeCommand = {
  type: 'RecordInterchangeSent',
  interchangeId: 'I2',
  payerId: 'ACME',
  receiverId: 'ACME',
  controlNumber: '000000007',
  claims: [{ claimId: 'C1', submissionNumber: 1 }],
  sha256: 'cd',
  bytes: 20,
  fileName: 'C1S1.837',
  sentAt: '2026-03-02T15:00:00.000Z',
};
const acknowledge = (accepted: boolean): InterchangeCommand => ({
  type: 'AcknowledgeInterchange',
  interchangeId: 'I2',
  payerId: 'ACME',
  kind: '999',
  accepted,
  statuses: [],
});

describe('an interchange', () => {
  it('is received once, however often the same stored file is taken up', () => {
    given(interchangeDecider)
      .when(received)
      .yields({ type: 'InterchangeReceived', data: { fileId: 'file-1' } });
    given(interchangeDecider).after(received).when(received).yieldsNothing();
  });

  it('is refused when its bytes come in a second file, pointing to the first', () => {
    const again: InterchangeCommand = { ...received, fileId: 'file-2' };
    given(interchangeDecider)
      .after(received)
      .when(again)
      .yields({ type: 'InterchangeDuplicateRefused', data: { fileId: 'file-2', firstFileId: 'file-1' } });
    given(interchangeDecider).after(received, again).when(again).yieldsNothing();
  });

  it('is planned once: the first plan of what leaves under its number stands', () => {
    given(interchangeDecider)
      .when(planned)
      .yields({ type: 'InterchangePlanned', data: { controlNumber: '000000007' } });
    given(interchangeDecider)
      .after(planned)
      .when({ ...planned, claims: [] })
      .yieldsNothing();
    given(interchangeDecider).after(sent).when(planned).yieldsNothing();
    expect(given(interchangeDecider).after(planned).state).toMatchObject({ sent: false, plan: { payerId: 'ACME' } });
  });

  it('is acknowledged only once it is recorded as sent, though it was planned', () => {
    given(interchangeDecider).after(planned).when(acknowledge(true)).isRefused('interchange.not-sent');
  });

  it('is recorded as sent once', () => {
    given(interchangeDecider)
      .when(sent)
      .yields({ type: 'InterchangeSent', data: { controlNumber: '000000007' } });
    given(interchangeDecider).after(sent).when(sent).yieldsNothing();
  });

  it('is acknowledged once per answer, and only after it was sent', () => {
    given(interchangeDecider).when(acknowledge(true)).isRefused('interchange.not-sent');
    given(interchangeDecider)
      .after(sent)
      .when(acknowledge(true))
      .yields({ type: 'InterchangeAcknowledged', data: { accepted: true } });
    given(interchangeDecider).after(sent, acknowledge(true)).when(acknowledge(true)).yieldsNothing();
    given(interchangeDecider)
      .after(sent, acknowledge(true))
      .when(acknowledge(false))
      .yields({ type: 'InterchangeAcknowledged', data: { accepted: false } });
  });
});
