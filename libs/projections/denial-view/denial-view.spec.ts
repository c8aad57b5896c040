import { describe, expect, it } from '@jest/globals';
import { type DenialRow, evolveDenialRow } from './denial-view.js';

type DenialEvent = Parameters<typeof evolveDenialRow>[1]['event'];

const denial = { denialId: 'C1-1', claimId: 'C1', patientId: 'P1', payerId: 'BLUE' };
const opened: DenialEvent = {
  type: 'DenialCaseOpened',
  data: {
    ...denial,
    ...{ payerKind: 'COMMERCIAL', remittanceId: 'R1', payerControlNumber: 'ICN1', submissionNumber: 1 },
    ...{ dateOfService: '2026-03-02', noticeDate: '2026-03-12', deniedCents: 4_000 },
    lines: [{ line: 2, group: 'CO', reason: '50', remarks: [], deniedCents: 4_000 }],
  },
};
const filed = (level: string, filedOn: string): DenialEvent => ({
  type: 'AppealFiled',
  data: { ...denial, level, filedOn, method: 'portal' },
});
const decided = (level: string, outcome: 'upheld' | 'overturned', amountCents = 0): DenialEvent => ({
  type: 'AppealDecided',
  data: { ...denial, level, decidedOn: '2026-05-01', outcome, amountCents },
});

function fold(events: readonly DenialEvent[], from: DenialRow | null = null): DenialRow {
  const occurredAt = '2026-05-01T12:00:00.000Z';
  const row = events.reduce<DenialRow | null>((before, event) => evolveDenialRow(before, { occurredAt, event }), from);
  if (!row) throw new Error('nothing was folded');
  return row;
}

describe('the appeals of a denial case', () => {
  it('are one a level, open until decided', () => {
    const row = fold([opened, filed('first', '2026-04-01'), decided('first', 'upheld'), filed('second', '2026-05-10')]);
    expect(row.status).toBe('appealed');
    expect(row.appeals).toEqual([
      {
        level: 'first',
        filedOn: '2026-04-01',
        method: 'portal',
        decidedOn: '2026-05-01',
        outcome: 'upheld',
        amountCents: 0,
      },
      { level: 'second', filedOn: '2026-05-10', method: 'portal', decidedOn: null, outcome: null, amountCents: null },
    ]);
  });

  it('open the case again where the denial is upheld, and not where it is overturned', () => {
    expect(fold([opened, filed('first', '2026-04-01'), decided('first', 'upheld')]).status).toBe('open');
    expect(fold([opened, filed('first', '2026-04-01'), decided('first', 'overturned', 4_000)]).status).toBe('appealed');
  });

  it('show a decision of which nobody told that it was asked for', () => {
    const [appeal] = fold([opened, decided('first', 'overturned', 4_000)]).appeals;
    expect(appeal).toMatchObject({ level: 'first', filedOn: null, outcome: 'overturned', amountCents: 4_000 });
  });

  it('begin empty on a row that was folded before they were kept', () => {
    const { appeals: _, ...old } = fold([opened]);
    expect(fold([{ type: 'DenialNoted', data: { ...denial, notedBy: 'u1' } }], old as DenialRow).appeals).toEqual([]);
    expect(fold([filed('first', '2026-04-01')], old as DenialRow).appeals).toHaveLength(1);
  });
});

describe('the desk of a denial case', () => {
  const of = <Type extends DenialEvent['type']>(type: Type, data: object) =>
    ({ type, data: { ...denial, ...data } }) as unknown as DenialEvent;
  const waiting = of('DenialWaiting', { waitingFor: 'therapist', until: '2026-05-04' });

  it('says whose turn it is', () => {
    expect(fold([opened]).ballWith).toBe('billing');
    expect(fold([opened, of('DenialAssigned', { owner: 'team:clinic' })]).ballWith).toBe('clinic');
    expect(fold([opened, waiting])).toMatchObject({
      status: 'waiting',
      ballWith: 'therapist',
      waitingFor: 'therapist',
    });
    expect(fold([opened, filed('first', '2026-04-01')]).ballWith).toBe('payer');
    const resolved = of('DenialResolved', { how: 'no-action-needed', recoveredCents: 0 });
    expect(fold([opened, waiting, resolved])).toMatchObject({ ballWith: null, waitingFor: null, waitingUntil: null });
  });

  it('has the case back when its wait is over, or with the payer where an appeal is pending', () => {
    const returned = of('DenialReturned', { reason: 'wait-over' });
    expect(fold([opened, waiting, returned])).toMatchObject({ status: 'open', waitingFor: null, waitingUntil: null });
    expect(fold([opened, filed('first', '2026-04-01'), waiting, returned]).status).toBe('appealed');
    expect(fold([opened, filed('first', '2026-04-01'), waiting, decided('first', 'upheld')])).toMatchObject({
      ...{ status: 'open', waitingFor: null },
    });
  });

  it('counts contacts and keeps tags, expectations and attachments, but no names of files', () => {
    const attachment = { attachmentId: 'A1', kind: 'note', contentType: 'application/pdf', sizeBytes: 9, addedBy: 'u' };
    const events = [
      of('DenialTagged', { tags: ['intake-error'], taggedBy: 'user:ann' }),
      of('PayerContacted', { channel: 'phone', outcome: 'no-answer', contactedBy: 'user:ann' }),
      of('DenialRecoveryExpected', { expectedCents: 3_000, expectedBy: 'user:ann' }),
      of('DenialAttachmentAdded', { ...attachment, sha256: 'aa', fileId: 'F1' }),
    ];
    expect(fold([opened, ...events])).toMatchObject({
      ...{ tags: ['intake-error'], contacts: 1, expectedRecoveryCents: 3_000, attachments: [attachment] },
    });
    expect(fold([opened, ...events, of('DenialAttachmentRemoved', { attachmentId: 'A1' })]).attachments).toEqual([]);
  });

  it('is closed by the write-off of the rest alone, and open again once it is taken back', () => {
    const part = of('DenialWrittenOff', { amountCents: 1_000, reason: 'small-balance', remainingCents: 3_000 });
    const rest = of('DenialWrittenOff', { amountCents: 3_000, reason: 'appeals-exhausted' });
    expect(fold([opened, part])).toMatchObject({ status: 'open', writtenOffCents: 1_000 });
    expect(fold([opened, part, rest])).toMatchObject({
      ...{ status: 'written-off', writtenOffCents: 4_000, resolution: 'appeals-exhausted', ballWith: null },
    });
    expect(fold([opened, part, rest, of('DenialWriteOffReversed', { amountCents: 4_000 })])).toMatchObject({
      ...{ status: 'open', writtenOffCents: 0, resolution: null, ballWith: 'billing' },
    });
  });

  it('shows what is denied now and what the rest brought, and which case goes on', () => {
    const again = of('DenialRepeated', { lines: [], deniedCents: 1_500, recoveredCents: 2_500 });
    expect(fold([opened, waiting, again])).toMatchObject({
      ...{ status: 'open', deniedCents: 1_500, recoveredCents: 2_500, repeats: 1 },
    });
    const resolved = of('DenialResolved', { how: 'superseded', recoveredCents: 0, supersededBy: 'C1-2' });
    expect(fold([opened, again, resolved])).toMatchObject({
      ...{ status: 'resolved', resolution: 'superseded', supersededBy: 'C1-2', recoveredCents: 2_500 },
    });
  });
});
