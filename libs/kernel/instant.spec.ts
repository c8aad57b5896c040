import { describe, expect, it } from '@jest/globals';
import { parseInstant } from './instant.js';

describe('an instant', () => {
  it.each([
    ['2026-03-02T15:04:05Z', '2026-03-02T15:04:05.000Z'],
    ['2026-03-02T15:04Z', '2026-03-02T15:04:00.000Z'],
    ['2026-03-02T15:04:05.1239-05:00', '2026-03-02T20:04:05.123Z'],
    ['2024-02-29T23:30:00-01:00', '2024-03-01T00:30:00.000Z'],
  ])('%s is read', (text, instant) => {
    expect(parseInstant(text)?.toISOString()).toBe(instant);
  });

  it.each([
    '',
    '2026-03-02',
    '2026-03-02T15:04:05',
    '2026-02-29T00:00:00Z',
    '2026-04-31T00:00Z',
    '2026-03-02T25:00Z',
    'now',
  ])('%s is none', (text) => {
    expect(parseInstant(text)).toBeNull();
  });
});
