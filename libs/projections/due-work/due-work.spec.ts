import { describe, expect, it } from '@jest/globals';
import { claimDueWork } from './claim-due-work.js';
import { denialDueWork } from './denial-due-work.js';
import type { DueItem, DueItems } from './due-item.js';
import { ledgerDueWork } from './ledger-due-work.js';

type ClaimEvent = Parameters<typeof claimDueWork>[1];
type DenialEvent = Parameters<typeof denialDueWork>[1];

const claim = { claimId: 'C1', patientId: 'P', payerId: 'ACME' };
const drafted = (draft: number, closesAt: string) =>
  ({ type: 'ClaimDrafted', data: { ...claim, draft, closesAt } }) as ClaimEvent;
const held = { type: 'ClaimHeld', data: { ...claim, rules: [] } } as ClaimEvent;
const released = (submissionNumber: number, releasedAt = '2026-03-02T01:00:00.000Z') =>
  ({ type: 'ClaimReleased', data: { ...claim, submissionNumber, releasedAt } }) as ClaimEvent;
const submitted = (submissionNumber: number) =>
  ({ type: 'ClaimSubmitted', data: { ...claim, submissionNumber } }) as ClaimEvent;
const acknowledged = (submissionNumber: number) =>
  ({ type: 'ClaimAcknowledged', data: { ...claim, submissionNumber } }) as ClaimEvent;
const closed = { type: 'ClaimClosed', data: { ...claim, reason: 'superseded' } } as ClaimEvent;

const ofClaim = (...events: ClaimEvent[]) => events.reduce<DueItems>(claimDueWork, []);
const brief = ({ kind, intent, revision, state }: DueItem) => `${kind} ${intent} r${revision} ${state}`;

describe('what a claim is due for', () => {
  it('is its release at the close of day', () => {
    const items = ofClaim(drafted(1, '2026-03-03T01:00:00.000Z'));
    expect(items.map(brief)).toEqual(['claim-release C1 r1 open']);
    expect(items[0]?.dueAt).toBe('2026-03-03T01:00:00.000Z');
  });

  it('is the release of the newest draft under a new revision', () => {
    const items = ofClaim(drafted(1, 'a'), drafted(2, 'b'));
    expect(items.map(brief)).toEqual(['claim-release C1 r2 open']);
    expect(items[0]?.dueAt).toBe('b');
  });

  it('is nothing while it is held, and its release again once a draft without a hold comes', () => {
    expect(ofClaim(drafted(1, 'a'), held).map(brief)).toEqual(['claim-release C1 r1 superseded']);
    expect(ofClaim(drafted(1, 'a'), held, drafted(2, 'b')).map(brief)).toEqual(['claim-release C1 r2 open']);
  });

  it('is its release at the close of day once a person has looked at it', () => {
    const reviewed = { type: 'ClaimReviewed', data: { ...claim, draft: 1, closesAt: 'a' } } as ClaimEvent;
    const items = ofClaim(drafted(1, 'a'), held, reviewed);
    expect(items.map(brief)).toEqual(['claim-release C1 r2 open']);
    expect(items[0]?.dueAt).toBe('a');
  });

  it('is its submission once it is released, until the payer answers', () => {
    const sent = [drafted(1, 'a'), released(1), submitted(1)];
    expect(ofClaim(...sent).map(brief)).toEqual(['claim-release C1 r1 done', 'claim-submit C1-1 r1 open']);
    expect(ofClaim(...sent, acknowledged(1)).map(brief)[1]).toBe('claim-submit C1-1 r1 done');
  });

  it('is each submission of its own', () => {
    const items = ofClaim(drafted(1, 'a'), released(1), submitted(1), acknowledged(1), released(2));
    expect(items.map(brief).slice(1)).toEqual(['claim-submit C1-1 r1 done', 'claim-submit C1-2 r1 open']);
  });

  it('is no longer a submission that was replaced before it was sent', () => {
    const items = ofClaim(drafted(1, 'a'), released(1), released(2));
    expect(items.map(brief).slice(1)).toEqual(['claim-submit C1-1 r1 superseded', 'claim-submit C1-2 r1 open']);
  });

  it('is nothing after it was closed unsent, but a file that is on its way still goes out', () => {
    expect(ofClaim(drafted(1, 'a'), closed).map(brief)).toEqual(['claim-release C1 r1 superseded']);
    expect(ofClaim(drafted(1, 'a'), released(1), submitted(1), closed).map(brief)[1]).toBe('claim-submit C1-1 r1 open');
  });
});

