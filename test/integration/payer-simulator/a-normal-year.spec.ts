import { afterEach, describe, expect, it } from '@jest/globals';
import { builtInScenario, parseScenario } from '#apps/payer-simulator/scenario/scenario.js';
import type { ClaimLine, OtherPayer, ProfessionalClaim } from '#libs/x12/claim.js';
import type { Remittance } from '#libs/x12/remittance.js';
import { claim, NEXT_MORNING, PayersAtWork, RECEIVED } from './payers-at-work.js';

const ALWAYS = 10_000;
const DAY_MS = 86_400_000;
const plain = builtInScenario();

let payers: PayersAtWork;
afterEach(() => payers.demolish());

/** Payers with whom exactly this happens by chance, always. */
async function payersWith(chances: unknown, own: object = {}): Promise<void> {
  payers = await PayersAtWork.make(parseScenario({ ...plain, ...own, seed: '7', chances }));
}

const paidClaim = (number: string, overrides: Partial<ProfessionalClaim> = {}) =>
  claim(number, { priorAuthorization: 'AUTH1', ...overrides });
const medicare = { ...claim('X').subscriber, claimFilingIndicator: 'MB', memberId: '4HK7VH8QN05' };
const toMedicare = {
  subscriber: medicare,
  payer: { name: 'Medicare', id: '00000' },
  referringProvider: { lastName: 'Anchor', npi: '1777000013' },
};
const therapy = (overrides: Partial<ClaimLine> = {}): ClaimLine => ({
  ...(claim('M1').lines[0] as ClaimLine),
  modifiers: ['GO'],
  ...overrides,
});

/** Sends claims in a file that the payer receives so many days after the first. */
async function sent(control: number, claims: readonly ProfessionalClaim[], days = 0): Promise<void> {
  await payers.send(control, ...claims);
  await payers.work(new Date(RECEIVED.getTime() + days * DAY_MS));
}

const statuses = (remittances: readonly Remittance[]) =>
  remittances.flatMap(({ claims }) => claims.map(({ status, paidCents }) => [status, paidCents]));
const adjustments = (remittances: readonly Remittance[]) =>
  remittances.flatMap((one) =>
    one.providerAdjustments.map(({ reason, reference, amountCents }) => [reason, reference, amountCents]),
  );

describe('the acknowledgements of a normal year', () => {
  it('come late, twice or never, and the claim is decided all the same', async () => {
    await payersWith({
      receipts: [{ what: 'late', share: ALWAYS, days: 3 }],
      claimAnswers: [{ what: 'doubled', share: ALWAYS, days: 2 }],
    });
    await sent(1, [paidClaim('AAAS1')]);
    await payers.work(NEXT_MORNING);
    expect((await payers.receive()).names).toEqual(['277CA-000000001-0001.x12']);
    const { names } = await payers.after(3);
    expect(names).toEqual(['277CA-000000001-0001-again-2.x12', '999-000000001-1.x12']);
    expect(statuses((await payers.after(10)).remittances)).toEqual([['1', 5900]]);
  });

  it('may stay away for ever', async () => {
    await payersWith({
      receipts: [{ what: 'missing', share: ALWAYS }],
      claimAnswers: [{ what: 'missing', share: ALWAYS }],
    });
    await sent(1, [paidClaim('AAAS1')]);
    expect((await payers.after(9)).names).toEqual([]);
    expect((await payers.after(10)).remittances).toHaveLength(1);
  });

  it('may refuse a whole file with the segment at fault, and then the payer knows none of its claims', async () => {
    const fault = { segmentId: 'NM1', position: 8, loop: '2010AA', element: 9, code: '7' };
    await payersWith({ receipts: [{ what: 'rejected', share: ALWAYS, fault }] });
    await sent(1, [paidClaim('AAAS1')]);
    const { acknowledgements } = await payers.after(40);
    expect(acknowledgements).toMatchObject([
      { kind: '999', level: 'transaction', accepted: false, errors: [{ segmentId: 'NM1', element: 9, code: '7' }] },
      { kind: '999', level: 'group', accepted: false },
    ]);
  });

  it('say what the clearinghouse did before the payer says more', async () => {
    await payersWith({ clearinghouse: { name: 'Quayside Clearing', id: 'QUAY' } });
    await sent(1, [paidClaim('AAAS1')]);
    await payers.work(RECEIVED);
    const [first] = (await payers.receive()).acknowledgements.filter(({ level }) => level === 'claim');
    expect(first).toMatchObject({
      accepted: true,
      source: 'Quayside Clearing',
      statuses: [{ category: 'A1', status: '16' }],
    });
    expect(first?.payerControlNumber).toBeUndefined();
    await payers.work(NEXT_MORNING);
    const [second] = (await payers.receive()).acknowledgements.filter(({ level }) => level === 'claim');
    expect(second).toMatchObject({
      accepted: true,
      statuses: [{ category: 'A2' }],
      payerControlNumber: expect.any(String),
    });
  });

  it('may refuse a claim at either of them, and what is sent again is drawn anew', async () => {
    const status = { category: 'A3', status: '33', entity: 'IL' };
    await payersWith({
      clearinghouse: { name: 'Quayside Clearing', id: 'QUAY' },
      claimAnswers: [{ what: 'rejected', share: 7_000, by: 'clearinghouse', status }],
    });
    let files = 0;
    for (let accepted = false; !accepted && files < 20; ) {
      files += 1;
      await sent(files, [paidClaim(`AAAS${files}`)]);
      const { acknowledgements } = await payers.receive();
      const answer = acknowledgements.find(({ level }) => level === 'claim');
      accepted = answer?.accepted === true;
      if (!accepted) expect(answer).toMatchObject({ statuses: [status], patientControlNumber: `AAAS${files}` });
    }
    expect(files).toBeGreaterThan(1);
    expect(files).toBeLessThan(20);
    expect(statuses((await payers.after(10)).remittances)).toEqual([['1', 5900]]);
  });
});

