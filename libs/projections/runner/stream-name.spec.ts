import { describe, expect, it } from '@jest/globals';
import { categoryOfType, eventCatalogue } from '#libs/contracts/event-catalogue.js';
import { parseStream } from '#libs/contracts/streams.js';
import { categoryOf, practiceOf } from './stream-name.js';

describe('a stream’s name', () => {
  it('tells its practice and its kind, also of a kind with a hyphen', () => {
    expect(practiceOf('harbor-ot/provider-ledger-BLUE-1')).toBe('harbor-ot');
    expect(categoryOf('harbor-ot/provider-ledger-BLUE-1')).toBe('provider-ledger');
    expect(categoryOf('harbor-ot/ledger-P1-2026')).toBe('ledger');
  });

  it('is read here as the contracts read it, for every kind of stream that has events', () => {
    for (const category of new Set([...eventCatalogue.keys()].map(categoryOfType)))
      expect(categoryOf(`p/${category}-X-1`)).toBe(parseStream(`p/${category}-X-1`).category);
  });
});
