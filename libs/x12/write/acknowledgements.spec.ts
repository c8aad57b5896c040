import { describe, expect, it } from '@jest/globals';
import { readAcknowledgements } from '../read/acknowledgement-reader.js';
import { writeClaimAcknowledgement } from './acknowledgement-277ca.js';
import { writeImplementationAcknowledgement } from './acknowledgement-999.js';
import { writeInterchangeAcknowledgement } from './acknowledgement-ta1.js';

const envelope = {
  sender: { id: 'PAYER1' },
  receiver: { id: 'PRACTICE1' },
  controlNumbers: { interchange: 9, group: 9, transaction: '0009' },
  time: { date: '2026-03-25', time: '10:15' },
  usage: 'T' as const,
};

function readBack(segments: Iterable<string>) {
  const result = readAcknowledgements([Buffer.from([...segments].join(''))]);
  if (!result.ok) throw new Error(result.refusal.message);
  expect(result.value.problems).toEqual([]);
  return result.value.acknowledgements;
}

describe('what a payer answers', () => {
  it('with a TA1 names the interchange', () => {
    const answers = { control: '000000042', time: { date: '2026-03-24', time: '09:30' } };
    expect(readBack(writeInterchangeAcknowledgement({ envelope, answers, code: 'R', note: '025' }))).toEqual([
      expect.objectContaining({ kind: 'TA1', control: '000000042', accepted: false, effectiveDate: '2026-03-24' }),
    ]);
  });

  it('with a 999 names each fault of a transaction that it refuses', () => {
    const errors = [
      { segmentId: 'CLM', position: 22, loop: '2300', element: 5, component: 3, code: '7' },
      { segmentId: 'REF', position: 23, code: '3' },
    ];
    const group = { functionalId: 'HC', control: '42', version: '005010X222A1' };
    const transaction = { set: '837', version: '005010X222A1' };
    const acknowledgements = readBack(
      writeImplementationAcknowledgement({
        envelope,
        group,
        transactions: [
          { ...transaction, control: '0001', code: 'A', faults: [] },
          { ...transaction, control: '0002', code: 'R', faults: errors },
        ],
      }),
    );
    expect(acknowledgements).toMatchObject([
      { level: 'transaction', control: '0001', groupControl: '42', accepted: true, errors: [] },
      { level: 'transaction', control: '0002', groupControl: '42', accepted: false, errors },
      { level: 'group', control: '42', accepted: true, statuses: [{ category: 'P', status: '' }] },
    ]);
  });

  it('with a 277CA says of each claim whether it was taken, and why not', () => {
    const patient = { lastName: 'Doe', firstName: 'Jane', memberId: 'M1' };
    const claim = { patient, chargeCents: 6_050, serviceFrom: '2026-03-02', serviceTo: '2026-03-09' };
    const refused = ['A7:562:DN', 'A3:21', 'A6:145', 'A8:496'].map((text) => {
      const [category = '', status = '', entity] = text.split(':');
      return entity === undefined ? { category, status } : { category, status, entity };
    });
    const acknowledgements = readBack(
      writeClaimAcknowledgement({
        envelope,
        payer: { name: 'Medicare', id: '15202' },
        submitter: { name: 'Practice', id: 'PRACTICE1' },
        batchReference: '000000042',
        receivedOn: '2026-03-24',
        billingProvider: { name: 'Practice', npi: '1234567893' },
        claims: [
          {
            ...claim,
            patientControlNumber: 'AS1',
            accepted: true,
            statuses: [{ category: 'A2', status: '20' }],
            payerControlNumber: 'ICN1',
          },
          { ...claim, patientControlNumber: 'BS1', accepted: false, statuses: refused },
        ],
      }),
    );
    expect(acknowledgements).toMatchObject([
      { level: 'batch', control: '000000042', accepted: true },
      { level: 'batch', control: '000000042', accepted: true },
      { level: 'claim', control: '000000042', patientControlNumber: 'AS1', accepted: true, payerControlNumber: 'ICN1' },
      { level: 'claim', patientControlNumber: 'BS1', accepted: false, statuses: refused, action: 'U' },
    ]);
  });
});
