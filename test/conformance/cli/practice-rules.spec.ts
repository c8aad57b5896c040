import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { claimstream, values } from './claimstream.js';
import { ndjson, PRACTICE } from './sample-input.js';

const folder = mkdtempSync(join(tmpdir(), 'claimstream-rules-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function practice(own: object): string {
  const file = join(folder, 'practice.json');
  writeFileSync(file, JSON.stringify({ ...PRACTICE, ...own }));
  return file;
}

const rule = { id: 'put-u1', codes: ['97110'], severity: 'error', message: 'wants U1', fix: { addModifier: 'U1' } };

describe("a practice's own rules on the command line", () => {
  it('change the line of the claim, and name what is drawn for review beside it', async () => {
    const file = practice({ rules: [rule], preBillReview: { share: '1' } });
    const { code, out, err } = await claimstream(
      ['claim', '-', '--practice', file, '--date', '2026-03-20'],
      ndjson({}),
    );
    expect(code).toBe(0);
    expect(out).toContain('SV1*HC:97110:GO:U1*');
    expect(err).toContain('review S1: drawn for a look before it goes out');
  });

  it('hold what they hold, and say that a claim is drawn only of a clean one', async () => {
    const args = (own: object) => ['scrub', '-', '--practice', practice(own), '--as-of', '2026-03-20'];
    const holding = { rules: [{ ...rule, fix: undefined }], preBillReview: { share: '1' } };
    const held = await claimstream(args(holding), ndjson({}));
    expect(held.code).toBe(2);
    expect(held.out).toContain('practice.put-u1');
    expect(held.out).not.toContain('review.pre-bill-sample');
    const clean = await claimstream(args({ preBillReview: { share: '1' } }), ndjson({}));
    expect(clean.code).toBe(0);
    expect(clean.out).toContain('review.pre-bill-sample');
  });

  it('that cannot be read end the command with file and field', async () => {
    const file = practice({ severities: [{ rule: 'time.overlap', severity: 'off' }] });
    const { code, err } = await claimstream(['code', '-', '--practice', file], ndjson({}));
    expect(code).toBe(1);
    expect(err).toContain(`${file}: severities[0].severity time.overlap cannot be lowered`);
    const share = await claimstream(['code', '-', '--practice', practice({ preBillReview: { share: '1.5' } })], '');
    expect(share).toMatchObject({ code: 1 });
    expect(share.err).toContain('preBillReview.share must be a decimal from 0 to 1');
  });
});

describe('suggest', () => {
  it('gives candidate codes with a reason each', async () => {
    const line = { dateOfService: '2026-03-02', activities: [{ activity: 'hand strengthening', minutes: 15 }] };
    const { code, out } = await claimstream(['suggest', '-'], JSON.stringify(line));
    expect(code).toBe(0);
    expect(values(out)).toMatchObject([{ payerId: 'MEDICARE-B', activities: [{ candidates: [{ code: '97110' }] }] }]);
  });

  it.each<[string, string]>([
    ['not JSON', 'standard input line 1: is not JSON'],
    ['{"activities":[{"activity":"x"}]}', 'standard input line 1: dateOfService is missing'],
    ['{"dateOfService":"2026-03-02","activities":[{"minutes":5}]}', 'activities[0].activity is missing'],
    [
      '{"dateOfService":"2026-03-02","payerId":"ELSE","activities":[{"activity":"x"}]}',
      "standard input line 1: payerId names no payer of the practice's",
    ],
  ])('refuses %s', async (input, message) => {
    const { code, err } = await claimstream(['suggest', '-'], input);
    expect(code).toBe(1);
    expect(err).toContain(message);
    expect(err).not.toContain('    at ');
  });
});
