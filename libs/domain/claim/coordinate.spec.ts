import { describe, expect, it } from '@jest/globals';
import type { ClaimEvent } from '#libs/contracts/events/claim-events.js';
import type { AdjudicatedLine } from '#libs/contracts/events/shapes.js';
import { fold } from '#libs/kernel/decider.js';
import { sumCents } from '#libs/kernel/money.js';
import { type CoordinationTerms, coordinateBenefits } from './coordinate.js';
import { evolveClaim } from './evolve.js';
import { noClaim } from './state.js';
import {
  acknowledge,
  adjudicated,
  CLOSE_OF_DAY,
  content,
  denied,
  draft,
  release,
  reversed,
  story,
  submit,
} from './testing/claim-fixtures.js';

const COVERAGES = [
  { rank: 1, payerId: 'ACME' },
  { rank: 2, payerId: 'SECOND' },
];
const CLOSES_AT = '2026-03-18T00:00:00.000Z';

const terms: CoordinationTerms = {
  idOf: (rank) => `L${rank}`,
  payerOf: (payerId) =>
    payerId === 'NOBODY'
      ? undefined
      : { kind: 'COMMERCIAL', frequencyCodes: payerId === 'STRICT' ? ['1'] : ['1', '7'] },
  closesAt: CLOSES_AT,
  now: '2026-03-17T15:00:00.000Z',
  answersDue: () => [{ awaited: '835', dueAt: '2026-05-02T04:00:00.000Z' }],
  redraft: false,
};

const line: AdjudicatedLine = {
  line: 1,
  code: '97110',
  modifiers: [],
  units: 2,
  chargeCents: 11000,
  paidCents: 8000,
  allowedCents: 10000,
  adjustments: [
    { group: 'CO', reason: '45', amountCents: 1000 },
    { group: 'PR', reason: '2', amountCents: 2000 },
  ],
  remarks: [],
};
const decision = (changes: Parameters<typeof adjudicated>[0] = {}) =>
  adjudicated({ paidCents: 8000, patientCents: 2000, lines: [line], ...changes });

/** A first payer's claim that was sent, and the claims after it, brought into step after each thing that happens. */
class Household {
  private readonly history = new Map<string, ClaimEvent[]>();

  constructor(
    coverages: (typeof content)['coverages'] = COVERAGES,
    private readonly asked: Partial<CoordinationTerms> = {},
  ) {
    const opening = story(
      draft({}, { content: { ...content, coverages, authorizationNumber: 'AUTH1' } }),
      release,
      submit(),
    );
    this.history.set('C1', []);
    this.opening = opening.state;
  }

  private readonly opening;

  claim(id: string) {
    const initial = id === 'C1' ? this.opening : noClaim;
    return fold({ initial, evolve: evolveClaim }, this.history.get(id) ?? []);
  }

  /** What coordination adds once these have happened to a claim, by claim. */
  after(id: string, ...events: readonly ClaimEvent[]): Record<string, readonly ClaimEvent[]> {
    this.add(id, events);
    const changes = coordinateBenefits(this.claim('C1'), (one) => this.claim(one), { ...terms, ...this.asked });
    for (const [one, added] of changes) this.add(one, added);
    expect(coordinateBenefits(this.claim('C1'), (one) => this.claim(one), { ...terms, ...this.asked }).size).toBe(0);
    return Object.fromEntries(changes);
  }

  /** Lets a later claim leave. */
  send(id: string): void {
    const of = this.claim(id);
    const { lines, content: sent, claimId, patientId, payerId } = of;
    const about = { claimId, patientId, payerId, submissionNumber: of.submissions.length + 1 };
    const released = { reason: 'close-of-day' as const, frequency: '1' as const, releasedAt: CLOSES_AT };
    this.add(id, [
      { type: 'ClaimReleased', data: { ...about, ...released, lines: [...lines], content: sent } },
      {
        type: 'ClaimSubmitted',
        data: {
          ...{ ...about, frequency: '1', patientControlNumber: `${id}S1`, interchangeControlNumber: 9 },
          ...{ groupControlNumber: 9, transactionControlNumber: '0001', usage: 'T', chargeCents: of.chargeCents },
          ...{ lines: [...lines], submittedAt: CLOSES_AT, content: sent },
        },
      },
    ]);
  }

  private add(id: string, events: readonly ClaimEvent[]): void {
    this.history.set(id, [...(this.history.get(id) ?? []), ...events]);
  }
}

const types = (changes: Record<string, readonly ClaimEvent[]>, id: string) => changes[id]?.map(({ type }) => type);
const answerOf = (id: string, changes: Parameters<typeof adjudicated>[0]) =>
  adjudicated({ claimId: id, payerId: 'SECOND', remittanceId: `R-${id}`, payerControlNumber: `P-${id}`, ...changes });

