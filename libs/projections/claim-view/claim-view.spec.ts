import { describe, expect, it } from '@jest/globals';
import { type ClaimEvent, ClaimStory } from '../testing/claim-story.js';
import type { ClaimRow } from './claim-row.js';
import { evolveClaimRow } from './claim-view.js';

const story = new ClaimStory();
const drafted = story.drafted();
const released = story.released();
const submitted = story.submitted(1, '2026-03-03T01:00:01.000Z');
const decided = (paid: number, patientCents: number) =>
  story.adjudicated('R1', '2026-03-12', {
    1: { paid, adjustments: [{ group: 'PR', reason: '2', amountCents: patientCents }] },
  });
const denied = story.denied('R1', [{ line: 1, group: 'CO', reason: '197', remarks: [], deniedCents: 11_000 }]);

const rowAfter = (...events: readonly ClaimEvent[]): ClaimRow | null =>
  events.reduce<ClaimRow | null>(
    (row, event) => evolveClaimRow(row, { occurredAt: '2026-03-12T12:00:00.000Z', event }),
    null,
  );

describe('a row of the claim view', () => {
  it('moves on the submission axis from draft to accepted', () => {
    expect(rowAfter(drafted)?.submission).toBe('draft');
    expect(rowAfter(drafted, released)?.submission).toBe('ready');
    expect(rowAfter(drafted, released, submitted)).toMatchObject({
      submission: 'sent',
      patientControlNumber: 'C1S1',
      submissions: 1,
    });
  });

  it('is accepted by the payer’s word alone, and not moved back by a stage before it', () => {
    const answer = (type: 'ClaimAcknowledged' | 'ClaimRejected', stage: 'syntax' | 'clearinghouse' | 'payer') => {
      const { data } = story.acknowledged('277CA') as Extract<ClaimEvent, { type: 'ClaimAcknowledged' }>;
      return { type, data: { ...data, stage, statuses: [{ category: 'A2', status: '20' }] } } as ClaimEvent;
    };
    const sent = [drafted, released, submitted];
    const taken = answer('ClaimAcknowledged', 'payer');
    expect(rowAfter(...sent, answer('ClaimAcknowledged', 'clearinghouse'))?.submission).toBe('sent');
    expect(rowAfter(...sent, taken)?.submission).toBe('accepted');
    expect(rowAfter(...sent, taken, answer('ClaimRejected', 'syntax'))?.submission).toBe('accepted');
    expect(rowAfter(...sent, taken, answer('ClaimRejected', 'payer'))?.submission).toBe('rejected');
  });

  it('hands what is left to the next payer until that one has answered', () => {
    const later = { rank: 2, claimId: 'L2', payerId: 'SECOND', crossedOver: false };
    const coordinated = (rest: { balance: 'insurer' | 'closed'; paidCents: number; patientCents: number }) =>
      ({
        type: 'ClaimCoordinated',
        data: { claimId: 'C1', patientId: 'P1', payerId: 'BLUE', later: [{ ...later, ...rest }] },
      }) as ClaimEvent;
    const left = [drafted, released, submitted, decided(5_700, 1_500)];
    const asked = coordinated({ balance: 'insurer', paidCents: 0, patientCents: 0 });
    expect(rowAfter(...left, asked)?.balance).toBe('next-payer');
    const answered = coordinated({ balance: 'closed', paidCents: 1_000, patientCents: 500 });
    expect(rowAfter(...left, asked, answered)?.balance).toBe('patient');
    const paidAll = coordinated({ balance: 'closed', paidCents: 1_500, patientCents: 0 });
    expect(rowAfter(...left, asked, paidAll)?.balance).toBe('closed');
  });

  it('is rejected without ever being denied', () => {
    expect(rowAfter(drafted, released, submitted, story.rejected())).toMatchObject({
      submission: 'rejected',
      adjudication: 'none',
      deniedCents: 0,
    });
  });

  it('has a case open no more that is written off whole, and open again when that is taken back', () => {
    const before = [drafted, released, submitted, decided(0, 0), denied];
    const ids = { claimId: 'C1', patientId: 'P1', payerId: 'BLUE', number: 1 };
    const off = (amountCents: number, remainingCents?: number) =>
      ({ type: 'ClaimWrittenOff', data: { ...ids, amountCents, reason: 'x', remainingCents } }) as ClaimEvent;
    const back = { type: 'ClaimWriteOffReversed', data: { ...ids, amountCents: 11_000 } } as ClaimEvent;
    expect(rowAfter(...before, off(1_000, 10_000))).toMatchObject({ balance: 'insurer', openDenials: [1] });
    expect(rowAfter(...before, off(11_000))).toMatchObject({ balance: 'closed', openDenials: [] });
    expect(rowAfter(...before, off(11_000), back)).toMatchObject({ balance: 'insurer', openDenials: [1] });
    expect(rowAfter(...before, back)?.openDenials).toEqual([1]);
  });

  it('has a case open no more that a person closed, also where the payer denies it again or another posting is undone', () => {
    const share = story.denied('R1', [{ line: 1, group: 'PR', reason: '204', remarks: [], deniedCents: 11_000 }]);
    const before = [drafted, released, submitted, decided(0, 11_000), share];
    const closed = (how: string) =>
      ({
        type: 'ClaimDenialClosed',
        data: { claimId: 'C1', patientId: 'P1', payerId: 'BLUE', number: 1, how, amountCents: 11_000 },
      }) as ClaimEvent;
    const patients = { balance: 'patient', openDenials: [], deniedCents: 0, patientCents: 11_000 };
    expect(rowAfter(...before)).toMatchObject({ balance: 'insurer', openDenials: [1], deniedCents: 11_000 });
    expect(rowAfter(...before, closed('patient'))).toMatchObject(patients);
    const again = { ...share, type: 'ClaimDenialRepeated' } as ClaimEvent;
    expect(rowAfter(...before, closed('patient'), decided(0, 11_000), again)).toMatchObject(patients);
    const undone = { type: 'ClaimAdjudicationUndone', data: { ...share.data, remittanceId: 'R2' } } as ClaimEvent;
    expect(rowAfter(...before, closed('patient'), undone)).toMatchObject(patients);
    const nobodys = { balance: 'closed', openDenials: [], deniedCents: 0, patientCents: 0 };
    expect(rowAfter(...before, closed('no-action-needed'))).toMatchObject(nobodys);
    expect(rowAfter(...before, closed('no-action-needed'), undone)).toMatchObject(nobodys);
  });

  it('has one case open where the same is denied again, and the new one where the reason is another', () => {
    const before = [drafted, released, submitted, decided(0, 0), denied, decided(0, 0)];
    const again = { ...denied, type: 'ClaimDenialRepeated' } as ClaimEvent;
    expect(rowAfter(...before, again)).toMatchObject({ adjudication: 'denied', openDenials: [1], deniedCents: 11_000 });
    const supersedes = [{ number: 1, recoveredCents: 0 }];
    const other = { ...denied, data: { ...denied.data, number: 2, supersedes } } as ClaimEvent;
    expect(rowAfter(...before, other)).toMatchObject({ openDenials: [2], deniedCents: 11_000 });
  });

  it('stays paid where the payer denies it as a duplicate of what it paid', () => {
    const before = [drafted, released, submitted, decided(8_000, 2_000)];
    const duplicate = { duplicate: true } as const;
    const [again, refused] = [decided(0, 0), denied].map(
      (event) => ({ ...event, data: { ...event.data, remittanceId: 'R2', ...duplicate } }) as ClaimEvent,
    ) as [ClaimEvent, ClaimEvent];
    const { decisions: _, ...paid } = rowAfter(...before) as ClaimRow;
    expect(rowAfter(...before, again, refused)).toMatchObject(paid);
  });

  it('is denied with an open case, and paid once its replacement settles the case', () => {
    const sent = [drafted, released, submitted];
    expect(rowAfter(...sent, decided(0, 0), denied)).toMatchObject({
      adjudication: 'denied',
      balance: 'insurer',
      deniedCents: 11_000,
      openDenials: [1],
    });
    const paid = story.paid('R1', {
      paidCents: 5_700,
      patientCents: 1_500,
      settledDenials: [{ number: 1, recoveredCents: 5_700 }],
    });
    expect(rowAfter(...sent, decided(0, 0), denied, decided(5_700, 1_500), paid)).toMatchObject({
      adjudication: 'paid',
      balance: 'patient',
      deniedCents: 0,
      openDenials: [],
      paidCents: 5_700,
      patientCents: 1_500,
    });
  });

  it('with nothing paid and everything the patient’s share is no denial', () => {
    expect(rowAfter(drafted, released, submitted, decided(0, 7_200))).toMatchObject({
      adjudication: 'paid',
      balance: 'patient',
    });
  });

  it('is what it was before where the posting is undone, and shows what the posting after it decided', () => {
    const sent = [drafted, released, submitted];
    const undone = (remittanceId: string): ClaimEvent => ({
      type: 'ClaimAdjudicationUndone',
      data: {
        ...story.claim,
        ...{ payerKind: 'COMMERCIAL', remittanceId, decisions: [], restored: [] },
        ...{ withdrawnDenials: [1], reopenedDenials: [] },
      },
    });
    const { decisions: _none, payerControlNumber: _told, ...before } = rowAfter(...sent) as ClaimRow;
    expect(rowAfter(...sent, decided(0, 0), denied, undone('R1'))).toMatchObject(before);
    const second = story.adjudicated('R2', '2026-03-20', { 1: { paid: 5_000, adjustments: [] } });
    expect(rowAfter(...sent, decided(0, 0), denied, second, undone('R1'))).toMatchObject({
      ...{ adjudication: 'paid', paidCents: 5_000, openDenials: [], adjudicatedOn: '2026-03-20' },
    });
  });

  it('names lines of the payer that are none of ours until their posting is undone', () => {
    const untied = story.adjudicated('R1', '2026-03-12', { 1: { paid: 5_000, adjustments: [] } });
    if (untied.type !== 'ClaimAdjudicated') throw new Error('it is a decision');
    const lines = untied.data.lines.map((line) => ({ ...line, line: null }));
    const row = rowAfter(drafted, released, submitted, { ...untied, data: { ...untied.data, lines } });
    expect(row?.problems).toMatchObject([{ problem: 'line-untied', remittanceId: 'R1', paidCents: 5_000 }]);
  });
});
