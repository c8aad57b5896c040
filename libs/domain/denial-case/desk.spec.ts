import { describe, expect, it } from '@jest/globals';
import type { DenialEvent } from '#libs/contracts/events/denial-events.js';
import { accept } from '#libs/kernel/result.js';
import type { ContactPayer } from './contact.js';
import type { DenialCommand } from './decider.js';
import { idsOf } from './state.js';
import {
  calendar,
  correctable,
  file,
  nothing,
  open,
  openCase,
  settle,
  threshold,
  wait,
  writeOff,
} from './testing/case-fixtures.js';
import { returnedWhereNearer } from './wait.js';
import type { ReverseWriteOff } from './write-off.js';

const contact = (changes: Partial<ContactPayer> = {}): DenialCommand => ({
  type: 'ContactPayer',
  channel: 'phone',
  outcome: 'reprocessing',
  at: '2026-04-20T15:00:00.000Z',
  by: 'user:ann',
  calendar,
  ...changes,
});
const tag = (add: string[], remove: string[] = []): DenialCommand => ({
  type: 'TagDenial',
  add,
  remove,
  by: 'user:ann',
});
const expected = (expectedCents: number): DenialCommand => ({ type: 'ExpectRecovery', expectedCents, by: 'user:ann' });

describe('tags', () => {
  it('are added and removed, and all that there are is told each time', () => {
    openCase.when(tag(['intake-error', 'hand-team'])).yields({
      type: 'DenialTagged',
      data: { tags: ['hand-team', 'intake-error'], taggedBy: 'user:ann' },
    });
    openCase
      .after(tag(['intake-error', 'hand-team']))
      .when(tag(['clinical-error'], ['hand-team']))
      .yields({ type: 'DenialTagged', data: { tags: ['clinical-error', 'intake-error'] } });
    openCase
      .after(tag(['intake-error']))
      .when(tag(['intake-error'], ['hand-team']))
      .yieldsNothing();
  });

  it.each(['a', 'Intake', 'john doe', '-x', `a${'b'.repeat(40)}`])('are no free text: %s', (text) => {
    openCase.when(tag([text])).isRefused('denial.tag');
  });

  it('are at most twenty', () => {
    const many = Array.from('abcdefghijklmnopqrst', (letter) => `tag-${letter}`);
    openCase
      .after(tag(many))
      .when(tag(['one-more']))
      .isRefused('denial.tags');
  });
});

describe('a contact with the payer', () => {
  it('is kept with whom, what and under which number', () => {
    openCase.when(contact({ person: 'Sam', referenceNumber: 'CALL-1', note: 'in ten days' })).yields({
      type: 'PayerContacted',
      data: { channel: 'phone', outcome: 'reprocessing', contactedBy: 'user:ann', referenceNumber: 'CALL-1' },
    });
    openCase.after(contact()).when(contact()).yieldsNothing();
    openCase
      .after(contact())
      .when(contact({ at: '2026-04-21T15:00:00.000Z' }))
      .yields({ type: 'PayerContacted' });
  });

  it('with a next date makes the case wait for the payer until then', () => {
    openCase
      .when(contact({ nextOn: '2026-05-04' }))
      .yields(
        { type: 'PayerContacted', data: { nextOn: '2026-05-04' } },
        { type: 'DenialWaiting', data: { waitingFor: 'payer', until: '2026-05-04' } },
      );
  });

  it('is refused whole where the case cannot wait so long', () => {
    openCase.when(contact({ nextOn: '2026-08-08' })).isRefused('denial.wait-past-deadline');
    openCase
      .after(settle)
      .when(contact({ nextOn: '2026-05-04' }))
      .isRefused('denial.not-open');
    openCase.after(settle).when(contact()).yields({ type: 'PayerContacted' });
  });

  it('says what came of it: “other” needs a note', () => {
    openCase.when(contact({ outcome: 'other' })).isRefused('contact.note-missing');
  });
});

describe('an expected recovery', () => {
  it('is at most what is still denied', () => {
    openCase.when(expected(6000)).yields({ type: 'DenialRecoveryExpected', data: { expectedCents: 6000 } });
    openCase.when(expected(6001)).isRefused('denial.expected');
    openCase
      .after(writeOff({ amountCents: 1000 }))
      .when(expected(5001))
      .isRefused('denial.expected');
    openCase.after(settle).when(expected(1)).isRefused('denial.not-open');
  });
});