describe('the claim to the second payer', () => {
  it('is drafted from the first payer’s decision, with every adjustment of every line', () => {
    const house = new Household();
    const changes = house.after('C1', decision());
    expect(changes.L2?.[0]).toMatchObject({
      type: 'ClaimDrafted',
      data: { claimId: 'L2', payerId: 'SECOND', rank: 2, primaryClaimId: 'C1', leftCents: 2000, closesAt: CLOSES_AT },
    });
    const [prior] = house.claim('L2').content.priorDecisions ?? [];
    expect(prior).toMatchObject({ rank: 1, payerId: 'ACME', paymentDate: '2026-03-16', lines: [line] });
    const adjusted = sumCents(prior?.lines.flatMap((one) => one.adjustments.map((each) => each.amountCents)) ?? []);
    expect(house.claim('L2').chargeCents).toBe((prior?.paidCents ?? 0) + adjusted);
    expect(house.claim('C1').balance).toBe('next-payer');
  });

  it('takes neither the first payer’s authorization nor its expected payment along', () => {
    const house = new Household();
    house.after('C1', decision());
    expect(house.claim('L2').content).not.toHaveProperty('authorizationNumber');
    expect(house.claim('L2').lines[0]).not.toHaveProperty('expectedPaidCents');
  });

  it('is none where nothing is left, something is denied, or no other coverage was in force that day', () => {
    expect(new Household().after('C1', decision({ patientCents: 0 }))).toEqual({});
    expect(new Household().after('C1', decision(), denied())).toEqual({});
    const ended = [COVERAGES[0] ?? {}, { rank: 2, payerId: 'SECOND', to: '2026-03-01' }];
    const house = new Household(ended);
    expect(house.after('C1', decision())).toEqual({});
    expect(house.claim('C1').balance).toBe('patient');
  });

  it('waits for a person, with the reason, where nobody knows the payer', () => {
    const house = new Household([COVERAGES[0] ?? {}, { rank: 2, payerId: 'NOBODY' }]);
    house.after('C1', decision());
    expect(house.claim('C1').later).toMatchObject([{ payerId: 'NOBODY', problem: 'cob.payer-unknown' }]);
    expect(house.claim('C1').balance).toBe('next-payer');
  });

  it('leaves to the patient what it leaves, and no more', () => {
    const house = new Household();
    house.after('C1', decision());
    house.send('L2');
    const answered = house.after('L2', answerOf('L2', { paidCents: 1500, patientCents: 500 }));
    expect(answered.C1?.at(-1)).toMatchObject({ type: 'PatientBalanceOpened', data: { shareCents: 500 } });
    expect(house.claim('L2').balance).toBe('closed');
    expect(house.claim('C1').later).toMatchObject([{ balance: 'closed', paidCents: 1500, patientCents: 500 }]);
    expect(house.claim('C1').balance).toBe('patient');
  });

  it('closes the first payer’s claim where it pays all that was left', () => {
    const house = new Household();
    house.after('C1', decision());
    house.send('L2');
    house.after('L2', answerOf('L2', { paidCents: 2000, patientCents: 0 }));
    expect(house.claim('C1').balance).toBe('closed');
  });

  it('keeps the balance while a part of it is denied', () => {
    const house = new Household();
    house.after('C1', decision());
    house.send('L2');
    const refusal = denied({ claimId: 'L2', payerId: 'SECOND', remittanceId: 'R-L2', deniedCents: 2000 });
    house.after('L2', answerOf('L2', { paidCents: 0, patientCents: 0 }), refusal);
    expect(house.claim('C1').balance).toBe('next-payer');
  });
});

describe('a third payer', () => {
  const three = [...COVERAGES, { rank: 3, payerId: 'THIRD' }];

  it('is told what both payers before it decided', () => {
    const house = new Household(three);
    expect(types(house.after('C1', decision()), 'L3')).toBeUndefined();
    house.send('L2');
    const changes = house.after('L2', answerOf('L2', { paidCents: 1500, patientCents: 500, lines: [line] }));
    expect(changes.L3?.[0]).toMatchObject({ data: { rank: 3, primaryClaimId: 'C1', leftCents: 500 } });
    expect(house.claim('L3').content.priorDecisions?.map(({ rank, payerId }) => [rank, payerId])).toEqual([
      [1, 'ACME'],
      [2, 'SECOND'],
    ]);
    expect(house.claim('C1').balance).toBe('next-payer');
  });

  it('leaves the patient’s share', () => {
    const house = new Household(three);
    house.after('C1', decision());
    house.send('L2');
    house.after('L2', answerOf('L2', { paidCents: 1500, patientCents: 500, lines: [line] }));
    house.send('L3');
    house.after('L3', answerOf('L3', { payerId: 'THIRD', paidCents: 400, patientCents: 100 }));
    expect(house.claim('C1')).toMatchObject({
      balance: 'patient',
      later: [{ rank: 2 }, { rank: 3, patientCents: 100 }],
    });
  });
});

