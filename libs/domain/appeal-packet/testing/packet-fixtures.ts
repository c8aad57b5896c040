import type { PacketFacts } from '../facts.js';

const line = { line: 1, serviceDate: '2026-03-02', code: '97530', modifiers: ['GO', 'KX'], chargeCents: 6_000 };
const other = { line: 2, serviceDate: '2026-03-04', code: '97110', modifiers: ['GO'], chargeCents: 5_500 };

/** A redetermination of one of two lines, with everything on file. */
export const packetFacts: PacketFacts = {
  ...{ denialId: 'C1-1', level: 'redetermination', levelName: 'Request: redetermination' },
  ...{ reviewBody: 'Medicare contractor', preparedOn: '2026-04-20' },
  practice: {
    ...{ name: 'Harbor OT', address: ['1 Main St', 'Albany, NY 12207'], npi: '1234567893', taxId: '123456789' },
    ...{ contactName: 'Billing', contactPhone: '5185550100' },
  },
  payer: { payerId: 'MEDICARE-B', name: 'Medicare Part B', kind: 'MEDICARE_B' },
  patient: { name: 'Zofia Łukasiewicz', birthDate: '1948-07-09', memberId: '1EG4TE5MK73' },
  claim: {
    ...{ patientControlNumber: 'C1S1', frequency: '1', submittedOn: '2026-03-05', placeOfService: '11' },
    ...{ diagnoses: ['M62.81', 'R27.8'], chargeCents: 11_500, authorizationNumber: 'AUTH-77' },
    renderingProvider: { name: 'Ana Berg', npi: '1093817465' },
    referringProvider: { name: 'Otto Lind', npi: '1245319599' },
    planOfCare: 'Treated under a plan of care since February 2, 2026.',
    lines: [
      { ...line, units: 2, diagnosisPointers: [1, 2], atIssue: true },
      { ...other, units: 1, diagnosisPointers: [1], atIssue: false },
    ],
  },
  decision: {
    ...{ payerControlNumber: 'ICN-9', paymentDate: '2026-03-16', paidCents: 4_400, adjustments: [], remarks: [] },
    lines: [
      {
        ...{ ...line, allowedCents: 0, paidCents: 0, atIssue: true, remarks: ['N115'] },
        adjustments: [{ group: 'CO', reason: '50', amountCents: 6_000 }],
      },
      {
        ...{ ...other, allowedCents: 5_500, paidCents: 4_400, atIssue: false, remarks: [] },
        adjustments: [{ group: 'PR', reason: '2', amountCents: 1_100 }],
      },
    ],
  },
  ...{ category: 'medical-necessity', reason: '50', requestedCents: 6_000 },
  ...{ noticeDate: '2026-03-16', deadline: '2026-07-19' },
  earlierDecisions: [{ level: 'reopening', decidedOn: '2026-04-01', outcome: 'upheld', amountCents: 0 }],
  statement: 'The stroke of January left the right hand without grip.',
  attachments: [],
};
