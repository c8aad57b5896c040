import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ClaimEvent } from '#libs/contracts/events/claim-events.js';
import { runTwiceEach } from '#libs/testing/decider.js';
import { type ClaimCommand, claimDecider } from './decider.js';
import { reviewFinding } from './review-hold.js';
import { newestAdjudication, openDenials } from './state.js';
import {
  acknowledge,
  adjudicated,
  CLOSE_OF_DAY,
  content,
  denied,
  draft,
  heldBy,
  paid,
  release,
  reversed,
  sent,
  story,
  submit,
} from './testing/claim-fixtures.js';

const replace: ClaimCommand = {
  type: 'ReplaceClaim',
  frequency: '7',
  frequencyCodes: ['1', '7', '8'],
  content: { ...content, authorizationNumber: 'AUTH1' },
  denialId: 'C1-1',
  releasedAt: '2026-03-20T15:00:00.000Z',
};

describe('releasing a claim', () => {
  it('waits for the close of day', () => {
    story(draft())
      .when({ ...release, releasedAt: '2026-03-03T00:59:59.999Z' })
      .isRefused('claim.day-open');
    story(draft())
      .when(release)
      .yields({ type: 'ClaimReleased', data: { submissionNumber: 1, frequency: '1', releasedAt: CLOSE_OF_DAY } });
  });

  it('happens once', () => {
    story(draft(), release).when(release).yieldsNothing();
    sent().when(release).yieldsNothing();
  });

  it('is refused while the claim is held, and for one that nobody drafted', () => {
    story(draft({ holds: [heldBy] }))
      .when(release)
      .isRefused('claim.held');
    story().when(release).isRefused('claim.unknown');
  });
});

describe('submitting a claim', () => {
  it('fixes what is sent, under the claim and submission as patient control number', () => {
    story(draft(), release)
      .when(submit())
      .yields({
        type: 'ClaimSubmitted',
        data: { patientControlNumber: 'C1S1', chargeCents: 11000, interchangeControlNumber: 7, content },
      });
  });

  it('keeps the first control numbers when it is asked again', () => {
    sent()
      .when({ ...submit(), interchangeControlNumber: 99 })
      .yieldsNothing();
    story(draft()).when(submit()).isRefused('submission.unknown');
  });
});

describe('acknowledgements', () => {
  it('are recorded once each, and move the claim from sent to accepted', () => {
    const syntax = acknowledge({ kind: '999', interchangeId: 'I0' });
    expect(sent().after(syntax).state.submission).toBe('sent');
    expect(sent().after(syntax, acknowledge()).state.submission).toBe('accepted');
    sent().after(syntax).when(syntax).yieldsNothing();
    expect(sent().after(acknowledge(), syntax).state.submission).toBe('accepted');
  });

  it('reject a submission without denying the claim', () => {
    const rejected = sent().after(acknowledge({ accepted: false }));
    expect(rejected.state).toMatchObject({ submission: 'rejected', adjudication: 'none', denials: [] });
  });

  it('are refused for what was never sent', () => {
    story(draft(), release).when(acknowledge()).isRefused('submission.not-sent');
    sent()
      .when(acknowledge({ submissionNumber: 2 }))
      .isRefused('submission.unknown');
  });
});

describe('replacing a claim', () => {
  it('names the newest decision that stands, and sends all lines again', () => {
    const [event] = sent().and(adjudicated(), denied()).when(replace).events;
    expect(event).toMatchObject({
      type: 'ClaimReleased',
      data: {
        reason: 'replacement',
        frequency: '7',
        payerControlNumber: 'PCN1',
        submissionNumber: 2,
        denialId: 'C1-1',
      },
    });
    expect(event?.data).toHaveProperty('content.authorizationNumber', 'AUTH1');
  });

  it('is asked once until the payer has answered', () => {
    const replaced = sent().and(adjudicated(), denied()).after(replace);
    replaced.when(replace).yieldsNothing();
    replaced.after(submit(2)).when(replace).yieldsNothing();
    replaced.when({ ...replace, denialId: 'C1-2' }).isRefused('claim.answer-pending');
  });

  it('is refused before a decision, and for a payer that takes no replacements', () => {
    sent().when(replace).isRefused('claim.not-adjudicated');
    sent()
      .and(adjudicated())
      .when({ ...replace, frequencyCodes: ['1'] })
      .isRefused('claim.frequency-not-taken');
  });
});

