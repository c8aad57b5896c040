import { describe, expect, it } from '@jest/globals';
import type { PricedLine } from '../coded-session.js';
import { codeDay } from '../coding/code-day.js';
import { builtInReference } from '../reference/built-in.js';
import type { Session } from '../session.js';
import { coveredBy, procedures, SAMPLE_PRACTICE, sampleSession } from '../testing/sample.js';
import { type LedgerBalances, openLedger } from './ledger.js';
import { priceDay } from './price-day.js';

const reference = builtInReference();
const attested = { attestations: ['above-threshold-necessary' as const] };

const DAYS: readonly Partial<Session>[] = [
  { sessionId: 'S1', dateOfService: '2026-03-02', procedures: procedures('97166 45, 97110 30') },
  { sessionId: 'S2', dateOfService: '2026-03-05', procedures: procedures('97110 33, 97140 7') },
  { sessionId: 'S3', dateOfService: '2026-03-09', procedures: procedures('97112 24, 97110 23') },
  { sessionId: 'S4', dateOfService: '2026-03-12', procedures: procedures('97530 13+23, 97110 30', attested) },
  {
    sessionId: 'S5',
    dateOfService: '2026-03-16',
    procedures: procedures('97110 18, 97140 13, 97530 10, 97112 8', attested),
  },
  { sessionId: 'S6', dateOfService: '2026-03-19', procedures: procedures('97530 38', attested) },
];

function priced(days: readonly Partial<Session>[], opening: LedgerBalances) {
  let balances = opening;
  return days.map((given) => {
    const sessions = [sampleSession(given)];
    const day = codeDay({ sessions, practice: SAMPLE_PRACTICE, reference });
    const result = priceDay({ sessions, day, practice: SAMPLE_PRACTICE, reference, balances });
    balances = result.balances;
    return result.sessions[0] as (typeof result.sessions)[number];
  });
}

/** charge, allowed, CO-45, CO-59, PR-2, assistant cut, CO-253, paid, accrued; in cents. */
function row(line: PricedLine): number[] {
  const charge = line.chargeCents ?? 0;
  return [
    charge,
    line.allowedCents ?? 0,
    charge - Math.min(charge, line.fullFeeCents ?? 0),
    line.mpprCents ?? 0,
    line.coinsuranceCents ?? 0,
    line.assistantCutCents ?? 0,
    line.sequestrationCents ?? 0,
    line.paidCents ?? 0,
    line.accruedCents ?? 0,
  ];
}

