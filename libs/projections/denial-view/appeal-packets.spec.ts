import { describe, expect, it } from '@jest/globals';
import { NO_PACKETS, type PacketColumns, packetsOf } from './appeal-packets.js';

type Event = Parameters<typeof packetsOf>[1];

const ids = { denialId: 'C1-1', claimId: 'C1', patientId: 'P1', payerId: 'BLUE', level: 'payer-appeal' };
const prepared = (packetId: string): Event => ({
  type: 'AppealPacketPrepared',
  data: {
    ...{ ...ids, packetId, fileId: 'F1', sha256: 'aa', pages: 3, sizeBytes: 900, dataFileId: 'F2', dataSha256: 'bb' },
    ...{
      attachmentIds: ['A1'],
      checklist: [],
      requestedCents: 4_000,
      preparedOn: '2026-04-20',
      preparedBy: 'user:ann',
    },
  },
});
const filed = (packetId?: string): Event => ({
  type: 'AppealFiled',
  data: { ...ids, filedOn: '2026-05-01', ...(packetId ? { packetId } : {}) },
});
function fold(...events: readonly Event[]): PacketColumns {
  let row = NO_PACKETS;
  for (const event of events) row = { ...row, ...packetsOf(row, event) };
  return row;
}

describe('the appeal packets of a denial', () => {
  it('are shown each with its pages and amount, and the one that was filed with its day', () => {
    const { packets } = fold(prepared('K1'), prepared('K2'), filed('K2'));
    expect(packets.map(({ packetId, pages, filedOn }) => [packetId, pages, filedOn])).toEqual([
      ['K1', 3, null],
      ['K2', 3, '2026-05-01'],
    ]);
    expect(JSON.stringify(packets)).not.toContain('F1');
  });

  it('are left alone by an appeal that went without one', () => {
    expect(fold(prepared('K1'), filed()).packets).toMatchObject([{ filedOn: null }]);
  });

  it('show what people let go without', () => {
    const waived: Event = {
      type: 'AppealChecklistItemWaived',
      data: { ...ids, kind: 'evaluation', waivedBy: 'user:ann' },
    };
    expect(fold(waived).checklistWaivers).toEqual([
      { level: 'payer-appeal', kind: 'evaluation', waivedBy: 'user:ann' },
    ]);
  });
});
