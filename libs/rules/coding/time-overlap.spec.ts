import { describe, expect, it } from '@jest/globals';
import type { TimeBlock } from '../session.js';
import { apartInTime } from './time-overlap.js';

const blocks = (...texts: string[]): TimeBlock[] =>
  texts.map((text) => {
    const [start, end] = text.split('-') as [string, string];
    return { start, end };
  });

describe('two services are apart in time', () => {
  it.each([
    ['one after the other', ['09:00-09:15'], ['09:15-09:30'], true],
    ['one before the other', ['09:15-09:30'], ['09:00-09:15'], true],
    ['one within the other', ['09:00-10:00'], ['09:15-09:30'], false],
    ['one around the other', ['09:15-09:30'], ['09:00-10:00'], false],
    ['at the same time', ['09:00-09:15'], ['09:00-09:15'], false],
    ['by turns', ['09:00-09:15', '09:30-09:45'], ['09:15-09:30', '09:45-10:00'], true],
    ['in all blocks but the last of one', ['09:00-09:15', '09:30-09:45'], ['09:15-09:30', '09:40-10:00'], false],
    ['in all blocks but the first of one', ['09:00-09:15', '09:30-09:45'], ['09:10-09:30', '09:45-10:00'], false],
    ['where one has no blocks', [], ['09:00-09:15'], false],
    ['where the other has none', ['09:00-09:15'], [], false],
  ])('%s', (_, a, b, apart) => {
    expect(apartInTime(blocks(...a), blocks(...b))).toBe(apart);
  });
});
