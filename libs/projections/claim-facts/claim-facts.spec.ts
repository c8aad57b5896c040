import { describe, expect, it } from '@jest/globals';
import { type ClaimEvent, ClaimStory } from '../testing/claim-story.js';
import { type ClaimFacts, evolveClaimFacts } from './claim-facts.js';

const story = new ClaimStory();
const contract = (amountCents: number) => ({ group: 'CO', reason: '45', amountCents });
const patient = (amountCents: number) => ({ group: 'PR', reason: '2', amountCents });
const refused = (amountCents: number) => ({ group: 'CO', reason: '197', amountCents });

/** Folds events that happen an hour apart, from 3 March 2026 on. */
function facts(...events: readonly ClaimEvent[]): ClaimFacts {
  const folded = events.reduce<ClaimFacts | null>((before, event, index) => {
    const occurredAt = new Date(Date.UTC(2026, 2, 3, index)).toISOString();
    return evolveClaimFacts(before, { occurredAt, event });
  }, null);
  if (!folded) throw new Error('nothing was folded');
  return folded;
}
const amounts = ({ paidCents, patientCents, contractualCents, deniedCents }: ClaimFacts) => ({
  paid: paidCents,
  patient: patientCents,
  contractual: contractualCents,
  denied: deniedCents,
});

const sent = [story.drafted(), story.released(), story.submitted(1, '2026-03-03T01:00:01.000Z')];
/** Line 1 paid, line 2 refused. */
const partly = story.adjudicated('R1', '2026-03-12', {
  1: { paid: 8_000, adjustments: [contract(1_000), patient(2_000)] },
  2: { paid: 0, adjustments: [contract(1_000), refused(4_000)] },
});
const refusal = story.denied('R1', [{ line: 2, group: 'CO', reason: '197', remarks: [], deniedCents: 4_000 }]);

