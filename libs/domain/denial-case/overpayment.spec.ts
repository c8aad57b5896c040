import { describe, expect, it } from '@jest/globals';
import { payerProfile } from '#libs/rules/payer-profile.js';
import type { PayerEntry } from '#libs/rules/practice.js';
import { builtInReference } from '#libs/rules/reference/built-in.js';
import { given } from '#libs/testing/decider.js';
import { type DenialCommand, denialDecider } from './decider.js';
import { demandClocks, returnClock } from './overpayment-clocks.js';
import { builtInDeadlineRules } from './reference/built-in.js';
import { file, open, openCase, opened } from './testing/case-fixtures.js';

const data = { rules: builtInDeadlineRules(), minimums: builtInReference() };
const payer = (entry: Partial<PayerEntry> = {}) => {
  const found = payerProfile({ payers: [{ payerId: 'P', name: 'P', kind: 'MEDICARE_B', ...entry }] }, 'P');
  if (!found) throw new Error('no such payer');
  return found;
};

const start = open().start;
const overpaid = open({
  opened: { ...opened, caseKind: 'overpayment', lines: [], deniedCents: 0, overpaidCents: 5000 },
  clocks: [],
});
const found = given(denialDecider).after(overpaid);

const letter = (changes: object = {}): DenialCommand => ({
  type: 'RecordDemandLetter',
  letterDate: '2026-05-04',
  amountCents: 5000,
  by: 'user:ann',
  clocks: demandClocks(payer(), '2026-05-04', data),
  start,
  today: '2026-05-06',
  ...changes,
});
const giveBack = (changes: object = {}): DenialCommand => ({
  type: 'ReturnOverpayment',
  amountCents: 2000,
  method: 'check',
  returnedOn: '2026-05-10',
  by: 'user:ann',
  ...changes,
});
const dismiss = (changes: object = {}): DenialCommand => ({
  type: 'DismissOverpayment',
  reason: 'two visits on one day',
  by: 'user:ann',
  ...changes,
});
const change = (outstandingCents: number, because: 'recouped' | 'returned' | 'not-overpaid' | 'decision') =>
  ({ type: 'ChangeOverpayment', outstandingCents, because }) as const;

describe('the clocks of an overpayment', () => {
  it('give Medicare’s money 60 days from its identification, another payer’s what its contract says', () => {
    expect(returnClock(payer(), '2026-04-06', data)).toMatchObject({
      kind: 'overpayment-return',
      statutoryDate: '2026-06-05',
      workBy: '2026-06-05',
    });
    expect(returnClock(payer({ overpaymentReturnDays: 10 }), '2026-04-06', data)?.statutoryDate).toBe('2026-06-05');
    const commercial = { kind: 'COMMERCIAL' as const };
    expect(returnClock(payer(commercial), '2026-04-06', data)).toBeUndefined();
    // 45 days end on a Thursday, 40 on a Saturday: it is worked on the Friday.
    expect(returnClock(payer({ ...commercial, overpaymentReturnDays: 40 }), '2026-04-06', data)).toMatchObject({
      statutoryDate: '2026-05-16',
      workBy: '2026-05-15',
    });
  });

  it('run from the demand letter: rebuttal 15, stopping the recoupment 30 and 60 days, and the appeal itself', () => {
    const clocks = demandClocks(payer(), '2026-05-04', data).map(({ kind, statutoryDate }) => [kind, statutoryDate]);
    expect(Object.fromEntries(clocks)).toEqual({
      rebuttal: '2026-05-19',
      redetermination: '2026-09-06',
      'recoupment-stop-redetermination': '2026-06-03',
      'recoupment-stop-reconsideration': '2026-07-03',
    });
    const commercial = demandClocks(payer({ kind: 'COMMERCIAL' }), '2026-05-04', data);
    expect(commercial.map(({ kind }) => kind)).toEqual(['payer-appeal']);
  });
});

