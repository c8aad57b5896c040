import { describe, expect, it } from '@jest/globals';
import type { PricedSession } from '../coded-session.js';
import { codeDay } from '../coding/code-day.js';
import type { PracticeTerms } from '../practice.js';
import { builtInReference } from '../reference/built-in.js';
import type { Session } from '../session.js';
import { coveredBy, procedures, SAMPLE_PRACTICE, sampleSession } from '../testing/sample.js';
import { type LedgerBalances, openLedger } from './ledger.js';
import { priceDay } from './price-day.js';

const reference = builtInReference();
const EVERY_CHARGE: PracticeTerms = {
  ...SAMPLE_PRACTICE,
  charges: { ...SAMPLE_PRACTICE.charges, '97545': 9000, '96110': 2000, '97129': 5000, '97150': 3000, '97168': 12000 },
};

function price(
  given: readonly Partial<Session>[],
  balances: LedgerBalances = openLedger(0, 0),
  practice = EVERY_CHARGE,
  locality?: string,
) {
  const sessions = given.map((one, index) => sampleSession({ sessionId: `S${index + 1}`, ...one }));
  const day = codeDay({ sessions, practice, reference });
  return priceDay({ sessions, day, practice, reference, balances, ...(locality && { locality }) });
}

const one = (given: Partial<Session>, ...rest: [LedgerBalances?, PracticeTerms?, string?]) =>
  price([given], ...rest).sessions[0] as PricedSession;
const rules = (session: PricedSession) => session.findings.map((finding) => finding.rule);

describe('pricing', () => {
  it('cuts every unit of the day but one, over sessions and disciplines', () => {
    const { sessions } = price([
      { procedures: procedures('97110 15') },
      { discipline: 'PT', renderingProvider: { npi: '1993999998' }, procedures: procedures('97530 15') },
    ]);
    expect(sessions[0]?.lines[0]).toMatchObject({ allowedCents: 2221, mpprCents: 685, accruedCents: 2221 });
    expect(sessions[1]?.lines[0]).toMatchObject({ allowedCents: 3507, mpprCents: 0, accruedCents: 3507 });
  });

  it('never touches cognitive training, which has another indicator', () => {
    const session = one({ procedures: procedures('97129 15, 97110 15') });
    expect(session.lines.map((line) => line.mpprCents)).toEqual([0, 0]);
  });

  it('allows no more than the charge', () => {
    const practice = { ...EVERY_CHARGE, charges: { '97110': 1000 } };
    expect(one({ procedures: procedures('97110 15') }, openLedger(0, 0), practice).lines[0]).toMatchObject({
      fullFeeCents: 2906,
      allowedCents: 1000,
      mpprCents: 0,
      accruedCents: 1000,
    });
  });

  it('holds a date of service without rates and names what is missing', () => {
    const session = one({ dateOfService: '2027-01-04' });
    expect(session.held).toBe(true);
    expect(session.lines[0]).not.toHaveProperty('allowedCents');
    expect(session.findings.find((finding) => finding.rule === 'reference.missing')?.message).toBe(
      'not loaded for 2027-01-04: relative values of 97110, the conversion factor, the deductible, the KX threshold of OT',
    );
  });

  it('prices by locality where its index is loaded, and holds where it is not', () => {
    const alaska = one({ dateOfService: '2025-05-05' }, openLedger(0, 0), EVERY_CHARGE, '02102-01');
    expect(alaska.lines[0]?.fullFeeCents).toBeGreaterThan(
      one({ dateOfService: '2025-05-05' }).lines[0]?.fullFeeCents ?? 0,
    );
    expect(rules(one({}, openLedger(0, 0), EVERY_CHARGE, '02102-01'))).toContain('reference.missing');
  });

  it('bills what Medicare leaves to the contractor unpriced, and accrues nothing for it', () => {
    const session = one({ procedures: procedures('97545 90') });
    expect(session.held).toBe(false);
    expect(rules(session)).toContain('price.carrier-priced');
    expect(session.lines[0]).not.toHaveProperty('paidCents');
  });

  it('holds what Medicare does not cover unless GY says so', () => {
    expect(rules(one({ procedures: procedures('96110') }))).toContain('price.not-covered');
    expect(one({ abn: 'GY', procedures: procedures('96110') }).held).toBe(false);
  });

  it("lets an assistant's line pay 85 % of Medicare's share from 2022 on", () => {
    const cut = (dateOfService: string) =>
      one({ dateOfService, procedures: procedures('97110 0+15') }).lines[0]?.assistantCutCents;
    expect(cut('2026-03-02')).toBeGreaterThan(0);
  });

  it('prices a share of Medicare at an Advantage plan: with the cut, without sequestration, deductible or ledger', () => {
    const session = one({ ...coveredBy('ADVANTAGE'), procedures: procedures('97110 30') }, openLedger(300000, 5000));
    expect(session.lines[0]).toMatchObject({
      modifiers: ['GO'],
      allowedCents: 5127,
      mpprCents: 685,
      deductibleCents: 0,
      coinsuranceCents: 0,
      sequestrationCents: 0,
      paidCents: 5127,
      accruedCents: 300000,
    });
  });

  it("takes a contract's fees, and says where there is no contract", () => {
    expect(one({ ...coveredBy('STATE'), procedures: procedures('97110 30') }).lines[0]).toMatchObject({
      paidCents: 5000,
    });
    const open = one({ ...coveredBy('UNASKED'), procedures: procedures('97110 30') });
    expect([open.held, rules(open)]).toEqual([false, ['units.method-unknown', 'units.explained', 'price.no-contract']]);
    expect(open.lines[0]).not.toHaveProperty('fullFeeCents');
  });

  it('tells which catalogues were too young for the date', () => {
    expect(rules(one({ dateOfService: '2024-05-02' }))).toContain('reference.older-version');
  });

  it('names those alone that had a say: pairs only where a day has several lines', () => {
    const older = (codes: string) =>
      one({ dateOfService: '2024-05-02', procedures: procedures(codes) }).findings.find(
        ({ rule }) => rule === 'reference.older-version',
      )?.message;
    expect(older('97110 30')).toBe('younger than 2024-05-02: place_of_service.csv');
    expect(older('97110 30, 97140 30')).toBe(
      'younger than 2024-05-02: place_of_service.csv, ncci_ptp_practitioner_2024q3.csv',
    );
  });
});

