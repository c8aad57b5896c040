import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { messageBytes, piecesOf } from './message.js';

describe('cutting messages into requests', () => {
  it('keeps order and all, and fills no piece over the limit unless one message alone does', () => {
    const message = fc.record({ key: fc.constant('k'), value: fc.string({ maxLength: 300 }) });
    fc.assert(
      fc.property(fc.array(message), fc.integer({ min: 1, max: 1000 }), (messages, limit) => {
        const pieces = piecesOf(messages, limit);
        expect(pieces.flat()).toEqual(messages);
        for (const piece of pieces) {
          const bytes = piece.reduce((sum, one) => sum + messageBytes(one), 0);
          expect(bytes <= limit || piece.length === 1).toBe(true);
        }
      }),
    );
  });

  it('counts bytes, not characters', () => {
    expect(messageBytes({ key: 'é', value: '€' }) - messageBytes({ key: null, value: '' })).toBe(5);
  });
});
