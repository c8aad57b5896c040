import fc from 'fast-check';
import type { Result } from '#libs/kernel/result.js';
import type { ProfessionalClaim } from '#libs/x12/claim.js';
import { arbitraryAdvice } from '#libs/x12/testing/arbitrary-advice.js';
import { arbitraryClaim } from '#libs/x12/testing/arbitrary-claim.js';
import { sampleInterchange } from '#libs/x12/testing/sample-claim.js';
import { writeClaimAcknowledgement } from '#libs/x12/write/acknowledgement-277ca.js';
import { writeImplementationAcknowledgement } from '#libs/x12/write/acknowledgement-999.js';
import { writeInterchange } from '#libs/x12/write/claim-837p.js';
import { writeRemittances } from '#libs/x12/write/remittance-835.js';

/* Files as this project writes them, for validators that others wrote. The same at every run. */

const SEED = 20_260_406;

/** Claims whose lines two payers or more have decided about. */
export const TWICE_DECIDED = 'twice-decided.837';

function text(result: Result<Iterable<string>>): string {
  if (!result.ok) throw new Error(result.refusal.message);
  return [...result.value].join('');
}

const envelope = {
  sender: { id: 'PAYER1' },
  receiver: { id: 'PRACTICE1' },
  controlNumbers: { interchange: 9, group: 9, transaction: '0009' },
  time: { date: '2026-03-25', time: '10:15' },
  usage: 'T' as const,
};

/** 837P files by name: generated claims of every shape, those apart whose lines several payers have decided about. */
export function writtenClaims(): Map<string, string> {
  const generated = fc.sample(arbitraryClaim(), { seed: SEED, numRuns: 40 });
  const isThird = ({ lines }: ProfessionalClaim) => lines.some(({ adjudications = [] }) => adjudications.length > 1);
  return new Map([
    ['generated.837', text(writeInterchange(sampleInterchange(generated.filter((claim) => !isThird(claim)))))],
    [TWICE_DECIDED, text(writeInterchange(sampleInterchange(generated.filter(isThird))))],
  ]);
}

/** 835, 999 and 277CA files by name, as the payer simulator writes them. */
export function writtenAnswers(): Map<string, string> {
  const [advice] = fc.sample(
    arbitraryAdvice().filter((one) => one.claims.length > 1 && one.providerAdjustments.length <= 6),
    { seed: SEED, numRuns: 1 },
  );
  const patient = { lastName: 'Doe', firstName: 'Jane', memberId: 'M1' };
  const claim = { patient, chargeCents: 6_050, serviceFrom: '2026-03-02' };
  const transaction = { set: '837', version: '005010X222A1' };
  const faults = [{ segmentId: 'CLM', position: 22, loop: '2300', element: 5, component: 3, code: '7' }];
  const answers = [
    ['remittance.835', writeRemittances({ ...envelope, remittances: advice === undefined ? [] : [advice] })],
    [
      'refused.999',
      writeImplementationAcknowledgement({
        envelope,
        group: { functionalId: 'HC', control: '42', version: transaction.version },
        transactions: [
          { ...transaction, control: '0001', code: 'A', faults: [] },
          { ...transaction, control: '0002', code: 'R', faults },
        ],
      }),
    ],
    [
      'mixed.277',
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
            payerControlNumber: 'I1',
          },
          {
            ...claim,
            patientControlNumber: 'BS1',
            accepted: false,
            statuses: [{ category: 'A7', status: '562', entity: 'DN' }],
          },
        ],
      }),
    ],
  ] as const;
  return new Map(answers.map(([name, file]) => [name, 'ok' in file ? text(file) : [...file].join('')]));
}