describe('KX', () => {
  const at = (accrued: number, given: Partial<Session> = {}) => one(given, openLedger(accrued, 0));
  const attested = procedures('97110 15', { attestations: ['above-threshold-necessary'] });
  const stated = procedures('97110 15', { modifiers: ['KX'] });

  it('is needed over the threshold, not at it', () => {
    expect(at(248000 - 2906, { procedures: attested }).lines[0]?.modifiers).toEqual(['GO']);
    expect(at(248000 - 2905, { procedures: attested }).lines[0]?.modifiers).toEqual(['GO', 'KX']);
    expect(at(248000 - 2905, { procedures: stated }).lines[0]?.modifiers).toEqual(['GO', 'KX']);
  });

  it('is removed with a warning where it is not needed, unless the payer has counted more', () => {
    const removed = at(0, { procedures: stated });
    expect([removed.lines[0]?.modifiers, rules(removed)]).toEqual([
      ['GO'],
      ['units.explained', 'threshold.kx-not-needed'],
    ]);
    const kept = one({ procedures: stated }, { ...openLedger(0, 0), payerReportedCents: { OT: 247000 } });
    expect(kept.lines[0]?.modifiers).toEqual(['GO', 'KX']);
  });

  it('contradicts GA: no KX is put, and an attestation is a conflict', () => {
    const waived = at(300000, { abn: 'GA' });
    expect([waived.held, waived.lines[0]?.modifiers]).toEqual([false, ['GO', 'GA']]);
    expect(rules(at(300000, { abn: 'GA', procedures: attested }))).toContain('modifiers.conflict');
  });

  it('counts each pool alone', () => {
    const balances = { accruedCents: { OT: 300000, PT_SLP: 0 }, deductibleLeftCents: 0 };
    const pt = one({ discipline: 'PT' }, balances);
    expect([pt.held, pt.lines[0]?.accruedCents]).toEqual([false, 5127]);
  });

  it('can make a line need too many modifiers', () => {
    const full = at(300000, {
      procedures: procedures('97110 15', {
        modifiers: ['59', '76', 'TL'],
        attestations: ['above-threshold-necessary'],
      }),
    });
    expect(rules(full)).toContain('modifiers.too-many');
  });
});
