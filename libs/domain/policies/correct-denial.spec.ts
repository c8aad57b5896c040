import { describe, expect, it } from '@jest/globals';
import type { DenialEvent } from '#libs/contracts/events/denial-events.js';
import { procedures } from '#libs/rules/testing/sample.js';
import { claimDecider } from '../claim/decider.js';
import { type DenialCommand, denialDecider } from '../denial-case/decider.js';
import { attemptResubmission, type CorrectionEvents, correctDenial } from './correct-denial.js';
import type { CorrectionFacts } from './corrections/facts.js';
import { type DeniedStory, deniedClaim } from './corrections/testing/denied-claim.js';

const withoutGo: DeniedStory = { reason: '4', sentAs: (line) => ({ ...line, modifiers: [] }) };
const sends: DeniedStory = { ...withoutGo, payer: { autoCorrection: { modifier: 'send' } } };

function decided(result: ReturnType<typeof correctDenial>): CorrectionEvents {
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
}

/** The facts after these events. */
function following(facts: CorrectionFacts, { denial, claim }: CorrectionEvents): CorrectionFacts {
  return {
    ...facts,
    denial: denial.reduce(denialDecider.evolve, facts.denial),
    claim: claim.reduce(claimDecider.evolve, facts.claim),
  };
}

function asked(facts: CorrectionFacts, command: DenialCommand): CorrectionFacts {
  const result = denialDecider.decide(command, facts.denial);
  if (!result.ok) throw new Error(result.refusal.code);
  return following(facts, { denial: result.value, claim: [], ledger: [] });
}

const told = ({ denial }: CorrectionEvents) =>
  denial.map(({ type, data }: DenialEvent) => [type, 'reason' in data ? data.reason : ''].join(' ').trim());
const decide = (decision: 'approve' | 'decline', by = 'user:ann'): DenialCommand => ({
  ...{ type: 'DecideResubmission', attempt: 1, decision, by, now: '2026-04-10T13:00:00.000Z' },
});

describe('the correction of a denial', () => {
  it('is proposed where the payer’s entry says nothing, with its route and changes', () => {
    const [event] = decided(correctDenial(deniedClaim(withoutGo))).denial;
    expect(event).toMatchObject({
      type: 'ResubmissionProposed',
      data: {
        handler: 'modifier',
        attempt: 1,
        route: 'replacement',
        changes: [{ line: 1, field: 'modifiers', from: '', to: 'GO' }],
      },
    });
  });

  it('is scheduled where its handler may send, and not looked at where it is off', () => {
    expect(told(decided(correctDenial(deniedClaim(sends))))).toEqual(['ResubmissionScheduled']);
    const off = { ...withoutGo, payer: { autoCorrection: { default: 'off' as const } } };
    expect(told(decided(correctDenial(deniedClaim(off))))).toEqual([]);
    const exception = {
      ...withoutGo,
      payer: { autoCorrection: { default: 'off' as const, modifier: 'send' as const } },
    };
    expect(told(decided(correctDenial(deniedClaim(exception))))).toEqual(['ResubmissionScheduled']);
  });

  it('is proposed whatever the switch says where a person must take it to the payer', () => {
    const atMedicare: DeniedStory = { ...sends, payerId: 'MEDICARE-B' };
    expect(told(decided(correctDenial(deniedClaim(atMedicare))))).toEqual(['ResubmissionProposed']);
  });

  it('says what is to be done by what its handler found: no write-off beside the evidence against it', () => {
    const attested = { procedures: procedures('97530 30, 97140 15', { attestations: ['distinct-time'] }) };
    const bundled: DeniedStory = { reason: '97', denied: [2], session: attested };
    const facts = deniedClaim(bundled);
    expect(facts.denial.classification?.action).toBe('WO');
    const proposed = decided(correctDenial(facts));
    expect(told(proposed)).toEqual(['DenialClassified', 'ResubmissionProposed']);
    expect(proposed.denial[0]?.data).toMatchObject({ action: 'REPL', alternatives: ['WO'], handler: 'distinct-time' });
    expect(told(decided(correctDenial(following(facts, proposed))))).toEqual([]);
    const late = { acceptances: [{ submissionNumber: 1, on: '2026-03-13' }] };
    expect(decided(correctDenial(deniedClaim({ reason: '29' }, late))).denial[0]?.data).toMatchObject({
      action: 'APPEAL',
      alternatives: ['WO'],
    });
  });

  it('says why nothing can be done, once', () => {
    const facts = deniedClaim({ reason: '4' });
    const skipped = decided(correctDenial(facts));
    expect(told(skipped)).toEqual(['ResubmissionAttempted modifier.same-as-sent']);
    expect(told(decided(correctDenial(following(facts, skipped))))).toEqual([]);
  });

  it('is made after all where the record was amended since it was skipped', () => {
    const facts = deniedClaim({ reason: '4' });
    const skipped = following(facts, decided(correctDenial(facts)));
    const { sessions } = deniedClaim({ reason: '4', now: { procedures: procedures('97110 0+30') } });
    expect(told(decided(correctDenial({ ...skipped, sessions })))).toEqual(['ResubmissionProposed']);
  });

  it('is tried once: proposed, scheduled or declined it is not begun again', () => {
    for (const story of [withoutGo, sends]) {
      const facts = deniedClaim(story);
      expect(told(decided(correctDenial(following(facts, decided(correctDenial(facts))))))).toEqual([]);
    }
    const facts = deniedClaim(withoutGo);
    const declined = asked(following(facts, decided(correctDenial(facts))), decide('decline'));
    expect(told(decided(correctDenial(declined)))).toEqual([]);
  });

  it('is nothing of a closed case', () => {
    const facts = deniedClaim(withoutGo);
    const closed = asked(facts, { type: 'ResolveDenial', how: 'no-action-needed', foundOnFile: true });
    expect(told(decided(correctDenial(closed)))).toEqual([]);
  });
});

