import { describe, expect, it } from '@jest/globals';
import { writeOffLimit } from './write-off-limit.js';

describe('what a role may write off of one case', () => {
  it('is 50.00 but for a manager, where the practice says nothing', () => {
    expect(writeOffLimit({}, 'biller')).toBe(5_000);
    expect(writeOffLimit({}, 'lead')).toBe(5_000);
    expect(writeOffLimit({}, 'manager')).toBeNull();
  });

  it('is what the practice says, also nothing at all', () => {
    const writeOffLimits = { biller: 0, manager: 100_000 };
    expect(writeOffLimit({ writeOffLimits }, 'biller')).toBe(0);
    expect(writeOffLimit({ writeOffLimits }, 'lead')).toBe(5_000);
    expect(writeOffLimit({ writeOffLimits }, 'manager')).toBe(100_000);
  });
});
