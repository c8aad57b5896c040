import type { AdviceClaim } from '../remittance-advice.js';
import { writeRemittances } from '../write/remittance-835.js';

/** Who pays in a made-up 835, and whom. */
interface Parties {
  readonly payer: { readonly name: string; readonly id: string };
  readonly payeeNpi: string;
}

/** An 835 with one payment for the claims. */
export function adviceFile(claims: readonly AdviceClaim[], { payer, payeeNpi }: Parties): string {
  const written = writeRemittances({
    sender: { id: 'PAYER1' },
    receiver: { id: 'SAMPLE1' },
    controlNumbers: { interchange: 1, group: 1 },
    time: { date: '2026-04-06', time: '09:00' },
    usage: 'T',
    remittances: [
      {
        control: '0001',
        payer: {
          ...payer,
          contact: { name: 'Desk', phone: '8005550100' },
          address: { line1: '1 Main St', city: 'Springfield', state: 'IL', zip: '62701' },
        },
        payee: { name: 'Sample Therapy', npi: payeeNpi },
        ...{ traceNumber: 'T1', originatorId: '1234567890', date: '2026-04-06', claims, providerAdjustments: [] },
      },
    ],
  });
  if (!written.ok) throw new Error(written.refusal.message);
  return [...written.value].join('');
}
