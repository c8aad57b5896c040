import { describe, expect, it } from '@jest/globals';
import { mayOperate } from './operator-access.js';

const token = 'a-long-token-of-the-operators';
const production = { mode: 'production', operatorToken: token } as const;
const basic = (password: string) => `Basic ${Buffer.from(`operator:${password}`).toString('base64')}`;

describe('the operators’ pages', () => {
  it('are open on a demo store, which listens on the loopback alone', () => {
    expect(mayOperate({ mode: 'demo', operatorToken: null }, undefined)).toBe(true);
  });

  it('take the token on a production store, as bearer or as password', () => {
    expect(mayOperate(production, `Bearer ${token}`)).toBe(true);
    expect(mayOperate(production, basic(token))).toBe(true);
  });

  it.each([undefined, '', 'Bearer', 'Bearer wrong', `Token ${token}`, basic('wrong'), basic('')])(
    'are shut there to %j',
    (authorization) => {
      expect(mayOperate(production, authorization)).toBe(false);
    },
  );

  it('are not there where no token was set: an empty one opens nothing', () => {
    const none = { mode: 'production', operatorToken: null } as const;
    expect(mayOperate(none, 'Bearer ')).toBe(false);
    expect(mayOperate(none, basic(''))).toBe(false);
  });
});