describe('a person’s word on a correction', () => {
  const proposed = (story = withoutGo) => {
    const facts = deniedClaim(story);
    return following(facts, decided(correctDenial(facts)));
  };

  it('lets it go out as it was shown', () => {
    const approved = asked(proposed(), decide('approve'));
    const made = decided(attemptResubmission(approved, 1));
    expect(told(made)).toEqual(['ResubmissionAttempted modifiers-corrected']);
    expect(made.denial[0]?.data).toMatchObject({ outcome: 'SUCCESS', submissionNumber: 2 });
    expect(made.claim).toMatchObject([{ type: 'ClaimReleased', data: { frequency: '7' } }]);
    expect(told(decided(attemptResubmission(following(approved, made), 1)))).toEqual([]);
  });

  it('lets nothing else go out: what changed since is skipped', () => {
    const approved = asked(proposed(), decide('approve'));
    const { sessions } = deniedClaim({ ...withoutGo, now: { procedures: procedures('97110 0+30') } });
    const made = decided(attemptResubmission({ ...approved, sessions }, 1));
    expect(told(made)).toEqual(['ResubmissionAttempted correction.changed-since-approved']);
    expect(made.claim).toEqual([]);
  });

  it('schedules nothing where it leaves by the person’s own hand', () => {
    const approved = asked(proposed({ ...withoutGo, payerId: 'MEDICARE-B' }), decide('approve'));
    expect(approved.denial.attempts).toMatchObject([{ outcome: 'APPROVED', route: 'reopening' }]);
    expect(told(decided(correctDenial(approved)))).toEqual([]);
  });

  it('is a person’s, once, on what was proposed', () => {
    const refusal = (facts: CorrectionFacts, command: DenialCommand) => {
      const result = denialDecider.decide(command, facts.denial);
      return result.ok ? result.value.length : result.refusal.code;
    };
    expect(refusal(proposed(), decide('approve', 'policy:correct-denial'))).toBe('correction.person-missing');
    expect(refusal(deniedClaim(withoutGo), decide('approve'))).toBe('correction.not-proposed');
    expect(refusal(asked(proposed(), decide('approve')), decide('approve'))).toBe(0);
    expect(refusal(asked(proposed(), decide('approve')), decide('decline'))).toBe('correction.decided');
    expect(refusal(asked(proposed(), decide('decline')), decide('approve'))).toBe('correction.decided');
  });
});

describe('a scheduled correction', () => {
  const scheduled = () => {
    const facts = deniedClaim(sends);
    return following(facts, decided(correctDenial(facts)));
  };

  it.each([
    ['an appeal is filed meanwhile', 'denial.appeal-pending', { appealPending: true }],
    ['its switch is turned off', 'correction.switched-off', { payer: { ...scheduled().payer, autoCorrection: {} } }],
    ['the session is taken back', 'claim.not-recodable', { sessions: [] }],
  ])('is skipped where %s', (_what, reason, changes) => {
    const off = 'payer' in changes ? { payer: { ...changes.payer, autoCorrection: { modifier: 'off' as const } } } : {};
    const made = decided(attemptResubmission({ ...scheduled(), ...(changes as Partial<CorrectionFacts>), ...off }, 1));
    expect(told(made)).toEqual([`ResubmissionAttempted ${reason}`]);
    expect(made.claim).toEqual([]);
  });

  it('is skipped where the case is classified for another handler meanwhile', () => {
    const facts = scheduled();
    const classification = { ...(facts.denial.classification as object), handler: 'kx' };
    const denial = { ...facts.denial, classification } as CorrectionFacts['denial'];
    expect(told(decided(attemptResubmission({ ...facts, denial }, 1)))).toEqual([
      'ResubmissionAttempted correction.classified-anew',
    ]);
  });

  it('resolves a duplicate whose original was paid', () => {
    const story: DeniedStory = { reason: '18', payer: { autoCorrection: { duplicate: 'send' } } };
    const facts = deniedClaim(story);
    const [decision] = facts.claim.adjudications;
    if (!decision) throw new Error('no decision');
    const paid = decision.lines.map((line) => ({ ...line, paidCents: line.chargeCents }));
    const siblings = [
      { ...facts.claim, claimId: 'C0', adjudications: [{ ...decision, remittanceId: 'R0', lines: paid }] },
    ];
    const begun = { ...facts, siblings };
    const made = decided(attemptResubmission(following(begun, decided(correctDenial(begun))), 1));
    expect(told(made)).toEqual(['ResubmissionAttempted duplicate.original-found', 'DenialResolved']);
    expect(following(begun, made).denial.status).toBe('resolved');
  });
});
