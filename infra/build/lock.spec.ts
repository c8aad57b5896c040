import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { missingOptional, platformEntry } from './complete-lock.mjs';

describe('the lock file', () => {
  it('has every optional package of every platform, so that npm ci takes it with any registry', () => {
    const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
    expect(missingOptional(lock)).toEqual([]);
  });

  it('is said to lack an optional package that only another folder holds', () => {
    const packages = {
      'node_modules/a': { optionalDependencies: { '@x/a-linux-x64': '1.2.3' } },
      'node_modules/b/node_modules/@x/a-linux-x64': { version: '1.2.3' },
    };
    expect(missingOptional({ packages })).toEqual([
      { name: '@x/a-linux-x64', version: '1.2.3', dev: false, devOptional: false },
    ]);
  });

  it('gets the platform of a package from its name', () => {
    const wanted = { version: '1.2.3', dev: true, devOptional: false };
    expect(platformEntry({ ...wanted, name: '@x/a-linux-x64-musl' })).toEqual({
      version: '1.2.3',
      cpu: ['x64'],
      dev: true,
      libc: ['musl'],
      optional: true,
      os: ['linux'],
    });
    expect(platformEntry({ ...wanted, name: '@x/win32-arm64-msvc' })).toMatchObject({ os: ['win32'], cpu: ['arm64'] });
  });

  it('gets no entry for a package whose name tells no platform, or whose version is a range', () => {
    const wanted = { version: '1.2.3', dev: false, devOptional: false };
    expect(() => platformEntry({ ...wanted, name: 'fsevents' })).toThrow(
      'fsevents does not say for which platform it is',
    );
    expect(() => platformEntry({ ...wanted, name: 'a-linux-x64', version: '^1.0.0' })).toThrow('no exact version');
  });
});
