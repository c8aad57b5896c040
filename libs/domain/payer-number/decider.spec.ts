import { describe, expect, it } from '@jest/globals';
import { given } from '#libs/testing/decider.js';
import { othersUnder, payerNumberDecider, type UseNumber } from './decider.js';

const use = (usedBy: string): UseNumber => ({
  type: 'UseNumber',
  kind: 'payment',
  payerId: 'ACME',
  number: 'TRACE-1',
  usedBy,
});

describe('a number of a payer', () => {
  it('is used by each payment once, however often that one comes', () => {
    const story = given(payerNumberDecider);
    story.when(use('R1')).yields({ type: 'NumberUsed', data: { usedBy: 'R1', number: 'TRACE-1' } });
    story.after(use('R1')).when(use('R1')).yieldsNothing();
  });

  it('may be used again, and tells who had it before', () => {
    const story = given(payerNumberDecider).after(use('R1'));
    story.when(use('R2')).yields({ type: 'NumberUsed', data: { usedBy: 'R2' } });
    const { state } = story.after(use('R2'));
    expect(othersUnder(state, 'R2')).toEqual(['R1']);
    expect(othersUnder(state, 'R3')).toEqual(['R1', 'R2']);
  });
});
