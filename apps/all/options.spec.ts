import { describe, expect, it } from '@jest/globals';
import { readOptions, UnknownOption } from './options.js';

describe('the options of npm start', () => {
  it('are none by default', () => {
    expect(readOptions([])).toEqual({ empty: false, once: false, until: null });
  });

  it('may ask for no sample, for an end after the worklist, for a part of the sample', () => {
    expect(readOptions(['--empty', '--once'])).toEqual({ empty: true, once: true, until: null });
    expect(readOptions(['--until', '2026-03-31'])).toEqual({ empty: false, once: false, until: '2026-03-31' });
  });

  it('are refused by name where they are not known or not whole', () => {
    expect(() => readOptions(['--twice'])).toThrow(UnknownOption);
    expect(() => readOptions(['--until', '2026-02-30'])).toThrow(/calendar day/);
    expect(() => readOptions(['--until'])).toThrow(UnknownOption);
  });
});
