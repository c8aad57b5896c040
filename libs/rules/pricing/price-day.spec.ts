import { describe, expect, it } from '@jest/globals';
import type { PricedSession } from '../coded-session.js';
import { codeDay } from '../coding/code-day.js';
import type { PracticeTerms } from '../practice.js';
import { builtInReference } from '../reference/built-in.js';
import type { AmountName, Reference } from '../reference/reference.js';
import type { Session } from '../session.js';
import { coveredBy, procedures, SAMPLE_PRACTICE, sampleSession } from '../testing/sample.js';
import type { DayToPrice } from './day-to-price.js';
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
  { tables = reference, scrubbed }: { tables?: Reference; scrubbed?: DayToPrice['scrubbed'] } = {},
) {
  const sessions = given.map((one, index) => sampleSession({ sessionId: `S${index + 1}`, ...one }));
  const day = codeDay({ sessions, practice, reference });
  return priceDay({ sessions, day, practice, reference: tables, balances, scrubbed, ...(locality && { locality }) });
}

const one = (given: Partial<Session>, ...rest: [LedgerBalances?, PracticeTerms?, string?]) =>
  price([given], ...rest).sessions[0] as PricedSession;
const rules = (session: PricedSession) => session.findings.map((finding) => finding.rule);
const at = (session: PricedSession, rule: string) =>
  session.findings.filter((finding) => finding.rule === rule).map(({ procedure }) => procedure);
const message = (session: PricedSession, rule: string) =>
  session.findings.find((finding) => finding.rule === rule)?.message;

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

describe('what is said of a line', () => {
  const priced = (code: string, given: Partial<Session> = {}, practice = EVERY_CHARGE) =>
    one({ procedures: [...procedures('97110 15'), ...procedures(code)], ...given }, openLedger(0, 0), practice);

  it('names the procedure that has no charge, or a charge of nothing', () => {
    expect(at(priced('97112 15', {}, { ...EVERY_CHARGE, charges: { '97110': 100 } }), 'charge.missing')).toEqual([2]);
    expect(at(priced('97112 15', {}, { ...EVERY_CHARGE, charges: { '97112': 0 } }), 'charge.zero')).toEqual([2]);
  });

  it('names the procedure that Medicare leaves to the contractor, does not cover or has not on its schedule', () => {
    expect(at(priced('97545 90'), 'price.carrier-priced')).toEqual([2]);
    expect(at(priced('96110'), 'price.not-covered')).toEqual([2]);
    expect(at(priced('96110', { abn: 'GY' }), 'price.not-on-fee-schedule')).toEqual([2]);
    expect(at(priced('A9270'), 'price.not-on-fee-schedule')).toEqual([2]);
    expect(priced('96110').findings.find(({ rule }) => rule === 'price.not-covered')?.fix).toMatch(/GY/);
  });

  it('leaves a line without a fee as it was coded, in a held session too', () => {
    const held = priced('97545 90', { diagnoses: ['M25.511'], procedures: procedures('97545 90, 99999 10') });
    expect([held.held, held.lines.map(({ code, units }) => [code, units])]).toEqual([true, [['97545', 1]]]);
    expect(held.lines[0]).not.toHaveProperty('accruedCents');
  });

  it('repeats no complaint about too many modifiers', () => {
    const session = one(
      {
        procedures: procedures('97110 15', {
          modifiers: ['59', '76', 'TL', 'HN'],
          attestations: ['above-threshold-necessary'],
        }),
      },
      openLedger(300000, 0),
    );
    expect(at(session, 'modifiers.too-many')).toEqual([1]);
  });
});

describe('amounts that are not loaded', () => {
  const lacking = (amount: AmountName): Reference => ({
    ...reference,
    amount: (name, date) => (name === amount ? undefined : reference.amount(name, date)),
  });
  const lack = (amount: AmountName, given: Partial<Session>) =>
    price([given], undefined, EVERY_CHARGE, undefined, { tables: lacking(amount) }).sessions[0] as PricedSession;

  it('hold what has a fee, priced nowhere, and tell what to load', () => {
    const session = lack('deductible', { procedures: procedures('97110 15, 97545 90') });
    expect(message(session, 'reference.missing')).toBe('not loaded for 2026-03-02: the deductible');
    expect(session.findings.find(({ rule }) => rule === 'reference.missing')?.fix).toMatch(/MEDICARE-B/);
    for (const line of session.lines) expect(line).not.toHaveProperty('allowedCents');
  });

  it('are not missed by a line that has no fee', () => {
    expect(rules(lack('deductible', { procedures: procedures('97545 90') }))).not.toContain('reference.missing');
  });

  it('are not missed by a payer that has no use for them', () => {
    for (const amount of ['deductible', 'coinsurance', 'sequestration', 'kx-threshold.OT'] as const)
      expect(rules(lack(amount, coveredBy('ADVANTAGE')))).not.toContain('reference.missing');
  });

  it("are the assistant's share only where an assistant's line is paid less", () => {
    const without = (given: Partial<Session>) =>
      message(lack('assistant-share', given), 'reference.missing') ?? 'nothing missed';
    expect(without({ procedures: procedures('97110 0+15') })).toBe("not loaded for 2026-03-02: the assistant's share");
    expect(without({ procedures: procedures('97110 15') })).toBe('nothing missed');
    const stated = procedures('97110 15', { modifiers: ['GO', 'CO'] });
    expect(without({ ...coveredBy('HARBOR'), procedures: stated })).toBe('nothing missed');
  });
});

