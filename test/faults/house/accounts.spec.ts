import { describe, expect, it } from '@jest/globals';
import { onceEach } from './accounts.js';

describe('an account of what must be there once each', () => {
  it('is clear where every one is there once, in any order', () => {
    expect(onceEach('session', ['a', 'b'], ['b', 'a'])).toEqual({ lost: [], doubled: [] });
  });

  it('names what is not there', () => {
    expect(onceEach('session', ['a', 'b'], ['b'])).toEqual({ lost: ['session a'], doubled: [] });
  });

  it('names what is there again, and what nobody had brought', () => {
    expect(onceEach('837P', ['a', 'b'], ['b', 'a', 'b'])).toEqual({ lost: [], doubled: ['837P b'] });
    expect(onceEach('837P', ['a'], ['a', 'c'])).toEqual({ lost: [], doubled: ['837P c'] });
  });

  it('counts one thing that was asked for twice as one', () => {
    expect(onceEach('submission', ['a', 'a'], ['a'])).toEqual({ lost: [], doubled: [] });
  });
});