describe('the three axes', () => {
  const axes = (...events: ClaimEvent[]) => {
    const { submission, adjudication, balance } = sent().and(...events).state;
    return [submission, adjudication, balance];
  };

  it('tell a payment, a part payment, a denial, a payment of zero and a reversal apart', () => {
    expect(axes()).toEqual(['sent', 'none', 'insurer']);
    expect(axes(adjudicated({ paidCents: 8000 }), paid())).toEqual(['sent', 'paid', 'closed']);
    expect(axes(adjudicated({ paidCents: 8000 }), denied())).toEqual(['sent', 'partly-paid', 'insurer']);
    expect(axes(adjudicated(), denied())).toEqual(['sent', 'denied', 'insurer']);
    expect(axes(adjudicated({ patientCents: 11000 }), paid({ paidCents: 0 }))).toEqual(['sent', 'paid', 'patient']);
    expect(axes(adjudicated({ paidCents: 8000 }), paid(), reversed())).toEqual(['sent', 'reversed', 'insurer']);
  });

  it('hand the balance to the next payer where the remittance says that it was sent on', () => {
    expect(axes(adjudicated({ patientCents: 500, crossedOver: true }), paid())[2]).toBe('next-payer');
  });

  it('settle a denial by the payment that answers it', () => {
    const second = { remittanceId: 'R2', payerControlNumber: 'PCN2', submissionNumber: 2 };
    const settled = paid({ ...second, settledDenials: [{ number: 1, recoveredCents: 8000 }] });
    const { state } = sent().and(adjudicated(), denied(), adjudicated({ ...second, paidCents: 8000 }), settled);
    expect(openDenials(state)).toEqual([]);
    expect(state.adjudication).toBe('paid');
    expect(newestAdjudication(state)?.payerControlNumber).toBe('PCN2');
  });

  it('let a reversal take back the newest decision under its payer control number only', () => {
    const second = adjudicated({ remittanceId: 'R3', payerControlNumber: 'PCN2', paidCents: 100 });
    const { state } = sent().and(adjudicated({ paidCents: 8000 }), second, reversed());
    expect(state.adjudications.map((each) => each.reversed)).toEqual([true, false]);
  });
});

describe('any history of a claim', () => {
  const command: fc.Arbitrary<ClaimCommand> = fc.oneof(
    fc
      .record({
        held: fc.boolean(),
        drawn: fc.boolean(),
        sessions: fc.constantFrom<string[]>(['S1'], ['S1', 'S2']),
      })
      .map(({ held, drawn, sessions }) =>
        draft({ holds: held ? [heldBy] : [], sessionIds: sessions }, drawn ? { review: reviewFinding() } : {}),
      ),
    fc
      .integer({ min: 1, max: 3 })
      .map((number): ClaimCommand => ({ type: 'ReviewClaim', draft: number, by: 'user:1' })),
    fc.constant<ClaimCommand>({ type: 'DropClaim', reason: 'superseded' }),
    fc.constantFrom(CLOSE_OF_DAY, '2026-03-02T12:00:00.000Z').map((releasedAt) => ({ ...release, releasedAt })),
    fc.integer({ min: 1, max: 3 }).map(submit),
    fc
      .record({
        submissionNumber: fc.integer({ min: 1, max: 3 }),
        kind: fc.constantFrom('TA1' as const, '999' as const, '277CA' as const),
        accepted: fc.boolean(),
        interchangeId: fc.constantFrom('I1', 'I2'),
      })
      .map(acknowledge),
    fc.constant(replace),
  );

  it('has no command that does something when it is asked twice', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 15 }), (commands) => void runTwiceEach(claimDecider, commands)),
    );
  });

  it('numbers its submissions from 1 without gaps, and sends none that is held', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 15 }), (commands) => {
        const { state, events } = runTwiceEach(claimDecider, commands);
        expect(state.submissions.map((each) => each.number)).toEqual(state.submissions.map((_, index) => index + 1));
        events.forEach((event, index) => {
          if (event.type === 'ClaimReleased') expect(events[index - 1]?.type).not.toBe('ClaimHeld');
        });
      }),
    );
  });
});