describe('a claim that the first payer has sent on', () => {
  it('is on record as sent on, and never goes out from here', () => {
    const house = new Household();
    const changes = house.after('C1', decision({ status: '19', crossedOver: true }));
    expect(types(changes, 'L2')).toEqual(['ClaimDrafted', 'ClaimCrossedOver']);
    expect(house.claim('L2')).toMatchObject({
      submission: 'sent',
      submissions: [{ number: 1, state: 'crossed-over', patientControlNumber: 'C1S1' }],
    });
    expect(house.claim('C1').later).toMatchObject([{ crossedOver: true, balance: 'insurer' }]);
  });

  it('stops the second claim that was drafted before the correction said so', () => {
    const house = new Household();
    house.after('C1', decision());
    const corrected = decision({ remittanceId: 'R3', payerControlNumber: 'PCN2', crossedOver: true });
    const changes = house.after('C1', reversed(), corrected);
    expect(types(changes, 'L2')).toEqual(['ClaimDrafted', 'ClaimCrossedOver']);
  });
});

describe('a first payer that changes its mind', () => {
  const correction = decision({
    remittanceId: 'R3',
    payerControlNumber: 'PCN2',
    paidCents: 7000,
    patientCents: 3000,
  });

  it('takes back a draft, and its correction makes it anew', () => {
    const house = new Household();
    house.after('C1', decision());
    expect(house.after('C1', reversed()).L2).toMatchObject([
      { type: 'ClaimClosed', data: { reason: 'cob.taken-back' } },
    ]);
    expect(house.claim('C1').balance).toBe('insurer');
    expect(house.after('C1', correction).L2).toMatchObject([
      { type: 'ClaimDrafted', data: { draft: 2, leftCents: 3000 } },
    ]);
    expect(house.claim('L2').closed).toBeNull();
  });

  it('replaces a claim that is out once its payer has answered it', () => {
    const house = new Household();
    house.after('C1', decision());
    house.send('L2');
    expect(house.after('C1', reversed()).L2).toMatchObject([
      { type: 'ClaimCoordinationOutdated', data: { rule: 'cob.taken-back' } },
    ]);
    expect(house.after('C1', correction).L2).toMatchObject([
      { type: 'ClaimCoordinationOutdated', data: { rule: 'cob.primary-changed' } },
    ]);
    const changes = house.after('L2', answerOf('L2', { paidCents: 1500, patientCents: 500 }));
    expect(changes.L2).toMatchObject([
      { type: 'ClaimReleased', data: { frequency: '7', payerControlNumber: 'P-L2', reason: 'replacement' } },
    ]);
    expect(house.claim('L2')).toMatchObject({ outdated: null, submissions: [{}, { state: 'released' }] });
  });

  it('leaves a claim that is out to a person where its payer takes no replacements', () => {
    const house = new Household([COVERAGES[0] ?? {}, { rank: 2, payerId: 'STRICT' }]);
    house.after('C1', decision());
    house.send('L2');
    house.after('L2', answerOf('L2', { payerId: 'STRICT', paidCents: 1500, patientCents: 500 }));
    expect(house.after('C1', reversed(), correction).L2).toMatchObject([
      { type: 'ClaimCoordinationOutdated', data: { rule: 'cob.primary-changed', submissionNumber: 1 } },
    ]);
    expect(house.claim('L2').outdated).toBe('cob.primary-changed');
  });
});

describe('a person', () => {
  it('has a held draft made anew', () => {
    const house = new Household(COVERAGES, {});
    house.after('C1', decision());
    const changes = coordinateBenefits(house.claim('C1'), (id) => house.claim(id), { ...terms, redraft: true });
    expect(changes.get('L2')).toMatchObject([{ type: 'ClaimDrafted', data: { draft: 2 } }]);
  });

  it('changes nothing of a claim that is rejected: it goes out again by its own command', () => {
    const house = new Household();
    house.after('C1', decision());
    house.send('L2');
    const refusal = story(draft(), release, submit()).when(acknowledge({ accepted: false })).events;
    expect(house.after('L2', ...refusal)).toEqual({});
    expect(house.claim('L2').submission).toBe('rejected');
    expect(CLOSE_OF_DAY < CLOSES_AT).toBe(true);
  });
});