describe('the worked example: six Medicare sessions of March 2026, 2,150.00 accrued elsewhere', () => {
  const sessions = () => priced(DAYS, openLedger(215000, 0));
  const lines = () => sessions().flatMap((session) => session.lines);

  it.each([
    [0, '97166', ['GO'], 1, [18000, 10054, 7946, 0, 2011, 0, 161, 7882, 225054]],
    [1, '97110', ['GO'], 2, [11000, 4442, 5188, 1370, 888, 0, 71, 3483, 229496]],
    [2, '97110', ['GO'], 2, [11000, 5127, 5188, 685, 1025, 0, 82, 4020, 234623]],
    [3, '97140', ['GO'], 1, [5000, 2121, 2228, 651, 424, 0, 34, 1663, 236744]],
    [4, '97112', ['GO'], 2, [11600, 5761, 5054, 785, 1152, 0, 92, 4517, 242505]],
    [5, '97110', ['GO'], 1, [5500, 2221, 2594, 685, 444, 0, 36, 1741, 244726]],
    [6, '97530', ['GO', 'KX'], 1, [6000, 3507, 2493, 0, 701, 0, 56, 2750, 248233]],
    [7, '97530', ['GO', 'CO', 'KX'], 1, [6000, 2505, 2493, 1002, 501, 301, 34, 1669, 250738]],
    [8, '97110', ['GO', 'KX'], 2, [11000, 4442, 5188, 1370, 888, 0, 71, 3483, 255180]],
    [9, '97110', ['GO', 'KX'], 1, [5500, 2221, 2594, 685, 444, 0, 36, 1741, 257401]],
    [10, '97140', ['GO', 'KX'], 1, [5000, 2121, 2228, 651, 424, 0, 34, 1663, 259522]],
    [11, '97530', ['GO', 'KX'], 1, [6000, 3507, 2493, 0, 701, 0, 56, 2750, 263029]],
    [12, '97530', ['GO', 'KX'], 3, [18000, 8517, 7479, 2004, 1703, 0, 136, 6678, 271546]],
  ] as const)('line %i is %s %j × %i with its nine amounts', (place, code, modifiers, units, amounts) => {
    const line = lines()[place] as PricedLine;
    expect([line.code, line.modifiers, line.units]).toEqual([code, modifiers, units]);
    expect(row(line)).toEqual(amounts);
  });

  it('has thirteen lines, holds nothing, and leaves 97112 of the fifth session without one', () => {
    const fifth = sessions()[4];
    expect(lines()).toHaveLength(13);
    expect(sessions().map((session) => session.held)).toEqual(Array(6).fill(false));
    expect(fifth?.lines.map((line) => line.code)).toEqual(['97110', '97140', '97530']);
    expect(fifth?.findings).toContainEqual(expect.objectContaining({ rule: 'units.no-unit', procedure: 4 }));
  });

  it('tells minutes by line: the therapist on the plain one, the assistant on the CO one', () => {
    const [plain, assisted] = lines().slice(6, 8);
    expect([plain?.minutes, plain?.assistantMinutes]).toEqual([13, 0]);
    expect([assisted?.minutes, assisted?.assistantMinutes]).toEqual([23, 23]);
  });

  it('holds a session over the threshold that nobody attested, and leaves the ledger where it was', () => {
    const unattested = DAYS.map((day) => ({
      ...day,
      procedures: (day.procedures ?? []).map(({ attestations, ...rest }) => rest),
    }));
    const [, , , fourth, fifth, sixth] = priced(unattested, openLedger(215000, 0));
    expect(fourth?.held).toBe(true);
    expect(fourth?.lines.map((line) => line.accruedCents)).toEqual([244726, 244726, 244726]);
    expect(fourth?.lines.flatMap((line) => line.modifiers)).not.toContain('KX');
    expect(
      fourth?.findings.filter((one) => one.rule === 'threshold.attestation-missing').map((one) => one.procedure),
    ).toEqual([1, 1, 2]);
    expect(fifth?.findings.find((one) => one.rule === 'threshold.attestation-missing')?.procedure).toBe(2);
    expect(sixth?.lines[0]?.accruedCents).toBe(244726);
  });

  it('takes the deductible before the coinsurance', () => {
    const [first] = priced([{ procedures: procedures('97166 45') }], openLedger(0, 5000));
    expect(first?.lines[0]).toMatchObject({
      deductibleCents: 5000,
      coinsuranceCents: 1011,
      sequestrationCents: 81,
      paidCents: 3962,
    });
  });
});

describe('the same minutes at a commercial payer that counts each code alone', () => {
  const sessions = () =>
    priced(
      DAYS.map((day) => ({ ...day, ...coveredBy('HARBOR') })),
      openLedger(215000, 0),
    );

  it('makes nineteen timed units', () => {
    expect(sessions().map((session) => session.timedUnits)).toEqual([2, 2, 4, 4, 4, 3]);
    expect(sessions().map((session) => session.lines.map((line) => `${line.code}×${line.units}`).join(' '))).toEqual([
      '97166×1 97110×2',
      '97110×2',
      '97112×2 97110×2',
      '97530×2 97110×2',
      '97110×1 97140×1 97530×1 97112×1',
      '97530×3',
    ]);
  });

  it('carries no GO, CO or KX, cuts nothing and accrues nothing', () => {
    const lines = sessions().flatMap((session) => session.lines);
    expect(lines.flatMap((line) => line.modifiers)).toEqual([]);
    expect(lines.every((line) => line.mpprCents === 0 && line.accruedCents === 215000)).toBe(true);
  });
});
