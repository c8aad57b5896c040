import type { Session } from '#libs/rules/session.js';
import { SAMPLE_CHARGES, sampleSession } from '#libs/rules/testing/sample.js';

/** A practice that bills, with Medicare and one commercial payer. */
export const PRACTICE = {
  practiceId: 'sample',
  name: 'Sample Therapy',
  npi: '1234567893',
  taxId: '123456789',
  taxonomy: '261QR0400X',
  address: { line1: '1 Main St', city: 'Springfield', state: 'IL', zip: '627010001' },
  submitter: { id: 'SAMPLE1', name: 'Sample Therapy', contact: { name: 'Billing', phone: '2175550100' } },
  receiver: { id: 'RECEIVER1', name: 'Receiver' },
  locality: 'national',
  charges: SAMPLE_CHARGES,
  payers: [{ payerId: 'HARBOR', name: 'Harbor', kind: 'COMMERCIAL', x12Id: '60054', unitMethod: 'AMA_PER_CODE' }],
};

/** Sample sessions as an input file. */
export function ndjson(...sessions: readonly Partial<Session>[]): string {
  return sessions.map((one) => `${JSON.stringify(sampleSession(one))}\n`).join('');
}