describe('the remittances of a normal year', () => {
  it('come late with the date of their payment', async () => {
    await payersWith({ remittances: [{ what: 'late', share: ALWAYS, days: 23 }] });
    await sent(1, [paidClaim('AAAS1')]);
    expect((await payers.after(32)).remittances).toEqual([]);
    expect((await payers.after(33)).remittances).toMatchObject([{ date: '2026-03-12', paymentCents: 5900 }]);
  });

  it('come twice under two names and say the same', async () => {
    await payersWith({ remittances: [{ what: 'doubled', share: ALWAYS, days: 2 }] });
    await sent(1, [paidClaim('AAAS1')]);
    const first = await payers.after(11);
    const second = await payers.after(12);
    expect([first.remittances, second.remittances].map((found) => found.length)).toEqual([1, 1]);
    expect(second.remittances).toEqual(first.remittances);
    expect(second.names).not.toEqual(first.names);
  });

  it('do not balance at first, and are corrected under the same payment', async () => {
    await payersWith({ remittances: [{ what: 'unbalanced', share: ALWAYS, days: 2 }] });
    await sent(1, [paidClaim('AAAS1')]);
    const [first] = (await payers.after(11)).remittances;
    const [second] = (await payers.after(12)).remittances;
    expect([first?.balanced, second?.balanced]).toEqual([false, true]);
    expect(second?.traceNumber).toBe(first?.traceNumber);
    expect(second?.paymentCents).toBe(5900);
  });

  it('may be silent about a claim for weeks, and pay interest then', async () => {
    await payersWith({
      silent: [{ share: ALWAYS, days: 45 }],
      interest: { afterDays: 30, yearlyBasisPoints: 450 },
    });
    await sent(1, [paidClaim('AAAS1')]);
    expect((await payers.after(54)).remittances).toEqual([]);
    const { remittances } = await payers.after(55);
    // 59.00 for 25 days at 4.5 % a year.
    expect(adjustments(remittances)).toEqual([['L6', remittances[0]?.claims[0]?.payerControlNumber, -18]]);
    expect(remittances).toMatchObject([{ balanced: true, paymentCents: 5918 }]);
  });

  it('fall short of the contract where the payer errs', async () => {
    await payersWith({ underpayments: [{ when: {}, share: ALWAYS, percent: 12 }] });
    await sent(1, [paidClaim('AAAS1')]);
    const [remittance] = (await payers.after(10)).remittances;
    // 84.00 by contract, 25.00 of it copay; 12 % of 84.00 withheld.
    expect(remittance).toMatchObject({ balanced: true, paymentCents: 5900 - 1008 });
  });

  it('take an overpayment back from a later payment, under the claim’s number both times', async () => {
    const review = { name: 'later', when: {}, share: ALWAYS, afterDays: 21, cutPercent: 50, recoupedAfterDays: 5 };
    await payersWith({ reviews: [review] });
    await sent(1, [paidClaim('AAAS1')]);
    const [paid] = (await payers.after(10)).remittances;
    const number = paid?.claims[0]?.payerControlNumber;
    const reviewed = (await payers.after(31)).remittances;
    expect(statuses(reviewed)).toEqual([
      ['22', -5900],
      ['1', 2950],
    ]);
    expect(adjustments(reviewed)).toEqual([['WO', number, -2950]]);
    expect(reviewed).toMatchObject([{ balanced: true, paymentCents: 0 }]);
    // The day of the recoupment has no payment to take it from: it waits for one.
    expect((await payers.after(36)).remittances).toEqual([]);
    await sent(
      2,
      [paidClaim('BBBS1', { lines: [therapy({ lineControlNumber: 'B1', units: 3, chargeCents: 18_000 })] })],
      37,
    );
    await payers.receive();
    const later = (await payers.after(47)).remittances;
    expect(adjustments(later)).toEqual([['WO', number, 2950]]);
    expect(later).toMatchObject([{ balanced: true, paymentCents: 10_100 - 2_950 }]);
  });

  it('carry on what a payment cannot bear, and close it under the same reference', async () => {
    await payersWith({ reviews: [{ name: 'at once', when: {}, share: ALWAYS, afterDays: 21, cutPercent: 50 }] });
    await sent(1, [paidClaim('AAAS1')]);
    await payers.after(10);
    const opened = (await payers.after(31)).remittances;
    expect(adjustments(opened)).toEqual([['FB', '83520260402', -2950]]);
    await sent(2, [paidClaim('BBBS1')], 32);
    await payers.receive();
    const closed = (await payers.after(42)).remittances;
    expect(adjustments(closed)).toEqual([['FB', '83520260402', 2950]]);
    expect(closed).toMatchObject([{ balanced: true, paymentCents: 2950 }]);
  });
});

