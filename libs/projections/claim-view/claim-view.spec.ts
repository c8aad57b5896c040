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

  it('is rejected without ever being denied', () => {
    expect(rowAfter(drafted, released, submitted, story.rejected())).toMatchObject({
      submission: 'rejected',
      adjudication: 'none',
      deniedCents: 0,
    });
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
});