describe('an answer that a claim waits for', () => {
  const answersDue = (['999', '277CA', '835'] as const).map((awaited) => ({ awaited, dueAt: `after ${awaited}` }));
  const sent = [
    drafted(1, 'a'),
    released(1),
    { type: 'ClaimSubmitted', data: { ...claim, submissionNumber: 1, answersDue } } as ClaimEvent,
  ];
  const answer = (type: 'ClaimAcknowledged' | 'ClaimRejected', stage: string, category = 'A2') =>
    ({ type, data: { ...claim, submissionNumber: 1, kind: '277CA', stage, statuses: [{ category }] } }) as ClaimEvent;
  const waits = (...events: ClaimEvent[]) =>
    ofClaim(...sent, ...events)
      .filter(({ kind }) => kind === 'claim-silent')
      .map(({ detail, revision, state }) => `${detail.awaited} r${revision} ${state}`);

  it('is each of them, from the day that it is overdue', () => {
    const items = ofClaim(...sent).filter(({ kind }) => kind === 'claim-silent');
    expect(items.map(({ intent, dueAt }) => [intent, dueAt])).toEqual([
      ['C1-1-999', 'after 999'],
      ['C1-1-277CA', 'after 277CA'],
      ['C1-1-835', 'after 835'],
    ]);
  });

  it('is over with what answers it, and with the decision for good', () => {
    expect(waits(answer('ClaimAcknowledged', 'clearinghouse'))).toEqual([
      '999 r1 done',
      '277CA r1 open',
      '835 r1 open',
    ]);
    expect(waits(answer('ClaimAcknowledged', 'payer'))).toEqual(['999 r1 done', '277CA r1 done', '835 r1 open']);
    const decided = { type: 'ClaimAdjudicated', data: { ...claim, submissionNumber: 1 } } as ClaimEvent;
    expect(waits(decided)).toEqual(['999 r1 done', '277CA r1 done', '835 r1 done']);
  });

  it('is over with a refusal, but not with one of an early stage that comes after the payer has accepted', () => {
    expect(waits(answer('ClaimRejected', 'clearinghouse'))).toEqual(['999 r1 done', '277CA r1 done', '835 r1 done']);
    const late = [answer('ClaimAcknowledged', 'payer'), answer('ClaimRejected', 'syntax')];
    expect(waits(...late)).toEqual(['999 r1 done', '277CA r1 done', '835 r1 open']);
  });

  it('is waited for again when a person has asked, and no more once the claim is sent anew', () => {
    const silence = { ...claim, submissionNumber: 1, awaited: '277CA' };
    const silent = { type: 'ClaimSilent', data: silence } as ClaimEvent;
    const chased = { type: 'ClaimChased', data: { ...silence, lookAgainAt: 'b' } } as ClaimEvent;
    expect(waits(silent)).toContain('277CA r1 done');
    expect(waits(silent, chased)).toContain('277CA r2 open');
    expect(waits(silent, chased, answer('ClaimAcknowledged', 'payer'))).toContain('277CA r2 done');
    expect(waits(released(2))).toEqual(['999 r1 superseded', '277CA r1 superseded', '835 r1 superseded']);
  });
});

const denial = { denialId: 'C1-1', claimId: 'C1', patientId: 'P', payerId: 'ACME' };
const scheduled = (attempt: number) =>
  ({
    type: 'ResubmissionScheduled',
    data: { ...denial, handler: 'authorization', attempt, dueAt: 'a' },
  }) as DenialEvent;
const attempted = (attempt: number) =>
  ({ type: 'ResubmissionAttempted', data: { ...denial, attempt, outcome: 'SUCCESS' } }) as DenialEvent;
const deadline = (kind: string, ...daysBefore: number[]) =>
  ({
    type: 'AppealDeadlineSet',
    data: {
      ...denial,
      kind,
      alarms: daysBefore.map((days) => ({ daysBefore: days, at: `T-${days}` })),
      missedAt: 'T+1',
    },
  }) as DenialEvent;