describe('catalogues that are too young', () => {
  const younger = (given: Partial<Session>, scrubbed?: DayToPrice['scrubbed']) => {
    const on2024 = { dateOfService: '2024-05-02', ...given };
    const { sessions } = price([on2024], undefined, EVERY_CHARGE, undefined, { scrubbed });
    return message(sessions[0] as PricedSession, 'reference.older-version');
  };

  it('are those of units only where the day was scrubbed', () => {
    expect(younger({}, [[]])).toBe('younger than 2024-05-02: place_of_service.csv, mue_practitioner_2024q3.csv');
  });

  it('have no say where places of service decide no price, and where nothing is billed', () => {
    expect(younger(coveredBy('UNASKED'))).toBeUndefined();
    expect(younger(coveredBy('ADVANTAGE'))).toBe('younger than 2024-05-02: place_of_service.csv');
    expect(younger({ procedures: procedures('99999 15') })).toBeUndefined();
  });
});

describe('a payer without contract', () => {
  it('is named once with all its codes', () => {
    const session = one({ ...coveredBy('UNASKED'), procedures: procedures('97110 30, 97140 15+15') });
    expect(message(session, 'price.no-contract')).toBe('no fee and no percentage of Medicare for 97110, 97140');
  });
});

describe('the deductible', () => {
  it('goes down by what a day takes of it', () => {
    expect(price([{}], openLedger(0, 8000)).balances.deductibleLeftCents).toBe(8000 - 5127);
    expect(price([{}], openLedger(0, 2000)).balances.deductibleLeftCents).toBe(0);
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

  it('is left as stated over the threshold, without a word, and contradicts GZ as it does GA', () => {
    const kept = at(300000, { procedures: stated });
    expect([kept.held, rules(kept)]).toEqual([false, ['units.explained']]);
    const waived = at(300000, { abn: 'GZ' });
    expect([waived.held, waived.lines[0]?.modifiers]).toEqual([false, ['GO', 'GZ']]);
  });

  it('is removed where the payer’s own figure only reaches the threshold', () => {
    const reported = (cents: number) =>
      one({ procedures: stated }, { ...openLedger(0, 0), payerReportedCents: { OT: cents } }).lines[0]?.modifiers;
    expect(reported(248000 - 2906)).toEqual(['GO']);
    expect(reported(248000 - 2905)).toEqual(['GO', 'KX']);
  });

  it('is attested for a line by one of the sessions that have a part in it', () => {
    const { sessions } = price([{ procedures: attested }, {}], openLedger(300000, 0));
    expect(sessions.flatMap((session) => session.lines.map((line) => line.modifiers))).toEqual([['GO', 'KX']]);
  });

  it('is no matter of services that are no therapy, nor of payers other than Part B', () => {
    const screened = at(300000, { procedures: [{ code: '96127', count: 1 }] });
    expect([rules(screened), screened.lines[0]?.accruedCents]).toEqual([['charge.missing'], 300000]);
    const plan = at(0, { ...coveredBy('ADVANTAGE'), procedures: stated });
    expect(plan.lines[0]?.modifiers).toEqual(['GO', 'KX']);
  });

  it('is spoken of with the procedure that it is about', () => {
    const finding = (session: PricedSession, rule: string) =>
      session.findings.find((each) => each.rule === rule)?.procedure;
    expect(finding(at(300000, { procedures: attested }), 'threshold.kx-added')).toBe(1);
    expect(finding(at(0, { procedures: stated }), 'threshold.kx-not-needed')).toBe(1);
    expect(finding(at(300000, { abn: 'GA', procedures: attested }), 'modifiers.conflict')).toBe(1);
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
