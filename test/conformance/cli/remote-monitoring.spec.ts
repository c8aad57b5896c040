import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { claimstream, values } from './claimstream.js';
import { ndjson, PRACTICE } from './sample-input.js';

const folder = mkdtempSync(join(tmpdir(), 'claimstream-monitoring-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('remote monitoring over a file', () => {
  const managed = (day: string, minutes: number) => ({
    sessionId: `M${day}`,
    dateOfService: `2026-03-${day}`,
    procedures: [{ code: '98980', minutes, rtm: { interactiveOn: '2026-03-02' } }],
  });

  it('is summed by month, with the lines on the last session and the results in input order', async () => {
    const input = ndjson(managed('02', 12), { sessionId: 'T', dateOfService: '2026-03-03' }, managed('30', 30));
    const { code, out } = await claimstream(['code', '-'], input);
    const lines = values(out).map((value) => [
      value.sessionId,
      (value.lines as { code: string; units: number }[]).map((line) => `${line.code}×${line.units}`),
    ]);
    expect([code, lines]).toEqual([
      0,
      [
        ['M02', []],
        ['T', ['97110×2']],
        ['M30', ['98980×1', '98981×1']],
      ],
    ]);
  });

  it('goes on a claim with its lines alone', async () => {
    const charged = join(folder, 'charged.json');
    const charges = { ...PRACTICE.charges, '98980': 6000, '98981': 4500 };
    writeFileSync(charged, JSON.stringify({ ...PRACTICE, charges }));
    const input = ndjson(managed('02', 12), managed('30', 30));
    const { code, out } = await claimstream(['claim', '-', '--practice', charged, '--as-of', '2026-04-02'], input);
    expect([code, out.match(/SV1\*HC:9898[01]:GO\*\d+\*UN\*\d+/g)]).toEqual([
      0,
      ['SV1*HC:98980:GO*60*UN*1', 'SV1*HC:98981:GO*45*UN*1'],
    ]);
  });
});
