import { describe, expect, it } from '@jest/globals';
import { type AppliedSchema, schemaStanding } from './known-schema.js';

const [FIRST, SECOND, THIRD] = ['first-1700000000001', 'second-1700000000002', 'third-1700000000003'] as const;
const standing = (migrations: AppliedSchema['migrations'], unreadSince: AppliedSchema['unreadSince'] = []) =>
  schemaStanding({ migrations, unreadSince }, ['0001-first', '0002-second']);

describe('for a program that knows two migrations a database', () => {
  it('is current with both', () => {
    expect(standing([FIRST, SECOND])).toEqual({ standing: 'current' });
  });

  it('is older without one, also where it has had one that is not known', () => {
    expect(standing([FIRST])).toEqual({ standing: 'older', migrations: ['0002-second'] });
    expect(standing([FIRST, THIRD])).toEqual({ standing: 'older', migrations: ['0002-second'] });
  });

  it('is newer with a third that took away at most what nobody reads since the second', () => {
    expect(standing([FIRST, SECOND, THIRD])).toEqual({ standing: 'newer', migrations: [THIRD] });
    expect(standing([FIRST, SECOND, THIRD], ['0002'])).toEqual({ standing: 'newer', migrations: [THIRD] });
  });

  it('is contracted where what went was read until the third', () => {
    expect(standing([FIRST, SECOND, THIRD], ['0002', '0003'])).toEqual({ standing: 'contracted', migrations: [THIRD] });
  });
});