describe('denials by chance', () => {
  const wrongly = { name: 'wrongly', when: {}, share: ALWAYS, once: true, group: 'OA', reason: '18', remarks: [] };

  it('strike only once where sending again is the cure', async () => {
    await payersWith({}, { denials: [wrongly] });
    await sent(1, [paidClaim('AAAS1')]);
    expect(statuses((await payers.after(10)).remittances)).toEqual([['1', 0]]);
    await sent(2, [paidClaim('AAAS2')], 11);
    await payers.receive();
    expect(statuses((await payers.after(21)).remittances)).toEqual([['1', 5900]]);
  });

  it('strike a share of the lines, the same lines for the same seed, and leave the others of a claim paid', async () => {
    const rule = { ...wrongly, once: false, share: 5_000, eachLine: true, reason: '50', group: 'CO' };
    const lines = Array.from({ length: 20 }, (_, index) =>
      therapy({ lineControlNumber: `L${index}`, serviceDate: `2026-02-${String(index + 1).padStart(2, '0')}` }),
    );
    const denied = async () => {
      await payersWith({}, { denials: [rule] });
      await sent(1, [paidClaim('AAAS1', { lines })]);
      const [remittance] = (await payers.after(10)).remittances;
      return remittance?.claims[0]?.lines.map(({ paidCents }) => paidCents === 0);
    };
    const first = await denied();
    await payers.demolish();
    expect(await denied()).toEqual(first);
    expect(new Set(first)).toEqual(new Set([true, false]));
  });

  it('of a pair are cured by the modifier that tells the two apart', async () => {
    const pair = {
      name: 'pair',
      when: { secondOfPair: true, withoutModifiers: ['59'] },
      group: 'CO',
      reason: '236',
      remarks: [],
    };
    await payersWith({}, { denials: [pair] });
    const group = therapy({ code: '97150', lineControlNumber: 'L1', units: 1 });
    const single = (modifiers: string[]) => therapy({ code: '97110', lineControlNumber: 'L2', units: 1, modifiers });
    await sent(1, [paidClaim('AAAS1', { lines: [group, single(['GO'])] })]);
    await sent(2, [paidClaim('BBBS1', { lines: [group, single(['GO', '59'])] })]);
    const [remittance] = (await payers.after(10)).remittances;
    expect(remittance?.claims.map(({ lines }) => lines.map(({ adjustments: [first] }) => first?.reason))).toEqual([
      ['45', '236'],
      ['45', '45'],
    ]);
  });
});

