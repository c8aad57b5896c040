import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { javaMajor } from './java.mjs';
import { differences, readChecksums } from './kafka-jars.mjs';

const SUM_OF_A = 'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jars-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the jars of Kafka', () => {
  it('are all pinned, the broker and its tools among them', () => {
    const checksums = readChecksums();
    expect(checksums.get('kafka_2.13-4.1.0.jar')).toMatch(/^[0-9a-f]{64}$/);
    expect(checksums.get('kafka-tools-4.1.0.jar')).toMatch(/^[0-9a-f]{64}$/);
  });

  it('are taken where each has its checksum', () => {
    writeFileSync(join(folder, 'a.jar'), 'a');
    expect(differences(folder, new Map([['a.jar', SUM_OF_A]]))).toEqual([]);
  });

  it('are refused where one is changed, missing or not asked for', () => {
    writeFileSync(join(folder, 'a.jar'), 'changed');
    writeFileSync(join(folder, 'x.jar'), 'x');
    expect(
      differences(
        folder,
        new Map([
          ['a.jar', SUM_OF_A],
          ['b.jar', SUM_OF_A],
        ]),
      ),
    ).toEqual(['b.jar is missing', 'x.jar is not among the pinned jars', 'a.jar does not have its pinned checksum']);
  });
});

describe('the version of Java', () => {
  it.each([
    ['openjdk version "17.0.15" 2025-04-15', 17],
    ['openjdk version "21" 2023-09-19', 21],
    ['java version "1.8.0_402"', 8],
    ['no version at all', 0],
  ])('in %j is %d', (printed, major) => {
    expect(javaMajor(printed)).toBe(major);
  });
});