describe('waiting', () => {
  const back = (until?: string, reason: 'wait-over' | 'resumed' = 'wait-over'): DenialCommand => ({
    type: 'ReturnDenial',
    reason,
    ...(until === undefined ? {} : { until }),
  });

  it('ends at the alarm hour of its day, where the practice is', () => {
    openCase
      .when(wait('2026-05-04'))
      .yields({ type: 'DenialWaiting', data: { returnsAt: '2026-05-04T12:00:00.000Z' } });
  });

  it('is refused for today and for the past', () => {
    openCase.when(wait('2026-04-20')).isRefused('denial.wait-past');
  });

  it('returns once its day has come, and only for the day that it waits for now', () => {
    const waiting = openCase.after(wait('2026-05-04'));
    waiting.when(back('2026-05-04')).yields({ type: 'DenialReturned', data: { reason: 'wait-over' } });
    waiting.after(wait('2026-06-01')).when(back('2026-05-04')).yieldsNothing();
    waiting.after(back('2026-05-04')).when(back('2026-05-04')).yieldsNothing();
    openCase.when(back()).yieldsNothing();
  });

  it('is ended by a person', () => {
    openCase.after(wait('2026-05-04')).when(back(undefined, 'resumed')).yields({ type: 'DenialReturned' });
    openCase.after(settle).when(back(undefined, 'resumed')).isRefused('denial.not-open');
  });

  it('is over with the payer’s answer and with the case', () => {
    expect(openCase.after(wait('2026-05-04'), settle).state.waiting).toBeNull();
    expect(openCase.after(wait('2026-05-04'), writeOff()).state.waiting).toBeNull();
    expect(openCase.after(wait('2026-05-04'), repeat()).state.waiting).toBeNull();
  });

  it('ends where a clock is set that is nearer than the day that it waits for', () => {
    const { state } = openCase.after(wait('2026-05-04'));
    const clock = (workBy: string): DenialEvent => ({
      type: 'AppealDeadlineSet',
      data: {
        ...{ ...idsOf(state), kind: 'reconsideration', noticeDate: '2026-04-20', statutoryDate: workBy, workBy },
        ...{ rule: 'a rule', source: 'a source', alarms: [], missedAt: '2026-06-01T04:00:00.000Z' },
      },
    });
    expect(returnedWhereNearer(state, accept([clock('2026-05-01')]))).toMatchObject({
      value: [{ type: 'AppealDeadlineSet' }, { type: 'DenialReturned', data: { reason: 'deadline-nearer' } }],
    });
    expect(returnedWhereNearer(state, accept([clock('2026-05-04')]))).toMatchObject({
      value: [{ type: 'AppealDeadlineSet' }],
    });
  });

  it('goes on past a clock that an appeal has met', () => {
    openCase.after(file).when(wait('2026-10-01')).yields({ type: 'DenialWaiting' });
  });
});

