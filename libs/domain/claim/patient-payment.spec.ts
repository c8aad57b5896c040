import { describe, expect, it } from '@jest/globals';
import { given } from '#libs/testing/decider.js';
import { claimDecider } from './decider.js';
import { patientOwesCents, patientPaidCents } from './evolve-patient-money.js';
import type { PostPatientPayment, RefundPatient, ReversePatientPayment } from './patient-payment.js';
import {
  decided,
  decider,
  denied,
  drafted,
  first,
  paidInFull,
  remitted,
  reversalOf,
  second,
  sent,
  third,
} from './testing/adjudication-fixtures.js';
import { draft, release, story, submit } from './testing/claim-fixtures.js';

const TODAY = '2026-03-10';
const post = (changes: Partial<PostPatientPayment> = {}): PostPatientPayment => ({
  type: 'PostPatientPayment',
  paymentId: 'P1',
  kind: 'copay',
  amountCents: 2500,
  receivedOn: '2026-03-02',
  today: TODAY,
  by: 'user:ann',
  ...changes,
});
const refund = (changes: Partial<RefundPatient> = {}): RefundPatient => ({
  type: 'RefundPatient',
  paymentId: 'R1',
  amountCents: 1000,
  refundedOn: '2026-03-09',
  today: TODAY,
  by: 'user:ann',
  ...changes,
});
const reverse = (changes: Partial<ReversePatientPayment> = {}): ReversePatientPayment => ({
  type: 'ReversePatientPayment',
  paymentId: 'P1',
  reason: 'the check was returned',
  by: 'user:ann',
  ...changes,
});

describe('money from the patient', () => {
  const visit = story(draft());

  it('is posted at the visit, before the claim is sent, and told to the payer with it', () => {
    visit.when(post()).yields({ type: 'PatientPaymentPosted', data: { amountCents: 2500, postedBy: 'user:ann' } });
    visit
      .after(post(), release)
      .when(submit())
      .yields({ type: 'ClaimSubmitted', data: { patientPaidCents: 2500 } });
  });

  it('is not named to the payer where there is none', () => {
    expect(visit.after(release).when(submit()).events[0]?.data).not.toHaveProperty('patientPaidCents');
  });

  it('is posted once', () => {
    visit.after(post()).when(post()).yieldsNothing();
  });

  it('goes back to the patient up to what was paid', () => {
    const paid = visit.after(post(), refund());
    expect(patientPaidCents(paid.state)).toBe(1500);
    paid.when(refund({ paymentId: 'R2', amountCents: 1501 })).isRefused('patient-payment.refund');
  });

  it('is as if it had never been posted once it is reversed, with a reason', () => {
    const reversed = visit.after(post(), reverse());
    expect(patientPaidCents(reversed.state)).toBe(0);
    reversed.when(reverse()).yieldsNothing();
    visit
      .after(post())
      .when(reverse({ reason: ' ' }))
      .isRefused('patient-payment.reason-missing');
    visit.when(reverse()).isRefused('patient-payment.unknown');
  });

  it('is not taken back from under a refund of it', () => {
    visit.after(post(), refund()).when(reverse()).isRefused('patient-payment.refunded');
    const both = visit.after(post(), refund(), reverse({ paymentId: 'R1' }), reverse());
    expect(patientPaidCents(both.state)).toBe(0);
  });

  it.each([
    ['no money', { amountCents: 0 }, 'patient-payment.amount'],
    ['parts of a cent', { amountCents: 0.5 }, 'patient-payment.amount'],
    ['money below 0', { amountCents: -100 }, 'patient-payment.amount'],
    ['a day that does not exist', { receivedOn: '2026-02-30' }, 'patient-payment.date'],
    ['a day ahead', { receivedOn: '2026-03-11' }, 'patient-payment.date'],
    ['a machine', { by: 'policy:adjudicate' }, 'patient-payment.person-missing'],
  ])('is refused for %s', (_what, changes, code) => {
    visit.when(post(changes)).isRefused(code);
  });

  it('needs a claim', () => {
    given(claimDecider).when(post()).isRefused('claim.unknown');
  });
});

describe('what the patient owes', () => {
  const submitted = given(decider, drafted, ...sent());

  it('opens with the payer’s answer, less what was paid at the visit', () => {
    const paid = submitted.and({
      type: 'PatientPaymentPosted',
      data: {
        claimId: '0123456789ABC',
        patientId: 'patient-1',
        payerId: 'ACME',
        paymentId: 'P1',
        amountCents: 200,
        kind: 'copay',
        receivedOn: '2026-03-12',
        postedBy: 'user:ann',
      },
    });
    expect(patientOwesCents(paid.state)).toBe(0);
    expect(paid.when(paidInFull).events.at(-1)).toMatchObject({
      type: 'PatientBalanceOpened',
      data: { shareCents: 500, amountCents: 300 },
    });
    expect(patientOwesCents(paid.after(paidInFull).state)).toBe(300);
  });

  it('does not open while a denial stands, and opens once its payment has settled it', () => {
    const shared = { ...denied.remitted, lines: [...denied.remitted.lines] };
    const [, , last] = shared.lines;
    const lines = [...shared.lines.slice(0, 2), decided(third, 'PR:3:1000', { chargeCents: last?.chargeCents ?? 0 })];
    const partly = submitted.after({ ...denied, remitted: { ...shared, lines } });
    expect(patientOwesCents(partly.state)).toBe(0);
    const again = remitted([decided(first, 'CO:45:0'), decided(second, 'CO:45:0')], { remittanceId: 'R2' });
    expect(partly.after({ remitted: again, denied: [] }).state).toMatchObject({ patientShareCents: 1000 });
  });

  it.each(['CO', 'PI', 'OA'])(
    'is never an amount of group %s, whatever the payer reports as the patient’s',
    (group) => {
      const answer = remitted([decided(first, `${group}:45:1000`), decided(second, ''), decided(third, '')], {
        patientCents: 1000,
      });
      expect(submitted.after({ remitted: answer, denied: [] }).state.patientShareCents).toBeNull();
    },
  );

  it('follows the correction of an answer, and is nobody’s after a reversal alone', () => {
    const owed = submitted.after(paidInFull);
    const reversed = owed.after(reversalOf(paidInFull));
    expect(reversed.state.patientShareCents).toBeNull();
    expect(owed.when(reversalOf(paidInFull)).events.at(-1)?.type).toBe('PatientBalanceWithdrawn');
    const lines = [decided(first, 'PR:3:700'), decided(second, ''), decided(third, '')];
    const correction = remitted(lines, { remittanceId: 'R2', index: 1 });
    expect(reversed.after({ remitted: correction, denied: [] }).state.patientShareCents).toBe(700);
  });

  it('is the payer’s again once the claim is sent anew', () => {
    const owed = given(claimDecider, drafted, ...sent(), ...submitted.when(paidInFull).events);
    expect(patientOwesCents(owed.state)).toBe(500);
    owed
      .when({
        type: 'ReplaceClaim',
        frequency: '7',
        frequencyCodes: ['1', '7'],
        content: owed.state.content,
        releasedAt: '2026-05-01T00:00:00.000Z',
      })
      .yields({ type: 'ClaimReleased' }, { type: 'PatientBalanceWithdrawn' });
  });
});
