import { describe, expect, it } from '@jest/globals';
import type { RemittanceLine } from '#libs/contracts/events/remittance-events.js';
import type { ChargeLine } from '#libs/contracts/events/shapes.js';
import { tieLines } from './remitted-lines.js';

const charged = (line: number, serviceDate?: string): ChargeLine => ({
  line,
  lineControlNumber: `L${line}`,
  sessionId: 'S',
  ...(serviceDate === undefined ? {} : { serviceDate }),
  code: '97110',
  modifiers: ['GO'],
  units: 1,
  minutes: 15,
  assistantMinutes: 0,
  diagnosisPointers: [1],
  chargeCents: 5500,
});
const remitted = (serviceDate?: string, lineControlNumber?: string): RemittanceLine => ({
  code: '97110',
  modifiers: ['GO'],
  chargeCents: 5500,
  paidCents: 2000,
  adjustments: [],
  remarks: [],
  ...(serviceDate === undefined ? {} : { serviceDate }),
  ...(lineControlNumber === undefined ? {} : { lineControlNumber }),
});
const tied = (lines: readonly RemittanceLine[], ...days: readonly (string | undefined)[]) =>
  tieLines(
    lines,
    days.map((day, index) => charged(index + 1, day)),
  ).map((line) => line?.line ?? null);

describe("a payer's lines", () => {
  it('belong to the same service of their own day where the claim has it on several', () => {
    const lines = [remitted('2026-03-05'), remitted('2026-03-03')];
    expect(tied(lines, '2026-03-03', '2026-03-05')).toEqual([2, 1]);
  });

  it('are told by their control number before anything else', () => {
    const lines = [remitted('2026-03-03', 'L2'), remitted('2026-03-05', 'L1')];
    expect(tied(lines, '2026-03-03', '2026-03-05')).toEqual([2, 1]);
  });

  it('may be any day where the payer names none, or the claim kept none', () => {
    expect(tied([remitted(), remitted()], '2026-03-03', '2026-03-05')).toEqual([1, 2]);
    expect(tied([remitted('2026-03-05')], undefined)).toEqual([1]);
  });
});