describe('an appeal', () => {
  const request = { denialId: 'D-1', level: 'redetermination', patientControlNumber: 'AAAS1', filedOn: '2026-03-15' };
  const necessity = { name: 'necessity', when: {}, group: 'CO', reason: '50', remarks: [] };
  const appealsEnd = (overturned: number) => ({
    appeals: { daysToDecision: 20, daysToPayment: 7, byReason: { '50': { overturned, partly: 0 } } },
  });

  async function appealed(overturned: number) {
    await payersWith(appealsEnd(overturned), { denials: [necessity] });
    await sent(1, [paidClaim('AAAS1')]);
    const [denied] = (await payers.after(10)).remittances;
    const payerControlNumber = denied?.claims[0]?.payerControlNumber as string;
    await payers.appeal({ ...request, payerControlNumber, requestedCents: 12_000 });
    await payers.after(12);
    expect(await payers.appealDecisions()).toEqual([]);
    const before = await payers.after(32);
    return { remittances: before.remittances, decisions: await payers.appealDecisions() };
  }

  it('that has success is told in a decision, then the claim is taken back and decided anew', async () => {
    const { remittances, decisions } = await appealed(ALWAYS);
    const { denialId, level } = request;
    expect(decisions).toEqual([
      { denialId, level, decidedOn: '2026-04-03', outcome: 'overturned', amountCents: 12_000 },
    ]);
    expect(remittances).toEqual([]);
    const paid = (await payers.after(39)).remittances;
    expect(statuses(paid)).toEqual([
      ['22', 0],
      ['1', 5900],
    ]);
    expect(paid).toMatchObject([{ balanced: true, paymentCents: 5900 }]);
  });

  it('that has none is upheld, and no money follows', async () => {
    const { decisions } = await appealed(0);
    expect(decisions).toMatchObject([{ outcome: 'upheld', amountCents: 0 }]);
    expect((await payers.after(90)).remittances).toEqual([]);
  });

  it('about a claim that the payer never saw is upheld', async () => {
    await payersWith(appealsEnd(ALWAYS));
    await payers.appeal({ ...request, payerControlNumber: 'NOBODYKNOWS', requestedCents: 1 });
    await payers.after(1);
    await payers.after(22);
    expect(await payers.appealDecisions()).toMatchObject([{ outcome: 'upheld' }]);
  });
});

describe('a claim with a second payer', () => {
  const second: OtherPayer = {
    ...{ responsibility: 'S', claimFilingIndicator: 'CI', relationship: '18' },
    payer: { name: 'Blue Harbor Health Plan', id: 'BLHRB' },
    subscriber: { lastName: 'Maple', firstName: 'Jonas', memberId: 'BHP447190023' },
  };

  it('is sent on by the first, and the second pays what the first left to the patient', async () => {
    const crossesOverTo = [{ payerId: 'BLHRB', name: 'Blue Harbor Health Plan', folder: 'SECOND' }];
    const [first, ...others] = plain.payers;
    await payersWith({}, { payers: [{ ...first, crossesOverTo }, ...others], denials: [] });
    await sent(1, [paidClaim('AAAS1', { ...toMedicare, lines: [therapy()], otherPayers: [second] })]);
    const [primary] = (await payers.after(14)).remittances;
    const [claimed] = primary?.claims ?? [];
    expect(claimed).toMatchObject({ status: '19', patientControlNumber: 'AAAS1' });
    expect(claimed?.remarks).toContain('MA18');
    const left = claimed?.patientCents as number;
    expect(left).toBeGreaterThan(0);
    await payers.after(15);
    const [secondary] = (await payers.after(26, 'SECOND')).remittances;
    expect(secondary).toMatchObject({ balanced: true, paymentCents: left });
    expect(secondary?.claims).toMatchObject([{ status: '2', patientControlNumber: 'AAAS1', patientCents: 0 }]);
    expect(secondary?.claims[0]?.lines[0]?.adjustments).toMatchObject([{ group: 'OA', reason: '23' }]);
  });
});