describe('writing off', () => {
  const back = (changes: Partial<ReverseWriteOff> = {}): DenialCommand => ({
    type: 'ReverseWriteOff',
    reason: 'the payer asks for the records after all',
    by: 'user:lead',
    at: '2026-05-06T14:00:00.000Z',
    ...changes,
  });
  const part = (amountCents: number, at: string) => writeOff({ amountCents, at });

  it('closes the case where nothing remains', () => {
    openCase.when(writeOff()).yields({ type: 'DenialWrittenOff', data: { amountCents: 6000, role: 'manager' } });
    expect(openCase.when(writeOff()).events[0]?.data).not.toHaveProperty('remainingCents');
    expect(openCase.after(writeOff()).state.status).toBe('written-off');
  });

  it('of a part leaves the case open for the rest, and no more than the rest can follow', () => {
    const rest = openCase.after(part(2000, '2026-05-01T14:00:00.000Z'));
    expect(rest.state).toMatchObject({ status: 'open', writtenOffCents: 2000 });
    rest.when(part(4001, '2026-05-02T14:00:00.000Z')).isRefused('write-off.amount');
    rest.when(part(4000, '2026-05-02T14:00:00.000Z')).yields({ type: 'DenialWrittenOff', data: { amountCents: 4000 } });
    expect(rest.after(part(4000, '2026-05-02T14:00:00.000Z')).state.status).toBe('written-off');
    rest.when(part(2000, '2026-05-01T14:00:00.000Z')).yieldsNothing();
  });

  it('is limited by the role, all write-offs of the case together', () => {
    const biller = { role: 'biller', limitCents: 5000 };
    openCase.when(writeOff({ ...biller, amountCents: 5001 })).isRefused('write-off.above-limit');
    openCase.when(writeOff({ ...biller, amountCents: 5000 })).yields({ type: 'DenialWrittenOff' });
    openCase
      .after(writeOff({ ...biller, amountCents: 4000 }))
      .when(writeOff({ ...biller, amountCents: 1001, at: '2026-05-02T14:00:00.000Z' }))
      .isRefused('write-off.above-limit');
  });

  it('of a denial of unknown reason waits until a person has looked', () => {
    const unknown = nothing.after(open({ classification: { ...threshold, category: 'UNKNOWN' } }));
    unknown.when(writeOff()).isRefused('write-off.not-looked-at');
    const byPolicy: DenialCommand = { type: 'NoteDenial', note: 'imported', by: 'policy:import' };
    unknown.after(byPolicy).when(writeOff()).isRefused('write-off.not-looked-at');
    const seen: DenialCommand = { type: 'NoteDenial', note: 'a carrier’s own code', by: 'user:ann' };
    unknown.after(seen).when(writeOff()).yields({ type: 'DenialWrittenOff' });
    unknown.after(contact()).when(writeOff()).yields({ type: 'DenialWrittenOff' });
  });

  it('for another reason than the known ones needs a note', () => {
    openCase.when(writeOff({ reason: 'other' })).isRefused('write-off.note-missing');
    openCase.when(writeOff({ reason: 'other', note: 'agreed with the owner' })).yields({ type: 'DenialWrittenOff' });
  });

  it('is taken back with a reason: the case is worked again', () => {
    const off = openCase.after(part(2000, '2026-05-01T14:00:00.000Z'), part(4000, '2026-05-02T14:00:00.000Z'));
    off.when(back()).yields({ type: 'DenialWriteOffReversed', data: { amountCents: 6000, reversedBy: 'user:lead' } });
    expect(off.after(back()).state).toMatchObject({ status: 'open', writtenOffCents: 0 });
    off.after(back()).when(back()).yieldsNothing();
    off.after(back()).when({ type: 'MissDeadline', kind: 'redetermination' }).yields({ type: 'AppealDeadlineMissed' });
  });

  it('is not taken back without a reason or a person, nor where there is none', () => {
    const off = openCase.after(writeOff());
    off.when(back({ reason: ' ' })).isRefused('write-off.reason-missing');
    off.when(back({ by: 'policy:x' })).isRefused('write-off.person-missing');
    openCase.when(back()).isRefused('denial.not-written-off');
    openCase.after(settle).when(back()).isRefused('denial.resolved');
    nothing.when(back()).isRefused('denial.unknown');
  });
});

const line = { line: 1, group: 'CO', reason: '119', remarks: [], deniedCents: 2500 };
const repeat = (): DenialCommand => ({
  type: 'RepeatDenial',
  repeated: {
    ...{ remittanceId: 'R2', remittanceClaim: 0, submissionNumber: 2, payerControlNumber: 'PCN-2' },
    ...{ paymentDate: '2026-06-01', lines: [line], deniedCents: 2500, recoveredCents: 3500 },
  },
});

