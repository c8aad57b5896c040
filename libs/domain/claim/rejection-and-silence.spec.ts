import { describe, expect, it } from '@jest/globals';
import { newestSubmission } from './state.js';
import { acknowledge, adjudicated, content, draft, release, sent, story, submit } from './testing/claim-fixtures.js';

const LATER = '2026-03-10T15:00:00.000Z';
const again = { type: 'ResubmitRejected', submissionNumber: 1, releasedAt: LATER } as const;
const replace = {
  type: 'ReplaceClaim',
  frequency: '7',
  frequencyCodes: ['1', '7'],
  content,
  releasedAt: LATER,
} as const;
const refused = (stage: 'interchange' | 'clearinghouse' | 'payer', submissionNumber = 1) =>
  acknowledge({ accepted: false, stage, submissionNumber, kind: stage === 'interchange' ? 'TA1' : '277CA' });

describe('a rejected submission', () => {
  it('goes out again as it was, with frequency 1, under the next number and no payer number', () => {
    const [event] = sent().after(refused('clearinghouse')).when(again).events;
    expect(event).toMatchObject({
      type: 'ClaimReleased',
      data: { reason: 'correction', frequency: '1', submissionNumber: 2, content },
    });
    expect(event?.data).not.toHaveProperty('payerControlNumber');
  });

  it('goes out corrected in the same way once its sessions were amended', () => {
    const corrected = sent().after(refused('payer'), draft({ placeOfService: '12' }));
    corrected.when(again).isRefused('claim.drafted-anew');
    corrected
      .when({ ...release, releasedAt: LATER })
      .yields({ type: 'ClaimReleased', data: { reason: 'correction', frequency: '1', submissionNumber: 2 } });
  });

  it('leaves a corrected draft what it is where its refusal comes a second time', () => {
    const twice = acknowledge({ accepted: false, stage: 'payer', interchangeId: 'I9' });
    const corrected = sent().after(refused('payer'), draft({ placeOfService: '12' }), twice);
    expect(corrected.state.submission).toBe('draft');
    corrected.when({ ...release, releasedAt: LATER }).yields({ type: 'ClaimReleased', data: { submissionNumber: 2 } });
  });

  it('stays a replacement of the decision that it named', () => {
    const rejected = sent().and(adjudicated()).after(replace, submit(2), refused('payer', 2));
    rejected
      .when({ ...again, submissionNumber: 2 })
      .yields({ type: 'ClaimReleased', data: { frequency: '7', payerControlNumber: 'PCN1', submissionNumber: 3 } });
  });

  it('is sent again once, and never what was not rejected', () => {
    sent().after(refused('payer'), again).when(again).yieldsNothing();
    sent().when(again).isRefused('submission.not-rejected');
    sent()
      .when({ ...again, submissionNumber: 2 })
      .isRefused('submission.unknown');
  });

  it('goes out by itself once only, where the same stage refuses it again', () => {
    const automatic = { ...again, automatic: true };
    const twice = sent().after(refused('interchange'), automatic, submit(2), refused('interchange', 2));
    twice.when({ ...automatic, submissionNumber: 2 }).isRefused('submission.rejected-again');
    twice.when({ ...again, submissionNumber: 2 }).yields({ type: 'ClaimReleased', data: { submissionNumber: 3 } });
  });

  it('never becomes a denial, and an answer to it changes nothing of the one that is out', () => {
    const second = sent().after(refused('payer'), again, submit(2));
    expect(second.state).toMatchObject({ submission: 'sent', adjudication: 'none', denials: [] });
    expect(second.after(refused('interchange')).state.submission).toBe('sent');
  });
});

describe('the payer’s acceptance', () => {
  it('is kept with its day and its number, as the proof of timely filing', () => {
    const accepted = acknowledge({
      stage: 'payer',
      statuses: [{ category: 'A2', status: '20' }],
      answeredOn: '2026-03-05',
    });
    expect(newestSubmission(sent().after(accepted).state)).toMatchObject({
      state: 'payer-accepted',
      acceptedOn: '2026-03-05',
      acknowledgedNumber: 'PCN1',
    });
  });

  it('is not proven by what a clearinghouse says', () => {
    const received = acknowledge({ stage: 'clearinghouse', answeredOn: '2026-03-05' });
    const { state } = sent().after(received);
    expect(state.submission).toBe('sent');
    expect(newestSubmission(state)).not.toHaveProperty('acceptedOn');
  });

  it('may come after a clearinghouse’s answer in the same file', () => {
    const statuses = [{ category: 'A2', status: '20' }];
    const both = sent().after(acknowledge({ stage: 'clearinghouse' }), acknowledge({ stage: 'payer', statuses }));
    expect(both.state.submission).toBe('accepted');
  });
});

describe('a silent claim', () => {
  const silence = { type: 'ReportSilence', submissionNumber: 1, awaited: '277CA', since: LATER } as const;
  const chase = {
    type: 'ChaseClaim',
    submissionNumber: 1,
    awaited: '277CA',
    today: '2026-03-10',
    nextOn: '2026-03-13',
    lookAgainAt: '2026-03-13T05:00:00.000Z',
    by: 'user:ann',
  } as const;

  it('is told once', () => {
    sent()
      .when(silence)
      .yields({ type: 'ClaimSilent', data: { submissionNumber: 1, awaited: '277CA', since: LATER } });
    sent().after(silence).when(silence).yieldsNothing();
  });

  it('is none where the answer has come, a later stage has answered, or the payer has decided', () => {
    const statuses = [{ category: 'A2', status: '20' }];
    sent()
      .after(acknowledge({ stage: 'payer', statuses }))
      .when(silence)
      .yieldsNothing();
    sent().after(refused('clearinghouse')).when(silence).yieldsNothing();
    sent().and(adjudicated()).when(silence).yieldsNothing();
    sent()
      .after(acknowledge({ stage: 'clearinghouse' }))
      .when({ ...silence, awaited: '999' })
      .yieldsNothing();
  });

  it('is still one where the clearinghouse alone has answered', () => {
    sent()
      .after(acknowledge({ stage: 'clearinghouse' }))
      .when(silence)
      .yields({ type: 'ClaimSilent' });
  });

  it('is none before it was sent, after it was sent anew, and where nothing was', () => {
    story(draft(), release).when(silence).yieldsNothing();
    sent().after(refused('payer'), again, submit(2)).when(silence).yieldsNothing();
    story().when(silence).yieldsNothing();
  });

  it('is left alone until the day on which a person looks again, and then told again', () => {
    const chased = sent().after(silence, chase);
    chased.when(silence).yieldsNothing();
    chased.when({ ...silence, since: chase.lookAgainAt }).yields({ type: 'ClaimSilent' });
  });

  it('is chased only while it is one, and until a day that is still to come', () => {
    sent().when(chase).isRefused('claim.not-silent');
    sent().after(silence, acknowledge()).when(chase).isRefused('claim.not-silent');
    sent()
      .after(silence)
      .when({ ...chase, nextOn: '2026-03-10' })
      .isRefused('claim.chase-date');
    story().when(chase).isRefused('claim.unknown');
  });

  it('keeps what the person noted', () => {
    sent()
      .after(silence)
      .when({ ...chase, note: 'on hold' })
      .yields({ type: 'ClaimChased', data: { nextOn: '2026-03-13', chasedBy: 'user:ann', note: 'on hold' } });
  });
});
