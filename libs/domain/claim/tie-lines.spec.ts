import { describe, expect, it } from '@jest/globals';
import type { RemittanceLine } from '#libs/contracts/events/remittance-events.js';
import type { ChargeLine } from '#libs/contracts/events/shapes.js';
import { tieLines } from './tie-lines.js';

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

const service = (line: number, modifiers: string[]): ChargeLine => ({ ...charged(line, '2026-03-03'), modifiers });
const answer = (modifiers: string[], paidCents = 2000): RemittanceLine => ({
  ...remitted('2026-03-03'),
  modifiers,
  paidCents,
});
const tiesOf = (lines: readonly RemittanceLine[], ours: readonly ChargeLine[]) =>
  tieLines(lines, ours).map((line) => line?.line ?? null);

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

  it('are told apart by modifiers that the payer returns in one piece, and by those that it left', () => {
    const ours = [service(1, ['GO', '59']), service(2, ['GO', 'CO'])];
    expect(tiesOf([answer(['GOCO']), answer(['GO59'])], ours)).toEqual([2, 1]);
    expect(tiesOf([answer(['CO'], 100), answer(['59'], 200)], ours)).toEqual([2, 1]);
  });

  it('wait for a person where the payer dropped what told them apart, unless it decided both alike', () => {
    const ours = [service(1, ['GO', '59']), service(2, ['GO', 'CO'])];
    expect(tiesOf([answer([], 100), answer([], 200)], ours)).toEqual([null, null]);
    expect(tiesOf([answer([], 100), answer([], 100)], ours)).toEqual([1, 2]);
  });

  it('are the same service of the same day in turn: two lines that are alike stay two', () => {
    const ours = [service(1, ['GO']), service(2, ['GO'])];
    expect(tiesOf([answer(['GO'], 100), answer(['GO'], 0)], ours)).toEqual([1, 2]);
  });

  it('are found under the code that was billed where the payer restated it', () => {
    const restated = { ...answer(['GP']), code: '97112', billedCode: '97110' };
    expect(tiesOf([restated], [service(1, ['GO'])])).toEqual([1]);
    expect(tiesOf([{ ...answer(['GO']), code: '97112' }], [service(1, ['GO'])])).toEqual([null]);
  });

  it('are one of ours in parts, under its number or where nothing else is left of its service', () => {
    const half = { ...answer(['GO']), chargeCents: 2750 };
    const ours = [service(1, ['GO']), { ...service(2, ['GO']), code: '97530' }];
    expect(tiesOf([half, { ...half, paidCents: 0 }], ours)).toEqual([1, 1]);
    const numbered = { ...half, lineControlNumber: 'L2' };
    expect(tiesOf([numbered, numbered], [service(1, ['GO']), service(2, ['GO'])])).toEqual([2, 2]);
    expect(tiesOf([half, half], [service(1, ['GO']), service(2, ['GO'])])).toEqual([null, null]);
  });

  it('that put several of ours into one stay visible as nobody’s, also under the number of one', () => {
    const merged = { ...answer(['GO']), chargeCents: 11_000 };
    const ours = [service(1, ['GO']), service(2, ['GO'])];
    expect(tiesOf([merged], ours)).toEqual([null]);
    expect(tiesOf([{ ...merged, lineControlNumber: 'L1' }], ours)).toEqual([null]);
  });

  it('that are one too many are tied once and left over once', () => {
    expect(tiesOf([answer(['GO'], 100), answer(['GO'], 200)], [service(1, ['GO'])])).toEqual([null, null]);
    expect(tiesOf([answer(['GO'], 100), answer(['GO'], 100)], [service(1, ['GO'])])).toEqual([1, null]);
  });
});