describe('the same denial again', () => {
  it('is told to the case once, and what is denied from then on counts', () => {
    openCase.when(repeat()).yields({ type: 'DenialRepeated', data: { remittanceId: 'R2', deniedCents: 2500 } });
    openCase.after(repeat()).when(repeat()).yieldsNothing();
    openCase
      .after(repeat())
      .when(writeOff({ amountCents: 2501 }))
      .isRefused('write-off.amount');
  });

  it('takes back a write-off of all that is denied now: no case is open with nothing left of it', () => {
    const most = writeOff({ amountCents: 4000 });
    openCase
      .after(most)
      .when(repeat())
      .yields(
        { type: 'DenialWriteOffReversed', data: { amountCents: 4000, reversedBy: 'payer' } },
        { type: 'DenialRepeated' },
      );
    expect(openCase.after(most, repeat()).state).toMatchObject({ status: 'open', writtenOffCents: 0 });
    openCase
      .after(writeOff({ amountCents: 1000 }))
      .when(repeat())
      .yields({ type: 'DenialRepeated' });
  });

  it('does not let a handler that has tried try again', () => {
    const tried = nothing.after(
      correctable,
      { type: 'ScheduleResubmission', handler: 'authorization', dueAt: '2026-04-07T12:00:00.000Z' },
      { type: 'RecordResubmission', attempt: 1, outcome: 'SUCCESS', reason: 'replaced', submissionNumber: 2 },
      repeat(),
    );
    expect(tried.state.status).toBe('open');
    tried
      .when({ type: 'ScheduleResubmission', handler: 'authorization', dueAt: '2026-06-02T12:00:00.000Z' })
      .yieldsNothing();
  });

  it('changes nothing of a case that was closed', () => {
    openCase.after(writeOff()).when(repeat()).yieldsNothing();
    openCase.after(settle).when(repeat()).yieldsNothing();
    nothing.when(repeat()).isRefused('denial.unknown');
  });
});

describe('a denial whose posting is undone', () => {
  const withdraw: DenialCommand = { type: 'WithdrawDenial', remittanceId: 'R1' };

  it('leaves nothing written off, in part or whole', () => {
    for (const amountCents of [1000, 6000])
      openCase
        .after(writeOff({ amountCents }))
        .when(withdraw)
        .yields(
          { type: 'DenialWriteOffReversed', data: { amountCents, reversedBy: 'undo' } },
          { type: 'DenialResolved', data: { how: 'posting-undone' } },
        );
    openCase.when(withdraw).yields({ type: 'DenialResolved' });
    openCase.after(writeOff(), withdraw).when(withdraw).yieldsNothing();
  });
});

describe('a denial for another reason', () => {
  const supersede: DenialCommand = {
    type: 'SupersedeDenial',
    ...{ by: '0123456789ABC-2', remittanceId: 'R2', recoveredCents: 0 },
  };

  it('ends the case in favour of the one that it opens', () => {
    openCase.when(supersede).yields({
      type: 'DenialResolved',
      data: { how: 'superseded', supersededBy: '0123456789ABC-2', recoveredCents: 0 },
    });
    openCase.after(supersede).when(supersede).yieldsNothing();
    openCase.after(supersede).when({ type: 'MissDeadline', kind: 'redetermination' }).yieldsNothing();
  });

  it('takes back what was written off, which is denied in the other case now', () => {
    openCase
      .after(writeOff())
      .when(supersede)
      .yields({ type: 'DenialWriteOffReversed', data: { amountCents: 6000 } }, { type: 'DenialResolved' });
  });
});

describe('an attachment', () => {
  const attachment = {
    ...{ attachmentId: 'A1', kind: 'progress-note', contentType: 'application/pdf', sizeBytes: 10, sha256: 'aa' },
    ...{ fileId: 'F1', addedBy: 'user:ann', name: 'note.pdf' },
  };
  const attach = (changes: object = {}): DenialCommand => ({
    type: 'AttachToDenial',
    attachment: { ...attachment, ...changes },
  });
  const remove = (changes: object = {}): DenialCommand => ({
    type: 'RemoveAttachment',
    ...{ attachmentId: 'A1', reason: 'of another patient', by: 'user:ann', ...changes },
  });

  it('is put to the case once', () => {
    openCase.when(attach()).yields({ type: 'DenialAttachmentAdded', data: { attachmentId: 'A1', name: 'note.pdf' } });
    openCase.after(attach()).when(attach()).yieldsNothing();
    openCase
      .after(attach())
      .when(attach({ attachmentId: 'A2' }))
      .isRefused('attachment.already-there');
  });

  it('is removed with a reason, and may be put there again', () => {
    openCase.after(attach()).when(remove()).yields({ type: 'DenialAttachmentRemoved' });
    openCase.after(attach(), remove()).when(remove()).yieldsNothing();
    openCase
      .after(attach(), remove())
      .when(attach({ attachmentId: 'A2' }))
      .yields({ type: 'DenialAttachmentAdded' });
    openCase
      .after(attach())
      .when(remove({ reason: '' }))
      .isRefused('attachment.reason-missing');
    openCase.when(remove()).isRefused('attachment.unknown');
  });
});
