import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { afterAnswer, isAnswered, type StageAnswer, type SubmissionAnswers } from './submission-chain.js';

const sent: SubmissionAnswers = { state: 'submitted', stage: null };
const KINDS = { interchange: 'TA1', syntax: '999', clearinghouse: '277CA', payer: '277CA' } as const;
type Stage = keyof typeof KINDS;

const says = (type: StageAnswer['type'], stage: Stage, category: string): StageAnswer => ({
  type,
  data: { kind: KINDS[stage], stage, statuses: [{ category }] },
});
const takes = (stage: Stage, category = stage === 'payer' ? 'A2' : 'A1') => says('ClaimAcknowledged', stage, category);
const refuses = (stage: Stage) => says('ClaimRejected', stage, 'A3');
const standsAt = (...answers: StageAnswer[]) => answers.reduce(afterAnswer, sent).state;

describe('the chain of acknowledgements', () => {
  it('moves a submission on, stage by stage', () => {
    const chain = [takes('interchange'), takes('syntax'), takes('clearinghouse'), takes('payer')];
    expect(chain.map((_, index) => standsAt(...chain.slice(0, index + 1)))).toEqual([
      'interchange-accepted',
      'syntax-accepted',
      'clearinghouse-accepted',
      'payer-accepted',
    ]);
  });

  it('takes no clearinghouse’s word, and no payer’s receipt, for the payer’s acceptance', () => {
    expect(standsAt(takes('clearinghouse', 'A1'))).toBe('clearinghouse-accepted');
    expect(standsAt(takes('clearinghouse', 'A2'))).toBe('clearinghouse-accepted');
    expect(standsAt(takes('payer', 'A1'))).toBe('clearinghouse-accepted');
    expect(standsAt(takes('payer', 'A1'), takes('payer', 'A2'))).toBe('payer-accepted');
    expect(standsAt(takes('payer', 'A2'), takes('payer', 'A1'))).toBe('payer-accepted');
  });

  it('lets a later stage refuse what an earlier one took', () => {
    expect(standsAt(takes('syntax'), takes('clearinghouse'), refuses('payer'))).toBe('rejected');
    expect(standsAt(takes('payer'), refuses('payer'))).toBe('rejected');
  });

  it('is not moved back by an earlier stage that comes late, whatever it says', () => {
    expect(standsAt(takes('payer'), takes('syntax'))).toBe('payer-accepted');
    expect(standsAt(takes('payer'), refuses('syntax'), refuses('clearinghouse'))).toBe('payer-accepted');
    expect(standsAt(refuses('payer'), takes('clearinghouse'))).toBe('rejected');
  });

  it('keeps a refusal within its stage, and gives it up for a later stage’s acceptance', () => {
    expect(standsAt(refuses('clearinghouse'), takes('clearinghouse'))).toBe('rejected');
    expect(standsAt(refuses('clearinghouse'), takes('payer'))).toBe('payer-accepted');
  });

  it('reads answers from before stages were told as it always did', () => {
    const old = (kind: '999' | '277CA'): StageAnswer => ({ type: 'ClaimAcknowledged', data: { kind, statuses: [] } });
    expect(standsAt(old('999'))).toBe('syntax-accepted');
    expect(standsAt(old('277CA'))).toBe('payer-accepted');
  });

  it('comes to the same stage and outcome in whatever order different stages answer', () => {
    const answer = fc.constantFrom<Stage>('interchange', 'syntax', 'clearinghouse', 'payer');
    const answers = fc.uniqueArray(fc.tuple(answer, fc.boolean()), { selector: ([stage]) => stage });
    fc.assert(
      fc.property(answers, fc.infiniteStream(fc.nat()), (chosen, keys) => {
        const all = chosen.map(([stage, taken]) => (taken ? takes(stage) : refuses(stage)));
        const shuffled = all
          .map((one) => ({ one, key: keys.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ one }) => one);
        expect(standsAt(...shuffled)).toBe(standsAt(...all));
      }),
    );
  });
});

describe('an answer that is waited for', () => {
  const answered = (awaited: '999' | '277CA' | '835', ...answers: StageAnswer[]) =>
    isAnswered(awaited, answers.reduce(afterAnswer, sent));

  it('is a 999 until syntax or anything after it is answered', () => {
    expect(answered('999', takes('interchange'))).toBe(false);
    expect(answered('999', takes('syntax'))).toBe(true);
    expect(answered('999', takes('clearinghouse'))).toBe(true);
  });

  it('is the payer’s 277CA, not the clearinghouse’s', () => {
    expect(answered('277CA', takes('clearinghouse'))).toBe(false);
    expect(answered('277CA', takes('payer'))).toBe(true);
  });

  it('is no 835 of what was refused, but of what was accepted', () => {
    expect(answered('835', takes('payer'))).toBe(false);
    expect(answered('835', refuses('clearinghouse'))).toBe(true);
  });
});
