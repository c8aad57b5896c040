import { describe, expect, it } from '@jest/globals';
import { procedures } from '#libs/rules/testing/sample.js';
import type { DeniedStory } from './testing/denied-claim.js';
import { planOf, releasedBy } from './testing/plan-of.js';

/** The discipline's modifier was not sent. */
const withoutGo: DeniedStory = { reason: '4', sentAs: (line) => ({ ...line, modifiers: [] }) };

describe('a denial for a modifier', () => {
  it('is corrected to what the coding of the day says, as a replacement of the decision', () => {
    expect(planOf(withoutGo)).toEqual(['replacement', '1 modifiers  -> GO']);
    expect(releasedBy(withoutGo)).toMatchObject({
      frequency: '7',
      payerControlNumber: 'PCN-1',
      submissionNumber: 2,
      lines: [{ line: 1, modifiers: ['GO'] }],
    });
  });

  it('sends every line again and corrects the denied ones alone', () => {
    const two = { ...withoutGo, session: { procedures: procedures('97110 30, 97140 15') }, denied: [2] };
    expect(planOf(two)).toEqual(['replacement', '2 modifiers  -> GO']);
    expect(releasedBy(two).lines).toHaveLength(2);
  });

  it('tells the assistant whom the record names since', () => {
    const now = { procedures: procedures('97110 0+30') };
    expect(planOf({ reason: '4', now })).toEqual(['replacement', '1 modifiers GO -> GO CO']);
  });

  it('is a reopening at Medicare Part B, or an appeal where the payer’s entry says so, and never frequency 7', () => {
    const atMedicare = { ...withoutGo, payerId: 'MEDICARE-B' as const };
    expect(planOf(atMedicare)[0]).toBe('reopening');
    expect(planOf({ ...atMedicare, payer: { correctionPath: 'appeal' } })[0]).toBe('appeal');
    expect(planOf({ ...atMedicare, payer: { frequencyCodes: ['1', '7'] } })[0]).toBe('reopening');
  });

  it('is a new claim with frequency 1 where the payer never processed it', () => {
    const returned = { ...withoutGo, payerId: 'MEDICARE-B' as const, remarks: ['MA130'] };
    expect(planOf(returned)[0]).toBe('new-claim');
    expect(releasedBy(returned)).toMatchObject({ frequency: '1', reason: 'correction', submissionNumber: 2 });
    expect(releasedBy(returned)).not.toHaveProperty('payerControlNumber');
  });

  it('is skipped where coding says the same as was sent', () => {
    expect(planOf({ reason: '4' })).toEqual(['SKIPPED', 'modifier.same-as-sent']);
  });

  it('is skipped where the record tells of other services by now', () => {
    const now = { procedures: procedures('97110 45') };
    expect(planOf({ ...withoutGo, now })).toEqual(['SKIPPED', 'modifier.services-differ']);
  });

  it('is skipped where no session of the claim is left', () => {
    expect(planOf(withoutGo, { sessions: [] })).toEqual(['SKIPPED', 'claim.not-recodable']);
  });

  it('is skipped while an appeal about the claim is pending', () => {
    expect(planOf(withoutGo, { appealPending: true })).toEqual(['SKIPPED', 'denial.appeal-pending']);
  });

  it('is skipped where the payer takes no replacements', () => {
    expect(planOf({ ...withoutGo, payer: { frequencyCodes: ['1'] } })).toEqual([
      'SKIPPED',
      'claim.frequency-not-taken',
    ]);
  });

  it('fails where the corrected claim does not pass the scrubber, by the rules that it breaks', () => {
    const [outcome, reason] = planOf({ ...withoutGo, now: { diagnoses: ['Z99.99999'] } });
    expect(outcome).toBe('FAILED');
    expect(reason).toMatch(/^scrubber: .*diagnosis/);
  });
});