describe('the facts of a claim', () => {
  it('begin when it is drafted, and it enters when it is released or held', () => {
    expect(evolveClaimFacts(null, { occurredAt: '2026-03-03T00:00:00.000Z', event: story.released() })).toBeNull();
    expect(facts(story.drafted())).toMatchObject({ enteredAt: null, firstSubmittedAt: null, chargeCents: 0 });
    expect(facts(...sent)).toMatchObject({
      draftedAt: '2026-03-03T00:00:00.000Z',
      enteredAt: '2026-03-03T01:00:00.000Z',
      heldBeforeSubmission: false,
      firstSubmittedCents: 16_000,
    });
  });

  it('tell a claim that was held before it went from one that was held later', () => {
    expect(facts(story.drafted(), story.held(), story.drafted(2), story.released())).toMatchObject({
      enteredAt: '2026-03-03T01:00:00.000Z',
      heldBeforeSubmission: true,
    });
    expect(facts(...sent, story.drafted(2), story.held()).heldBeforeSubmission).toBe(false);
  });

  it('split the charge into paid, patient, contractual and denied, to the cent', () => {
    const decided = facts(...sent, partly, refusal);
    expect(amounts(decided)).toEqual({ paid: 8_000, patient: 2_000, contractual: 2_000, denied: 4_000 });
    expect(decided).toMatchObject({ firstDecidedOn: '2026-03-12', firstPaidOn: '2026-03-12', initiallyDenied: true });
  });

  it('split it as before where the payer denies it as a duplicate of what it paid', () => {
    const again = story.adjudicated('R2', '2026-03-19', { 1: { paid: 0, adjustments: [refused(11_000)] } });
    const refusedAgain = story.denied(
      'R2',
      [{ line: 1, group: 'CO', reason: '18', remarks: [], deniedCents: 11_000 }],
      2,
    );
    const marked = [again, refusedAgain].map(
      (event) => ({ ...event, data: { ...event.data, duplicate: true } }) as ClaimEvent,
    );
    expect(amounts(facts(...sent, partly, refusal, ...marked))).toEqual(amounts(facts(...sent, partly, refusal)));
  });

  it('count a claim as initially denied by its first decision alone', () => {
    const paidFirst = story.adjudicated('R0', '2026-03-10', { 1: { paid: 11_000, adjustments: [] } });
    expect(facts(...sent, paidFirst, partly, refusal).initiallyDenied).toBe(false);
    expect(facts(...sent, story.rejected()).initiallyDenied).toBe(false);
    const shareOnly = story.adjudicated('R1', '2026-03-12', { 1: { paid: 0, adjustments: [patient(11_000)] } });
    expect(facts(...sent, shareOnly)).toMatchObject({ initiallyDenied: false, firstPaidOn: null });
  });

  it('take the last decision about each line, though nothing was reversed', () => {
    const paidLater = story.adjudicated('R2', '2026-04-20', { 2: { paid: 4_000, adjustments: [contract(1_000)] } });
    const decided = facts(...sent, partly, refusal, paidLater);
    expect(amounts(decided)).toEqual({ paid: 12_000, patient: 2_000, contractual: 2_000, denied: 0 });
    expect(decided).toMatchObject({ firstDecidedOn: '2026-03-12', initiallyDenied: true });
  });

  it('forget what was reversed, but not a correction that came with it, in whichever order', () => {
    const correction = story.adjudicated('R2', '2026-04-20', {
      1: { paid: 9_000, adjustments: [contract(2_000)] },
      2: { paid: 5_000, adjustments: [] },
    });
    const corrected = { paid: 14_000, patient: 0, contractual: 2_000, denied: 0 };
    expect(amounts(facts(...sent, partly, refusal, story.reversed('R2', [1, 2]), correction))).toEqual(corrected);
    expect(amounts(facts(...sent, partly, refusal, correction, story.reversed('R2', [1, 2])))).toEqual(corrected);
    const nothing = { paid: 0, patient: 0, contractual: 0, denied: 0 };
    expect(amounts(facts(...sent, partly, refusal, story.reversed('R2', [])))).toEqual(nothing);
    // What the reversed decision had stood in place of stands again.
    const again = story.adjudicated('R3', '2026-04-21', { 1: { paid: 9_000, adjustments: [] } });
    expect(amounts(facts(...sent, partly, refusal, again, story.reversed('R4', [1])))).toEqual(
      amounts(facts(...sent, partly, refusal)),
    );
  });

  it('keep what the payer adjusted or refused at the whole claim', () => {
    const whole = story.adjudicated('R1', '2026-03-12', {}, { paid: 0, adjustments: [refused(16_000)] });
    const wholeRefusal = story.denied('R1', [{ group: 'CO', reason: '29', remarks: [], deniedCents: 16_000 }]);
    expect(amounts(facts(...sent, whole, wholeRefusal))).toEqual({
      paid: 0,
      patient: 0,
      contractual: 0,
      denied: 16_000,
    });
    // Decided by lines later, nothing of the refusal is left.
    expect(amounts(facts(...sent, whole, wholeRefusal, partly))).toMatchObject({ paid: 8_000, denied: 0 });
    const withheld = { paid: -100, adjustments: [contract(100)] };
    const lines = { 1: { paid: 8_000, adjustments: [] } };
    const netted = facts(...sent, story.adjudicated('R1', '2026-03-12', lines, withheld));
    expect(amounts(netted)).toMatchObject({ paid: 7_900, contractual: 100 });
  });

  it('take a denial as the patient’s share out of what the patient owes', () => {
    const line = { 1: { paid: 0, adjustments: [{ group: 'PR', reason: '204', amountCents: 11_000 }] } };
    const denial = story.denied('R1', [{ line: 1, group: 'PR', reason: '204', remarks: [], deniedCents: 11_000 }]);
    const decided = facts(...sent, story.adjudicated('R1', '2026-03-12', line), denial);
    expect(amounts(decided)).toEqual({ paid: 0, patient: 0, contractual: 0, denied: 11_000 });
    const closed = (how: 'patient' | 'no-action-needed', amountCents: number) =>
      ({
        type: 'ClaimDenialClosed',
        data: { claimId: 'C1', patientId: 'P1', payerId: 'BLUE', number: 1, how, amountCents },
      }) as ClaimEvent;
    const before = [...sent, story.adjudicated('R1', '2026-03-12', line), denial];
    const nothing = { paid: 0, patient: 0, contractual: 0, denied: 0 };
    expect(amounts(facts(...before, closed('patient', 11_000)))).toEqual({ ...nothing, patient: 11_000 });
    expect(amounts(facts(...before, closed('patient', 10_000)))).toEqual({
      ...nothing,
      patient: 10_000,
      denied: 1_000,
    });
    expect(amounts(facts(...before, closed('no-action-needed', 11_000)))).toEqual({ ...nothing, contractual: 11_000 });
    const reversed = facts(...before, closed('patient', 11_000), story.reversed('R2', [1]));
    expect(amounts(reversed)).toEqual(nothing);
  });

  it('list each submission with the payer’s first answers; a 999 is no acceptance', () => {
    const again = story.submitted(2, '2026-03-20T01:00:00.000Z', { denialId: 'C1-1' });
    const answered = facts(
      ...sent,
      story.acknowledged('999'),
      story.acknowledged('277CA'),
      partly,
      again,
      story.rejected(2),
    );
    expect(answered.submissions).toMatchObject([
      {
        number: 1,
        frequency: '1',
        denialId: null,
        acceptedAt: '2026-03-03T04:00:00.000Z',
        rejectedAt: null,
        decidedOn: '2026-03-12',
      },
      {
        number: 2,
        frequency: '7',
        denialId: 'C1-1',
        acceptedAt: null,
        rejectedAt: '2026-03-03T07:00:00.000Z',
        decidedOn: null,
      },
    ]);
    expect(answered.firstSubmittedAt).toBe('2026-03-03T01:00:01.000Z');
  });

  it('owe nothing once voided, are closed by a write-off, and open again when sent anew or reversed', () => {
    expect(facts(...sent, story.submitted(2, '2026-03-20T01:00:00.000Z', { frequency: '8' })).chargeCents).toBe(0);
    const off = [...sent, partly, refusal, story.writtenOff(4_000)];
    expect(facts(...off)).toMatchObject({ closed: true, writtenOffCents: 4_000 });
    expect(facts(...off, story.submitted(2, '2026-03-20T01:00:00.000Z')).closed).toBe(false);
    expect(facts(...off, story.reversed('R2', [1])).closed).toBe(false);
  });
});