describe('a demand letter', () => {
  it('is kept with its clocks, once for its date', () => {
    found
      .when(letter())
      .yields(
        { type: 'DemandLetterReceived', data: { letterDate: '2026-05-04', amountCents: 5000, recordedBy: 'user:ann' } },
        { type: 'AppealDeadlineSet', data: { kind: 'rebuttal' } },
        { type: 'AppealDeadlineSet', data: { kind: 'redetermination' } },
        { type: 'AppealDeadlineSet', data: { kind: 'recoupment-stop-redetermination', noticeDate: '2026-05-04' } },
        { type: 'AppealDeadlineSet', data: { kind: 'recoupment-stop-reconsideration' } },
      );
    found.after(letter()).when(letter()).yieldsNothing();
  });

  it('is refused where it lies in the future, asks for nothing, or is about no overpayment', () => {
    found.when(letter({ letterDate: '2026-05-07' })).isRefused('demand-letter.future');
    found.when(letter({ amountCents: 0 })).isRefused('demand-letter.amount');
    openCase.when(letter()).isRefused('overpayment.other-kind');
    given(denialDecider).when(letter()).isRefused('denial.unknown');
  });

  it('is met in time to stop the recoupment by the appeal of that level, and no other', () => {
    const missed = (kind: string): DenialCommand => ({ type: 'MissDeadline', kind });
    const clocks = demandClocks(payer(), '2026-04-20', data);
    const filed = found.after(letter({ letterDate: '2026-04-20', clocks }), file);
    filed.when(missed('recoupment-stop-redetermination')).yieldsNothing();
    filed.when(missed('recoupment-stop-reconsideration')).yields({ type: 'AppealDeadlineMissed' });
    found.after(letter()).when(missed('recoupment-stop-redetermination')).yields({ type: 'AppealDeadlineMissed' });
  });
});

describe('an overpayment', () => {
  it('ends when the payer has taken all of it, not before', () => {
    found.when(change(3000, 'recouped')).yields({ type: 'OverpaymentChanged', data: { outstandingCents: 3000 } });
    found
      .after(change(3000, 'recouped'))
      .when(change(0, 'recouped'))
      .yields(
        { type: 'OverpaymentChanged', data: { outstandingCents: 0 } },
        { type: 'DenialResolved', data: { how: 'recouped', recoveredCents: 0 } },
      );
    found.when(change(5000, 'recouped')).yieldsNothing();
  });

  it('is returned by a person, at most what is outstanding, and ends once the claim has counted it', () => {
    found.when(giveBack()).yields({ type: 'OverpaymentReturned', data: { amountCents: 2000, returnedBy: 'user:ann' } });
    const part = found.after(giveBack());
    part.when(change(3000, 'returned')).yieldsNothing();
    part.when(giveBack({ amountCents: 3001 })).isRefused('overpayment.amount');
    part.when(giveBack({ by: 'policy:x' })).isRefused('overpayment.person-missing');
    part.when(giveBack({ amountCents: 0 })).isRefused('overpayment.amount');
    part
      .after(giveBack({ amountCents: 3000 }))
      .when(change(0, 'returned'))
      .yields({ type: 'OverpaymentChanged' }, { type: 'DenialResolved', data: { how: 'returned' } });
  });

  it('is found to be none by a person with a reason', () => {
    found
      .when(dismiss())
      .yields({ type: 'OverpaymentDismissed', data: { amountCents: 5000, dismissedBy: 'user:ann' } });
    found.when(dismiss({ reason: ' ' })).isRefused('overpayment.reason-missing');
    found.when(dismiss({ by: 'job:x' })).isRefused('overpayment.person-missing');
    found
      .after(dismiss())
      .when(change(0, 'not-overpaid'))
      .yields({ type: 'OverpaymentChanged' }, { type: 'DenialResolved', data: { how: 'not-overpaid' } });
  });

  it('is not simply resolved or written off, and nothing happens to it once it is closed', () => {
    found.when({ type: 'ResolveDenial', how: 'no-action-needed' }).isRefused('overpayment.not-settled');
    const closed = found.after(change(0, 'decision'));
    closed.when(change(0, 'recouped')).yieldsNothing();
    closed.when(giveBack()).isRefused('denial.not-open');
    closed.when(letter()).isRefused('denial.not-open');
  });
});

describe('an underpayment', () => {
  const settle = (how: 'paid' | 'denied' | 'posting-undone', recoveredCents = 0): DenialCommand => ({
    type: 'SettleUnderpayment',
    how,
    recoveredCents,
    remittanceId: 'R2',
    submissionNumber: 1,
  });

  it('ends with what it brought, in another case, or with its posting', () => {
    openCase.when(settle('paid', 900)).yields({ type: 'DenialResolved', data: { how: 'paid', recoveredCents: 900 } });
    openCase.when(settle('denied')).yields({ type: 'DenialResolved', data: { how: 'superseded', recoveredCents: 0 } });
    openCase.when(settle('posting-undone')).yields({ type: 'DenialResolved', data: { how: 'posting-undone' } });
    openCase.after(settle('denied')).when(settle('paid', 900)).yieldsNothing();
    given(denialDecider).when(settle('paid')).isRefused('denial.unknown');
  });
});
