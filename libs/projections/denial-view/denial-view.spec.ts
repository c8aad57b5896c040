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
