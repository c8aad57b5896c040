import { describe, expect, it } from '@jest/globals';
import type { PrepareAppealPacket, WaiveChecklistItem } from './appeal-packet.js';
import { type DenialCommand, denialDecider } from './decider.js';
import { file, openCase } from './testing/case-fixtures.js';

const level = 'redetermination';
const attach = (attachmentId: string, kind: string, servicesOn?: string[]): DenialCommand => ({
  type: 'AttachToDenial',
  attachment: {
    ...{ attachmentId, kind, contentType: 'application/pdf', sizeBytes: 9, sha256: attachmentId, fileId: attachmentId },
    ...{ addedBy: 'user:ann', ...(servicesOn ? { servicesOn } : {}) },
  },
});
const remove: DenialCommand = { type: 'RemoveAttachment', attachmentId: 'A1', reason: 'wrong patient', by: 'user:ann' };
const prepare = (packetId: string, attachmentIds: string[], changes = {}): PrepareAppealPacket => ({
  type: 'PrepareAppealPacket',
  packet: {
    ...{ packetId, level, fileId: 'F1', sha256: 'aa', pages: 3, sizeBytes: 9, dataFileId: 'F2', dataSha256: 'bb' },
    ...{ attachmentIds, requestedCents: 6_000, preparedOn: '2026-04-20', preparedBy: 'user:ann' },
    checklist: [{ kind: 'plan-of-care' }, { kind: 'treatment-notes', servicesOn: '2026-03-12' }],
    ...changes,
  },
});
const waive = (kind: string, reason = 'the payer has it'): WaiveChecklistItem => ({
  ...{ type: 'WaiveChecklistItem', level, kind, reason, by: 'user:ann' },
});
const fileWith = (packetId?: string, packetRequired = false): DenialCommand => ({
  ...(file as Extract<DenialCommand, { type: 'FileAppeal' }>),
  ...(packetId ? { packetId } : {}),
  facts: { today: '2026-05-01', by: 'user:ann', others: [], packetRequired },
});

const documented = openCase.after(attach('A1', 'plan-of-care'), attach('A2', 'treatment-notes', ['2026-03-12']));
const complete = documented.after(prepare('K1', ['A1', 'A2']));

describe('an appeal with a packet', () => {
  it('is filed with the newest of its level, named or not', () => {
    expect(complete.when(fileWith('K1', true)).events).toMatchObject([
      { type: 'AppealFiled', data: { packetId: 'K1' } },
    ]);
    expect(complete.when(fileWith()).events).toMatchObject([{ type: 'AppealFiled', data: { packetId: 'K1' } }]);
  });

  it('is not filed while documents are missing, and says which', () => {
    const incomplete = openCase.after(attach('A1', 'plan-of-care'), prepare('K1', ['A1']));
    for (const command of [fileWith('K1'), fileWith(), fileWith(undefined, true)])
      expect(denialDecider.decide(command, incomplete.state)).toEqual({
        ok: false,
        refusal: {
          code: 'appeal.checklist-incomplete',
          message: 'The packet lacks treatment-notes of 2026-03-12.',
          field: 'packetId',
        },
      });
  });

  it('is not filed with notes of another day alone', () => {
    const another = openCase.after(attach('A1', 'plan-of-care'), attach('A2', 'treatment-notes', ['2026-03-13']));
    another
      .after(prepare('K1', ['A1', 'A2']))
      .when(fileWith())
      .isRefused('appeal.checklist-incomplete');
  });

  it('takes notes that name no day for the notes of every day', () => {
    const notes = openCase.after(attach('A1', 'plan-of-care'), attach('A2', 'treatment-notes'));
    notes
      .after(prepare('K1', ['A1', 'A2']))
      .when(fileWith())
      .yields({ type: 'AppealFiled', data: { packetId: 'K1' } });
  });

  it('goes without what a person has let go with a reason', () => {
    const waived = openCase.after(attach('A1', 'plan-of-care'), prepare('K1', ['A1']), waive('treatment-notes'));
    expect(waived.when(fileWith('K1')).events).toHaveLength(1);
  });

  it('is not filed with what is there but was put to the case after the packet', () => {
    const late = openCase.after(attach('A1', 'plan-of-care'), prepare('K1', ['A1']), attach('A2', 'treatment-notes'));
    late.when(fileWith('K1')).isRefused('appeal.checklist-incomplete');
  });

  it('is not filed with a packet that holds what was taken away, or names another amount', () => {
    complete.after(remove).when(fileWith('K1')).isRefused('appeal-packet.stale');
    const dearer = documented.after(prepare('K1', ['A1', 'A2'], { requestedCents: 7_000 }));
    dearer.when(fileWith('K1')).isRefused('appeal-packet.stale');
  });

  it('is not filed with an older packet, one of another level or one that there is not', () => {
    complete
      .after(prepare('K2', ['A1', 'A2']))
      .when(fileWith('K1'))
      .isRefused('appeal-packet.stale');
    complete.when(fileWith('K9')).isRefused('appeal-packet.unknown');
  });

  it('must have one where the payer requires it, and needs none elsewhere', () => {
    openCase.when(fileWith(undefined, true)).isRefused('appeal-packet.missing');
    expect(openCase.when(fileWith()).events).toMatchObject([{ type: 'AppealFiled' }]);
    expect(openCase.when(fileWith()).events?.[0]?.data).not.toHaveProperty('packetId');
  });
});

describe('a packet', () => {
  it('is prepared once under its id, and anew under another', () => {
    expect(complete.when(prepare('K1', ['A1', 'A2'])).events).toEqual([]);
    expect(complete.when(prepare('K2', ['A1', 'A2'])).events).toHaveLength(1);
  });

  it('is not prepared for an appeal that there is not or that went out, nor is anything waived of it', () => {
    const other = { ...waive('evaluation'), level: 'council' };
    openCase.when(prepare('K1', [], { level: 'council' })).isRefused('appeal.no-right');
    openCase.when(other).isRefused('appeal.no-right');
    openCase.after(fileWith()).when(prepare('K1', [])).isRefused('appeal.already-filed');
    openCase.after(fileWith()).when(waive('evaluation')).isRefused('appeal.already-filed');
  });

  it('loses nothing of its checklist without a reason, or by a name that there is not', () => {
    openCase.when(waive('evaluation', '  ')).isRefused('appeal-packet.reason-missing');
    openCase.when(waive('novel')).isRefused('appeal-packet.kind');
    expect(openCase.after(waive('evaluation')).when(waive('evaluation')).events).toEqual([]);
  });
});