const approaching = (kind: string, daysBefore: number) =>
  ({ type: 'AppealDeadlineApproaching', data: { ...denial, kind, daysBefore } }) as DenialEvent;
const missed = (kind: string) => ({ type: 'AppealDeadlineMissed', data: { ...denial, kind } }) as DenialEvent;
const filed = (level: string) => ({ type: 'AppealFiled', data: { ...denial, level } }) as DenialEvent;
const resolved = { type: 'DenialResolved', data: { ...denial, how: 'paid' } } as DenialEvent;

const ofDenial = (...events: DenialEvent[]) => events.reduce<DueItems>(denialDueWork, []);

describe('what a denial case is due for', () => {
  it('is a resubmission until it was attempted', () => {
    expect(ofDenial(scheduled(1)).map(brief)).toEqual(['resubmission C1-1-1 r1 open']);
    expect(ofDenial(scheduled(1), attempted(1)).map(brief)).toEqual(['resubmission C1-1-1 r1 done']);
  });

  it('is each alarm of its deadline, and the day after it', () => {
    const items = ofDenial(deadline('payer-appeal', 30, 0), approaching('payer-appeal', 30));
    expect(items.map(brief)).toEqual([
      'deadline-alarm C1-1-payer-appeal-30 r1 done',
      'deadline-alarm C1-1-payer-appeal-0 r1 open',
      'deadline-missed C1-1-payer-appeal r1 open',
    ]);
    expect(items.map((item) => item.dueAt)).toEqual(['T-30', 'T-0', 'T+1']);
  });

  it('is a deadline that was set anew under a new revision, without the alarms that are gone', () => {
    const items = ofDenial(deadline('payer-appeal', 30, 7), deadline('payer-appeal', 7));
    expect(items.map(brief)).toEqual([
      'deadline-alarm C1-1-payer-appeal-30 r1 superseded',
      'deadline-alarm C1-1-payer-appeal-7 r2 open',
      'deadline-missed C1-1-payer-appeal r2 open',
    ]);
  });

  it('is no longer the deadline of the appeal that was filed, but any other clock runs on', () => {
    const items = ofDenial(deadline('redetermination', 7), deadline('reopening', 7), filed('redetermination'));
    expect(items.filter((item) => item.state === 'open').map(brief)).toEqual([
      'deadline-alarm C1-1-reopening-7 r1 open',
    ]);
  });

  it('is a request to reopen’s deadline alone that it meets: the appeal’s rings and may be missed', () => {
    const items = ofDenial(deadline('redetermination', 7), deadline('reopening', 7), filed('reopening'));
    expect(items.filter((item) => item.state === 'open').map(brief)).toEqual([
      'deadline-alarm C1-1-redetermination-7 r1 open',
      'deadline-missed C1-1-redetermination r1 open',
    ]);
  });

  it('is its deadlines again when it is opened again, without those that an appeal had met', () => {
    const reversed = { type: 'DenialWriteOffReversed', data: denial } as unknown as DenialEvent;
    const before = [deadline('redetermination', 7), deadline('reopening', 7), filed('redetermination'), resolved];
    expect(ofDenial(...before).filter((item) => item.state === 'open')).toEqual([]);
    const items = ofDenial(...before, reversed).filter((item) => item.state === 'open');
    expect(items.map(brief)).toEqual(['deadline-alarm C1-1-reopening-7 r2 open']);
    expect(items[0]?.detail).toEqual({ denialId: 'C1-1', kind: 'reopening', daysBefore: 7 });
  });

  it('is its return when its wait is over, of the newest wait alone', () => {
    const waiting = (until: string, returnsAt?: string) =>
      ({ type: 'DenialWaiting', data: { ...denial, waitingFor: 'payer', until, returnsAt } }) as DenialEvent;
    const returned = { type: 'DenialReturned', data: { ...denial, reason: 'wait-over' } } as DenialEvent;
    const repeated = { type: 'DenialRepeated', data: denial } as unknown as DenialEvent;
    const once = ofDenial(waiting('2026-05-04', '2026-05-04T12:00:00.000Z'));
    expect(once).toMatchObject([
      { dueAt: '2026-05-04T12:00:00.000Z', detail: { denialId: 'C1-1', until: '2026-05-04' }, state: 'open' },
    ]);
    const later = ofDenial(waiting('2026-05-04', 'a'), waiting('2026-06-01', 'b'));
    expect(later.map(brief)).toEqual(['wait-over C1-1-wait r2 open']);
    expect(later[0]?.dueAt).toBe('b');
    expect(ofDenial(waiting('2026-05-04'), returned).map(brief)).toEqual(['wait-over C1-1-wait r1 done']);
    for (const answer of [repeated, resolved]) {
      expect(ofDenial(waiting('2026-05-04'), answer).map(brief)).toEqual(['wait-over C1-1-wait r1 superseded']);
    }
  });

  it('is its return also where the hour of it was not recorded', () => {
    const old = {
      type: 'DenialWaiting',
      data: { ...denial, waitingFor: 'clinic', until: '2026-05-04' },
    } as DenialEvent;
    expect(ofDenial(old)[0]?.dueAt).toBe('2026-05-04T14:00:00.000Z');
  });

  it('is nothing after it was resolved', () => {
    const items = ofDenial(scheduled(1), deadline('payer-appeal', 7), resolved);
    expect(new Set(items.map((item) => item.state))).toEqual(new Set(['superseded']));
  });

  it('stays done once the deadline was missed, also when the case is resolved later', () => {
    const items = ofDenial(deadline('payer-appeal'), missed('payer-appeal'), resolved);
    expect(items.map(brief)).toEqual(['deadline-missed C1-1-payer-appeal r1 done']);
  });
});

describe('what a patient’s year is due for', () => {
  type LedgerEvent = Parameters<typeof ledgerDueWork>[1];
  const END = '2026-04-01T00:00:00.000Z';
  const coded = (dateOfService: string, monthClosesAt?: string, sessions = [{ sessionId: `S-${dateOfService}` }]) =>
    ({
      type: 'DayCoded',
      data: { patientId: 'P', payerId: 'ACME', dateOfService, sessions, monthClosesAt },
    }) as LedgerEvent;
  const ofLedger = (...events: LedgerEvent[]) => events.reduce<DueItems>(ledgerDueWork, []).map(brief);

  it('is each day that waits for its month, at the month’s end and once, however often it is coded', () => {
    const items = ledgerDueWork([], coded('2026-03-05', END));
    expect(items).toMatchObject([{ dueAt: END, detail: { dateOfService: '2026-03-05', sessionId: 'S-2026-03-05' } }]);
    expect(ofLedger(coded('2026-03-05', END), coded('2026-03-09', END), coded('2026-03-05', END))).toEqual([
      'month-end P-ACME-2026-03-05 r1 open',
      'month-end P-ACME-2026-03-09 r1 open',
    ]);
  });

  it('is done when the day is coded without waiting, and superseded when nothing is left of it', () => {
    expect(ofLedger(coded('2026-03-05', END), coded('2026-03-05'))).toEqual(['month-end P-ACME-2026-03-05 r1 done']);
    expect(ofLedger(coded('2026-03-05', END), coded('2026-03-05', undefined, []))).toEqual([
      'month-end P-ACME-2026-03-05 r1 superseded',
    ]);
  });

  it('is a day that lies ahead, at its begin, beside what it waits for otherwise', () => {
    const BEGIN = '2026-03-05T05:00:00.000Z';
    const waiting = coded('2026-03-05', END);
    const ahead = { ...waiting, data: { ...waiting.data, codeAgainAt: BEGIN } } as LedgerEvent;
    expect(ledgerDueWork([], ahead).map(({ kind, dueAt }) => [kind, dueAt])).toEqual([
      ['month-end', END],
      ['day-begins', BEGIN],
    ]);
    expect(ofLedger(ahead, waiting)).toEqual([
      'month-end P-ACME-2026-03-05 r1 open',
      'day-begins P-ACME-2026-03-05 r1 done',
    ]);
    expect(ofLedger(ahead, coded('2026-03-05', undefined, []))).toEqual([
      'month-end P-ACME-2026-03-05 r1 superseded',
      'day-begins P-ACME-2026-03-05 r1 superseded',
    ]);
  });

  it('is nothing for a day that waits for nothing', () => {
    expect(ofLedger(coded('2026-03-05'))).toEqual([]);
  });
});
